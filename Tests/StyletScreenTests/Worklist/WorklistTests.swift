import StyletBase
import TestSupport
import Testing

@testable import StyletScreen

/// The worklist of a reader: keys in, screen and acts out.
@Suite struct WorklistTests {
  @Test func eachRowSaysWhatItIs() {
    let desk = WorklistDesk(), lines = desk.lines
    #expect(lines[0].hasPrefix(" Outlines of opacities") && lines[0].hasSuffix("ann"))
    #expect(lines[1].contains("1 of 6 sealed   1 overdue   1 begun   1 skipped"), "\(lines[1])")
    let fields = (3..<9).map { lines[$0].split(separator: " ").map(String.init) }
    #expect(fields[0] == ["rtf7ryyp", "sealed", "1", "2026-03-01", "12:05"])
    #expect(fields[1] == ["yvxfntkj", "skipped", "2", "moved", "too", "much"])
    #expect(fields[2] == ["4y2nnwvg", "begun", "2", "2026-03-09", "0:59"])
    #expect(fields[3] == ["6rp49ndn", "to", "read", "3", "2026-03-10", "flag", "pédiatrie"])
    #expect(fields[5] == ["x9n2pptd", "later"])
    // Columns stand below their headings.
    let heads = Array(lines[2]), row = Array(lines[6])
    for word in ["case", "state", "due", "flag", "note"] {
      let text = String(heads)
      let at = text.range(of: word).map { text.distance(from: text.startIndex, to: $0.lowerBound) }
      #expect(at.map { row[$0] != " " && row[$0 - 1] == " " } == true, "\(word)")
    }
    #expect(lines.last { !$0.isEmpty }?.contains("Enter open") == true)
    #expect(desk.chosen == "4y2nnwvg", "what was begun comes first")
  }

  /// What cannot be read yet is not overdue, and its day is no warning.
  @Test func whatOpensLaterIsNotOverdue() {
    let states: [WorklistRow.State] = [.waiting, .open, .away, .later, .sealed, .skipped]
    let rows = states.map { WorklistRow("\($0)", $0, due: "2020-02-29") }
    #expect(rows.filter { $0.isOverdue("2026-03-09") }.map(\.name) == ["waiting", "open", "away"])
    #expect(WorklistProgress(rows, today: "2026-03-09").overdue == 3)
  }

  @Test func keysGoThroughTheRows() throws {
    let desk = WorklistDesk(WorklistDesk.many(100))
    try desk.play("g")
    #expect(desk.list.chosen == 0)
    try desk.play("jj<Down>2<Up>")
    #expect(desk.list.chosen == 1)
    try desk.play("G")
    #expect(desk.list.chosen == 99 && desk.lines[21].contains(desk.chosen ?? "?"))
    try desk.play("<PageUp>")
    #expect(desk.list.chosen == 80 && desk.lines[1].hasSuffix("81/100"))
    try desk.play("12Gk<Home><End>40g")
    #expect(desk.list.chosen == 39)
    desk.list.handle(.mouse(MouseEvent(.press, col: 4, row: 3)))
    #expect(desk.lines[3].contains(desk.chosen ?? "?"))
    desk.list.handle(.resize(width: 80, height: 10))
    desk.size = (80, 10)
    #expect(desk.text.contains(desk.chosen ?? "?"))
  }

