import StyletBase
import TestSupport
import Testing

@testable import StyletScreen

/// The coordinator's screen of triage: keys in, cells and acts out.
@Suite struct TriageScreenTests {
  private final class Source: TriageSource {
    var next: TriagePage?
    var acts: [String] = []
    var refuses = false

    func news() throws -> TriagePage? {
      defer { next = nil }
      return next
    }

    func open(_ name: String) throws {
      if refuses { throw Failure(.noInput, path: name, "is not there", advice: "look for it") }
      acts.append("open \(name)")
    }

    func set(_ tier: String, of name: String, because reason: String) throws {
      guard tier == "auto" || TriageScreenTests.tiers.contains(tier) else { throw Failure(.usage, "no tier") }
      acts.append("\(tier) \(name): \(reason)")
    }
  }

  fileprivate static let tiers = ["p1", "p2", "p3", "p4", "p5"]

  private static func row(_ n: Int, _ tier: String = "P3") -> TriageRow {
    TriageRow(
      name: "C\(n)", tier: tier, minutes: 61 * n, extent: "\(n) %", diagnosis: "typical (CO-RADS 4-5)",
      why: "extent severe, \(n) % automatic, unreviewed\u{1b}[2J", evidence: ["ground glass, 80 %, slice \(n)", "both sides"],
      arrival: 40 - n)
  }

  private static func page(_ count: Int = 30, alerts: [String] = []) -> TriagePage {
    TriagePage(rows: (1...count).map { row($0) }, alerts: alerts, rule: "Order by the rule chest-triage 3")
  }

  private static func screen(_ page: TriagePage = page()) -> (TriageScreen, Source) {
    let source = Source()
    source.next = page
    return (TriageScreen(source, title: "Outlines"), source)
  }

  private static func text(_ screen: TriageScreen, _ width: Int = 80, _ height: Int = 24) -> String {
    screen.draw(width: width, height: height).text
  }

  private static func play(_ screen: TriageScreen, _ keys: String) throws {
    for key in try KeyNotation.parse(keys) { screen.handle(.key(key)) }
  }

  @Test func theChosenCaseIsSaidInWords() throws {
    let (screen, _) = Self.screen(Self.page(alerts: ["triage down since 14:02 UTC"]))
    let first = Self.text(screen)
    for part in ["Order of triage: Outlines", "1/30", "triage down since 14:02 UTC", "C1 ", "1 h 01", "slice 1", "no. 39"] {
      #expect(first.contains(part), "\(part): \(first)")
    }
    #expect(!first.contains("\u{1b}"), "no byte of a reason reaches the terminal")
    try Self.play(screen, "jj")
    let third = Self.text(screen)
    #expect(third.contains("slice 3") && !third.contains("slice 1,") && third.contains("3 h 03"))
    try Self.play(screen, "G")
    #expect(Self.text(screen).contains("30/30") && Self.text(screen).contains("slice 30"))
    try Self.play(screen, "gk")
    #expect(Self.text(screen).contains("1/30"))
    // Small and large screens are drawn whatever they are.
    for (width, height) in [(1, 1), (19, 5), (20, 12), (40, 13), (300, 90)] { _ = Self.text(screen, width, height) }
  }

  @Test func actsAreOfTheChosenCase() throws {
    let (screen, source) = Self.screen()
    try Self.play(screen, "j<CR>")
    #expect(source.acts == ["open C2"])
    // A tier without a reason changes nothing, and the line stays.
    try Self.play(screen, "tp1<CR>")
    #expect(source.acts.count == 1 && Self.text(screen).contains("reason"))
    try Self.play(screen, "<Space>seen at the scanner<CR>")
    #expect(source.acts.last == "p1 C2: seen at the scanner")
    try Self.play(screen, "tP9 x<CR>")
    #expect(source.acts.count == 2 && screen.refusal?.what == "no tier")
    try Self.play(screen, "tp2 x<Esc>")
    #expect(source.acts.count == 2)
    source.refuses = true
    try Self.play(screen, "<CR>")
    #expect(screen.notice?.text.contains("is not there") == true && screen.refusal != nil)
  }

  /// What is new is taken when nothing is typed; the chosen case stays chosen.
  @Test func theChosenCaseStaysChosen() throws {
    let (screen, source) = Self.screen()
    try Self.play(screen, "jj")
    var new = Self.page()
    new.rows.insert(Self.row(99, "P1"), at: 0)
    source.next = new
    try Self.play(screen, "tp1")
    screen.handle(.idle)
    #expect(screen.page.rows.count == 30, "nothing moves under a line that is typed")
    try Self.play(screen, "<Esc>")
    screen.handle(.idle)
    #expect(screen.page.rows.count == 31 && screen.page.rows[screen.selected].name == "C3")
    source.next = TriagePage(rows: [], alerts: [], rule: "")
    screen.handle(.idle)
    try Self.play(screen, "<CR>t")
    #expect(source.acts.isEmpty && Self.text(screen).contains("Order of triage"))
  }

  @Test func itIsLeftAsOtherScreensAre() throws {
    for keys in ["q", ":q<CR>"] {
      let (screen, _) = Self.screen()
      try Self.play(screen, keys)
      #expect(screen.isFinished)
    }
    let (screen, _) = Self.screen()
    try Self.play(screen, "?")
    #expect(Self.text(screen).contains("Keys of this screen"))
    try Self.play(screen, "?:nonsense<CR>")
    #expect(screen.unknownInput != nil && !screen.isFinished)
  }

  @Test func frenchFitsEightyColumns() {
    Words.$inTask.withValue(.french) {
      let (screen, _) = Self.screen(Self.page(alerts: ["tri arrêté depuis 14:02 UTC"]))
      let lines = Self.text(screen).split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.contains("premier diagnostic proposé") } && lines.contains { $0.contains("fixer son niveau") })
      #expect(lines.last { !$0.isEmpty }?.contains(words("board.key-leave")) == true, "\(lines)")
    }
  }

  /// A reader learns no reason: the list says whose it is.
  @Test func aReaderIsNotShownIt() throws {
    let row = WorklistRow("K7")
    let list = Worklist([row], title: "Outlines", reader: "ann") { _, _ in }
    for key in try KeyNotation.parse(":triage<CR>") { list.handle(.key(key)) }
    #expect(list.notice?.text.contains("coordinator") == true && list.unknownInput == nil)
  }
}
