import StyletBase
import TestSupport
import Testing

@testable import StyletScreen

/// An archive of a few rows, and a page over it.
private final class PageDesk: ArchiveSource {
  let names: [String]
  private(set) var asked: [String] = []
  var next: Result<ArchiveFound, any Error>?
  private(set) var page: ArchivePage!
  var size = (width: 80, height: 24)

  init(names: [String] = ["hospital", "old"], traits: TerminalTraits = TerminalTraits()) {
    self.names = names
    page = ArchivePage(self, traits: traits)
    page.handle(.resize(width: 80, height: 24))
  }

  func ask(_ search: ArchiveSearch, study: String?, of archive: String, most: Int) {
    let typed = ArchiveSearch.Field.allCases.map { search[$0] ?? "-" }.joined(separator: " ")
    asked.append(study.map { "\(archive) series of \($0)" } ?? "\(archive) \(typed) \(most)")
    next = next ?? .success(study == nil ? Self.studies(3) : Self.series(study ?? ""))
  }

  func answer() -> Result<ArchiveFound, any Error>? {
    defer { next = nil }
    return next
  }

  func waitForAnswer() {}

  static func studies(_ count: Int, isCut: Bool = false) -> ArchiveFound {
    var found = ArchiveFound((1...count).map { n in
      var row = ArchiveRow("1.2.\(n)")
      (row.date, row.modality, row.patient, row.name) = ("2026-11-0\(n % 9 + 1)", "CT\\SR", "P\(n)", "DUPONT^ÉLISE")
      (row.description, row.instances) = ("CT THORAX \(n)", "\(n * 100)")
      return row
    })
    found.isCut = isCut
    return found
  }

  static func series(_ study: String) -> ArchiveFound {
    var one = ArchiveRow("1.2.3.1"), two = ArchiveRow("1.2.3.2")
    (one.modality, one.description, one.instances) = ("CT", "LUNG 1.0", "275")
    (two.modality, two.description, two.instances) = ("SR", "dose\u{1b}[31m", "1")
    return ArchiveFound([one, two], of: study)
  }

  @discardableResult
  func play(_ script: String) throws -> Self {
    for key in try KeyNotation.parse(script) {
      page.handle(.key(key))
      page.waitForWork()
    }
    return self
  }

  var text: String { page.draw(width: size.width, height: size.height).text }
  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

/// The page of an archive: keys in, questions and cells out.
@Suite struct ArchivePageTests {
  @Test func whatIsTypedIsAskedFor() throws {
    let desk = PageDesk()
    #expect(desk.lines[0].hasPrefix(" Archive hospital") && desk.text.contains("Enter searches"))
    try desk.play("P*<Tab>dup<Tab><C-u>MR<Tab>2026-11-01<Tab><Tab>thorax<CR>")
    #expect(desk.asked == ["hospital P* dup MR 2026-11-01 - thorax 100"])
    let head = desk.lines[4].split(separator: " ").map(String.init)
    #expect(head == ["date", "modality", "patient", "name", "images", "description"])
    let row = desk.lines[5].split(separator: " ").map(String.init)
    #expect(row == ["2026-11-02", "CT\\SR", "P1", "DUPONT^ÉLISE", "100", "CT", "THORAX", "1"])
    #expect(desk.lines[3].hasSuffix("3 studies"))
    // Columns of numbers end below one another.
    #expect(desk.lines[5].range(of: "100")?.upperBound == desk.lines[6].range(of: "200")?.upperBound)
  }

  @Test func fromStudyToSeriesAndBack() throws {
    let desk = PageDesk()
    try desk.play("<CR>j<CR>")
    #expect(desk.asked == ["hospital - - CT - - - 100", "hospital series of 1.2.2"])
    #expect(desk.lines[3].contains("Series of 2026-11-03 P2 DUPONT^ÉLISE") && desk.lines[3].hasSuffix("2 series"))
    #expect(desk.lines[5].split(separator: " ") == ["CT", "275", "LUNG", "1.0"] && !desk.text.contains("\u{1b}"))
    try desk.play("<CR>")
    #expect(desk.page.takeChoice() == ArchivePage.Choice(archive: "hospital", study: "1.2.2", series: "1.2.3.1"))
    #expect(desk.page.takeChoice() == nil)
    try desk.play("<Esc>")
    #expect(desk.lines[3].hasSuffix("3 studies") && desk.page.selected == 1 && desk.asked.count == 2, "nothing is asked again")
    try desk.play("<Esc>")
    #expect(desk.page.field == .patient)
    try desk.play("<Esc>q")
    #expect(desk.page.isFinished)
  }

