import StyletBase
import StyletReport
import TestSupport
import Testing

@testable import StyletScreen

/// The coordinator's screen: keys in, cells out.
@Suite struct BoardTests {
  /// Gives what it is told to, and notes what it is asked.
  private final class Source: BoardSource {
    var next: BoardNews?
    var asked: [BoardAct] = []

    func news() -> BoardNews? {
      defer { next = nil }
      return next
    }

    func ask(_ act: BoardAct) { asked.append(act) }
    func waitForWork() {}
  }

  private typealias Column = ReportDocument.Column
  private typealias Table = ReportDocument.Table

  private static func document(rows: Int = 30, columns: Int = 20) -> ReportDocument {
    let titles = [Column("reader", isNumber: false)] + (1...columns).map { Column("col \($0)") }
    let table = Table(
      "Cases in common", titles,
      (1...rows).map { row in
        [.init("reader-\(row)")] + (1...columns).map { ReportDocument.Cell("\(row)/\($0 * 10)") }
      })
    return ReportDocument(
      title: "Outlines: the coordinator's page", notices: ["For research use only.", "2 readers are silent"],
      sections: [
        .init("Progress", [.facts([.init("Cases", "12")]), .paragraph("Few words.")]), .init("Pairs", [.table(table)]),
        .init("Gold\u{1b}[2J", [.list(["one", "two"])]),
      ], footer: "stylet 1, 2026-06-01T00:00:00Z")
  }

  private static func board(
    _ document: ReportDocument? = document(), traits: TerminalTraits = TerminalTraits(), keymap: Keymap = .standard
  ) -> (Board, Source) {
    let source = Source()
    var news = BoardNews()
    (news.document, news.unmeasured) = (document, 3)
    source.next = news
    return (Board(source, keymap: keymap, traits: traits), source)
  }

  private static func lines(_ board: Board, _ width: Int = 80, _ height: Int = 24) -> [String] {
    board.draw(width: width, height: height).text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  private static func play(_ board: Board, _ keys: String) throws {
    for key in try KeyNotation.parse(keys) { board.handle(.key(key)) }
  }

  @Test func pagesAreShownWithWhatIsToBeLookedAt() throws {
    let (board, source) = Self.board()
    var lines = Self.lines(board)
    #expect(lines[0].hasPrefix(" Outlines: the coordinator's page") && lines[0].hasSuffix("2026-06-01T00:00:00Z"))
    #expect(lines[1].contains("1 Progress") && lines[1].contains("2 Pairs"))
    #expect(lines[3] == " ! 2 readers are silent" && lines[5] == " Cases  12" && lines[7] == " Few words.")
    try Self.play(board, "2")
    lines = Self.lines(board)
    #expect(lines[3].contains("Cases in common (columns 2–") && lines[3].contains("of 21)"))
    #expect(lines[5].contains("reader-1 ") && lines[5].contains(" 1/10") && lines.allSatisfy { $0.columns <= 80 })
    #expect(lines[23].hasSuffix("1–19/32"))
    try Self.play(board, "<Tab>")
    #expect(Self.lines(board)[3] == " - one" && !board.draw(width: 80, height: 24).text.contains("\u{1b}"))
    try Self.play(board, "<Tab>m")
    #expect(board.page == 0 && source.asked == [.measure])
  }

  @Test func wideAndLongTablesAreGoneThrough() throws {
    let (board, _) = Self.board()
    try Self.play(board, "2G")
    #expect(Self.lines(board).contains { $0.hasPrefix(" reader-30 ") })
    try Self.play(board, "g<Right><Right>")
    var lines = Self.lines(board)
    #expect(lines[4].contains("col") && lines[5].contains("reader-1 ") && !lines[5].contains("1/10 "))
    #expect(lines[5].contains("1/30"))
    for _ in 0..<40 { try Self.play(board, "l") }
    lines = Self.lines(board)
    #expect(lines[5].contains("1/200"), "the last column is reached")
    #expect(lines[3].contains("–21 of 21)"))
    for _ in 0..<40 { try Self.play(board, "h") }
    #expect(Self.lines(board)[5].contains("1/10 "))
    // Another page has its own place; a smaller screen loses none.
    try Self.play(board, "G13<PageUp>2")
    board.handle(.resize(width: 40, height: 10))
    #expect(Self.lines(board, 40, 10).allSatisfy { $0.columns <= 40 })
    #expect(Self.lines(board, 10, 3).allSatisfy { $0.columns <= 10 })
  }

  @Test func newsComeWhileOneLooks() throws {
    let (board, source) = Self.board(nil)
    #expect(Self.lines(board)[0].hasSuffix("reading") && board.wantsIdle)
    var news = BoardNews()
    (news.document, news.task) = (Self.document(rows: 40), "measuring 3/9")
    source.next = news
    board.handle(.idle)
    try Self.play(board, "2<PageDown>")
    #expect(Self.lines(board)[0].hasSuffix("measuring 3/9"))
    let place = board.model.top
    news = BoardNews()
    news.document = Self.document(rows: 39)
    source.next = news
    board.handle(.idle)
    #expect(board.page == 1 && board.model.top == place && place > 0)
    news.document = nil
    news.failure = Failure(.io, path: "trial", "gone")
    source.next = news
    board.handle(.idle)
    #expect(board.notice?.weight == .error && board.refusal != nil && board.document != nil)
    try Self.play(board, "m")
    #expect(source.asked.isEmpty && board.notice?.text.isEmpty == false, "nothing is left to measure")
  }

  @Test func keysLeaveHelpAndAreUnderstood() throws {
    var (board, source) = Self.board()
    try Self.play(board, "?")
    #expect(Self.lines(board).contains { $0.contains("measure the sealed readings") })
    try Self.play(board, "qr")
    #expect(!board.isFinished && source.asked == [.read])
    try Self.play(board, "Y")
    #expect(board.unknownInput != nil)
    try Self.play(board, ":q<CR>")
    #expect(board.isFinished)
    (board, source) = Self.board()
    try Self.play(board, "q")
    #expect(board.isFinished)
  }

  @Test func everyKindOfTerminalTellsThePageShown() {
    for tier in [ColourTier.direct, .indexed, .ansi, .mono] {
      for unicode in [true, false] {
        let (board, _) = Self.board(traits: TerminalTraits(tier: tier, unicode: unicode))
        let cells = board.draw(width: 80, height: 24), shown = cells[2, 1], other = cells[14, 1]
        #expect(shown.paper != other.paper || shown.attributes != other.attributes, "\(tier)")
        if !unicode { #expect(cells.text.utf8.allSatisfy { $0 < 128 }) }
      }
    }
  }
}