  @Test func typingLooksForWhatRowsSay() throws {
    let desk = WorklistDesk()
    for (typed, names) in [
      ("seal", ["rtf7ryyp"]), ("p2", ["yvxfntkj", "4y2nnwvg"]), ("overdue", ["4y2nnwvg"]), ("PÉDI", ["6rp49ndn"]),
      ("flag", ["6rp49ndn"]), ("to read", ["6rp49ndn", "w3c4k7mm"]), ("2026-03 p2", ["4y2nnwvg"]), ("zz", []),
      ("", WorklistDesk.few.map(\.name)),
    ] {
      try desk.play("/<C-u>" + typed)
      let shown = desk.list.shown.map { desk.list.rows[$0].name }
      #expect(shown == names, "\(typed)")
      // A naive look through the same words.
      let words = typed.lowercased().split(separator: " ")
      let naive = desk.list.rows.filter { row in
        words.allSatisfy { WorklistText.searched(row, today: WorklistDesk.today).lowercased().contains($0) }
      }
      #expect(shown == naive.map(\.name))
      if names.isEmpty { #expect(desk.text.contains("No case says zz")) }
      try desk.play("<CR>")
    }
    try desk.play("/w3c")
    #expect(desk.chosen == "w3c4k7mm" && desk.lines[1].hasSuffix("1 of 6 shown"))
    try desk.play("<CR><CR>")
    #expect(desk.acts == ["open w3c4k7mm"], "the filter stays while a case is open")
    try desk.play("<Esc>")
    #expect(desk.list.shown.count == 6 && desk.chosen == "w3c4k7mm")
  }

  @Test func theNextOneIsChosen() throws {
    let desk = WorklistDesk()
    var rows = desk.list.rows
    rows[2].state = .sealed
    desk.list.take(rows)
    #expect(desk.list.chooseNext() && desk.chosen == "6rp49ndn")
    try desk.play("n")
    #expect(desk.chosen == "w3c4k7mm")
    try desk.play("n")
    #expect(desk.chosen == "6rp49ndn", "round again")
    // What hides it is looked for no more.
    try desk.play("/sealed<CR>n")
    #expect(desk.chosen == "6rp49ndn" && desk.list.shown.count == 6)
    for n in rows.indices where rows[n].isToRead { rows[n].state = .sealed }
    desk.list.take(rows)
    #expect(!desk.list.chooseNext())
    try desk.play("n")
    #expect(desk.notice == "Nothing is left to read.")
  }

  @Test func skipAndFlagAskForAReason() throws {
    let desk = WorklistDesk()
    try desk.play("s")
    #expect(desk.lines[22].contains("Skip 4y2nnwvg because"))
    try desk.play("<CR>")
    #expect(desk.notice.contains("reason") && desk.acts.isEmpty)
    try desk.play("moved<CR>fask Bob<CR>f<Esc>")
    #expect(desk.acts == ["skip 4y2nnwvg: moved", "flag 4y2nnwvg: ask Bob"])
    try desk.play("gs")
    #expect(desk.notice.contains("is sealed") && desk.list.line == nil)
    try desk.play("G<CR>")
    #expect(desk.notice.contains("opens later") && desk.acts.count == 2)
    desk.list.handle(.paste("x"))
    #expect(!desk.notice.isEmpty)
    try desk.play("gjf")
    desk.list.handle(.paste("two\nlines\u{1b}"))
    try desk.play("<CR>")
    #expect(desk.acts.last == "flag yvxfntkj: two lines")
  }

  /// What is away is not begun without saying so, nor skipped, nor the next one to read.
  @Test func whatIsAwayAsksForAReason() throws {
    var rows = WorklistDesk.few
    rows[4].state = .away
    let desk = WorklistDesk(rows)
    #expect(desk.lines[1].contains("1 begun   1 away   1 skipped") && desk.lines[7].contains("w3c4k7mm  away"))
    try desk.play("5g<CR>")
    #expect(desk.lines[22].contains("Away; begin w3c4k7mm here because") && desk.acts.isEmpty, "\(desk.text)")
    try desk.play("<CR>")
    #expect(desk.notice.contains("reason") && desk.acts.isEmpty)
    try desk.play("the stick is lost<CR>s")
    #expect(desk.acts == ["open away w3c4k7mm: the stick is lost"])
    #expect(desk.notice.contains("bring it back first") && desk.list.line == nil)
    try desk.play("f<C-u>ask Bob<CR>")
    #expect(desk.acts.last == "flag w3c4k7mm: ask Bob")
    try desk.play("gn")
    #expect(desk.chosen == "4y2nnwvg")
    try desk.play("nn")
    #expect(desk.chosen == "4y2nnwvg", "the one that is away is passed over")
    try desk.play("/away")
    #expect(desk.list.shown == [4])
  }

  @Test func whatFailsIsSaid() throws {
    let desk = WorklistDesk()
    desk.failure = Failure(
      .noInput, path: "4y2nnwvg", "the scan cannot be reached",
      advice: "take the next case meanwhile, and tell the coordinator of the study about it soon")
    try desk.play("<CR>")
    #expect(desk.text.contains("the scan cannot be reached") && desk.list.refusal?.kind == .noInput)
    #expect(desk.text.contains("about it soon"), "long words take more lines\n\(desk.text)")
    try desk.play("j")
    #expect(desk.notice.isEmpty)
    // A short list has room for it below.
    let short = WorklistDesk([WorklistRow("aaaaaaaa"), WorklistRow("bbbbbbbb")])
    short.list.say(String(repeating: "said at length ", count: 20), .warning)
    #expect(short.text.contains("aaaaaaaa") && short.text.contains("said at length"))
    // The row chosen stands above it, also the last one.
    let long = WorklistDesk(WorklistDesk.many(100))
    try long.play("G")
    long.list.say(String(repeating: "said at length ", count: 20), .warning)
    #expect(long.lines.contains { $0.contains(long.chosen ?? "?") } && long.text.contains("said at length"))
    try desk.play("X")
    #expect(desk.list.unknownInput != nil)
  }

  @Test(arguments: ["q", "ZZ", ":q<CR>", ":wq<CR>"])
  func leaves(_ keys: String) throws {
    let desk = WorklistDesk()
    try desk.play(keys)
    #expect(desk.list.isFinished && desk.acts.isEmpty)
  }

  /// Its own keys first, and then the workstation's as the key map in force has them.
  @Test func helpHasTheKeysInForce() throws {
    let desk = WorklistDesk(keymap: .builtIn(.itksnap), size: (120, 40))
    try desk.play("?")
    #expect(desk.text.contains("The list") && desk.text.contains("skip the case, with a reason"))
    let own = desk.list.help.sections
    #expect(own.dropFirst().map(\.rows) == KeyTable.sections(.builtIn(.itksnap)).map(\.rows))
    try desk.play("<End>")
    let end = desk.text
    try desk.play("<Esc>")
    #expect(!desk.text.contains("skip the case, with") && end != desk.text && !desk.list.isFinished)
    try desk.play("<F1>")
    #expect(desk.text.contains("The list"))
  }

  /// A hostile note commands no terminal, and nothing traps on the smallest screen.
  @Test func hostileAndSmall() throws {
    let rows = [WorklistRow("aaaaaaaa", note: "x\u{1b}[31m\u{202e}\n漢字" + String(repeating: "y", count: 500))]
    for (width, height) in [(80, 24), (40, 8), (20, 6), (10, 3), (1, 1), (0, 0)] {
      let desk = WorklistDesk(rows, size: (width, height))
      for keys in ["", "/y", "<Esc>f", "<Esc>?", "<Esc>jk<PageDown>"] {
        try desk.play(keys)
        let buffer = desk.list.draw(width: width, height: height)
        #expect(!buffer.cells.contains { $0.glyph.value < 32 && $0.glyph != Cell.rest })
      }
    }
    let none = WorklistDesk([])
    try none.play("<CR>sfnGg/x<CR>")
    #expect(none.text.contains("No case") && none.acts.isEmpty)
  }

  @Test func inFrench() throws {
    Words.$inTask.withValue(.french) {
      let desk = WorklistDesk(), text = desk.text
      for word in ["à lire", "scellé", "passé", "commencé", "plus tard", "échéance", "1 en retard", "Entrée ouvre"] {
        #expect(text.contains(word), "\(word)\n\(text)")
      }
      for word in ["sealed", "due", "begun", "skip"] { #expect(!text.contains(word), "\(word)\n\(text)") }
      #expect(desk.lines.allSatisfy { $0.count <= 80 })
    }
  }

  /// Ten thousand rows: a key and its frame, and a letter that is looked for, within 16 ms each.
  @Test func tenThousandRowsAreAsQuickAsTen() throws {
    let clock = ContinuousClock(), many = WorklistDesk.many(10_000)
    var desk: WorklistDesk!
    let opened = clock.measure {
      desk = WorklistDesk(many, size: (200, 55))
      _ = desk.list.draw(width: 200, height: 55)
    }
    func slowest(_ script: String) throws -> Duration {
      try KeyNotation.parse(script).map { key in
        clock.measure {
          desk.list.handle(.key(key))
          _ = desk.list.draw(width: 200, height: 55)
        }
      }.sorted().dropLast(2).last ?? .zero
    }
    let scrolled = try slowest("g" + String(repeating: "<PageDown>jj", count: 60) + "Gkkkk<PageUp>g")
    let filtered = try slowest("/breathing 99<BS><BS><BS>e<C-u>a<BS>p1 overdue<Esc>")
    print("worklist of 10,000: opened \(opened), a key \(scrolled), a letter \(filtered)")
    #expect(opened < .milliseconds(200) * patience, "\(opened)")
    #expect(scrolled < .milliseconds(16) * patience, "\(scrolled)")
    #expect(filtered < .milliseconds(16) * patience, "\(filtered)")
  }
}