  /// A cut list says so, and more of it can be asked for; the row chosen stays.
  @Test func thereIsMore() throws {
    let desk = PageDesk()
    desk.next = .success(PageDesk.studies(100, isCut: true))
    try desk.play("<CR>")
    #expect(desk.lines[3].hasSuffix("100 studies, and more") && desk.text.contains("There are more than 100"))
    try desk.play("G")
    desk.next = .success(PageDesk.studies(140))
    try desk.play("m")
    #expect(desk.asked.last == "hospital - - CT - - - 200" && desk.page.selected == 99)
    #expect(desk.lines[3].hasSuffix("140 studies") && desk.text.contains("CT THORAX 100"))
    try desk.play("m")
    #expect(desk.asked.count == 2 && desk.page.notice?.text == ArchivePageText.noMore)
  }

  @Test func failuresAreSaidAndNameNobody() throws {
    let desk = PageDesk()
    desk.next = .failure(Failure(.noPermission, path: "hospital", "it does not let this in"))
    try desk.play("SECRET<CR>")
    #expect(desk.text.contains("it does not let this in") && desk.page.field == .patient)
    #expect(desk.page.refusal?.kind == .noPermission)
    desk.next = nil
    try desk.play("<CR>:DUPONT<CR>")
    #expect(desk.page.unknownInput?.what.contains("DUPONT") == false)
    for said in [desk.page.refusal, desk.page.unknownInput] { #expect("\(said as Any)".contains("SECRET") == false) }
    #expect(desk.page.notice?.text.contains("DUPONT") == false)
  }

  @Test func commandsAndArchives() throws {
    let desk = PageDesk()
    try desk.play("<CR>a")
    #expect(desk.page.archive == "old" && desk.page.found == nil && desk.page.field == .patient)
    try desk.play("<CR>:archive nowhere<CR>")
    #expect(desk.page.archive == "old" && desk.page.notice?.text.contains("hospital, old") == true)
    try desk.play(":archive hospital<CR>")
    #expect(desk.page.archive == "hospital")
    try desk.play("<CR>?")
    #expect(desk.text.contains("behind the last one the list"))
    try desk.play("<Esc>:q<CR>")
    #expect(desk.page.isFinished)
  }

  /// At 80 x 24 all hints of both states stand whole, in each language and without letters beyond ASCII; smaller
  /// windows trap nothing.
  @Test(arguments: Language.allCases, [true, false]) func fitsTheScreen(_ language: Language, _ isUnicode: Bool) throws {
    try Words.$inTask.withValue(language) {
      let desk = PageDesk(traits: TerminalTraits(tier: isUnicode ? .indexed : .mono, unicode: isUnicode))
      func hintsStand() {
        let last = desk.lines.last { !$0.isEmpty } ?? ""
        for hint in ArchivePageText.keys(desk.page.model) {
          #expect(last.contains(Glyphs(unicode: isUnicode).plain(hint.text)), "\(hint.text): \(last)")
        }
      }
      hintsStand()
      for field in ArchiveSearch.Field.allCases {
        #expect(desk.text.contains(Glyphs(unicode: isUnicode).plain(ArchivePageText.field(field))), "\(field)")
      }
      try desk.play("<CR>")
      hintsStand()
      for heading in ArchivePageText.headings(ofSeries: false) {
        #expect(desk.lines[4].contains(Glyphs(unicode: isUnicode).plain(heading)), "\(heading)")
      }
      try desk.play("<CR>")
      hintsStand()
      for size in [(1, 1), (19, 5), (20, 8), (40, 10), (200, 60)] {
        desk.size = size
        #expect(desk.lines.allSatisfy { $0.count <= size.0 }, "\(size)")
      }
    }
  }
}
