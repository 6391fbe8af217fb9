import StyletBase
import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Boxes on small screens: what does not stand there at once is reached by keys, and that there is more is said.
@Suite struct SmallBoxTests {
  private static let sizes = [(60, 16), (80, 24)]

  /// A reading whose signature asks for everything that there is to be known: its question and its desk.
  private func asked(_ size: (Int, Int)) throws -> (desk: FormDesk, text: String) {
    let bench = try LungBench()
    let volume = bench.work.volume
    try bench.work.session.perform(
      Edit(
        name: "Proposal", tool: "import", layer: LabelLayer.proposal,
        runs: [Run(k: 3, j: 4, i: 5, count: 6, old: 0, new: 1)],
        origins: [OriginChange(key: SliceKey(k: 3, label: 1), old: nil, new: .proposed)]))
    let desk = try FormDesk(session: bench.work.session, size: size)
    desk.work.jump(to: VoxelIndex(volume.size.i / 2, volume.size.j / 2, 0))
    try desk.play(":brush 8<CR><Space>" + FormDesk.normal)
    var text = try #require(desk.question, "\(desk.notice)")
    // As long as the longest that may be asked.
    if case .question(var question) = desk.work.prompt {
      question.text += "\n" + String(repeating: "A remark more of some length. ", count: 48) + "\nlast-word"
      text = question.text
      desk.work.prompt = .question(question)
    }
    return (desk, text)
  }

  private func flat(_ text: String) -> [Substring] { text.split { $0.isWhitespace || "│|".contains($0) } }

  /// Every word of a question is reached, its answers stand all the while, and the foot says how much is below.
  @Test(arguments: sizes, Language.allCases)
  func aQuestionIsReadToItsEnd(_ size: (Int, Int), _ language: Language) throws {
    try Words.$inTask.withValue(language) {
      let (desk, text) = try asked(size)
      var seen = desk.text(size.0, size.1), steps = 0
      // "12 lines below"
      let below = (1...99).compactMap { PanelText.linesBelow($0).split(separator: "   ").first }
      #expect(!seen.contains("last-word") && below.contains(where: seen.contains), "\(seen)")
      while !desk.text(size.0, size.1).contains("last-word"), steps < 40 {
        try desk.play("<Down>")
        let screen = desk.text(size.0, size.1)
        #expect(screen.contains(Sentence.stay), "\(screen)")
        seen += screen
        steps += 1
      }
      let words = Set(flat(seen))
      for word in flat(text) { #expect(words.contains(word), "\(word) at \(size)") }
      // Nothing is below: there is nothing to scroll to, and an answer is still one key.
      try desk.play("<End><Down><PageDown>")
      #expect(desk.text(size.0, size.1).contains("last-word"))
      try desk.play("<Home>")
      #expect(!desk.text(size.0, size.1).contains("last-word"))
      try desk.play("a")
      #expect(desk.work.readingRecord.isSigned)
    }
  }

  /// One that has room says nothing of scrolling.
  @Test func aShortQuestionDoesNotScroll() throws {
    let bench = try Bench().play("<Space>:q<CR>")
    #expect(!bench.work.draw(width: 60, height: 16).text.contains("below"))
    try bench.play("<Down><Down>")
    guard case .question(_, _, let scroll) = bench.work.overlay else { return #expect(Bool(false), "no question") }
    #expect(scroll == 0)
  }

  /// What the keys of a list do stands whole below it.
  @Test(arguments: sizes, Language.allCases)
  func aListSaysAllItsKeys(_ size: (Int, Int), _ language: Language) throws {
    try Words.$inTask.withValue(language) {
      for script in ["gl", "<Space>:lesions<CR>", "<Space>:undolist<CR>"] {
        let bench = try LungBench(badges: [.noCarina, .cutAtTop])
        bench.work.handle(.resize(width: size.0, height: size.1))
        try bench.play(script)
        guard case .list(let list) = bench.work.overlay else {
          Issue.record("no list: \(script)")
          continue
        }
        let text = bench.text(size.0, size.1)
        for action in list.actions { #expect(text.contains("\(action.key) \(action.text)"), "\(action)\n\(text)") }
        #expect(text.contains(PanelText.listKeys), "\(text)")
      }
    }
  }

  /// The chosen row stands whole below the rows, in as many lines as it takes, and is in sight; so do its neighbours
  /// when they are chosen.
  @Test(arguments: sizes) func theChosenRowOfAListIsWhole(_ size: (Int, Int)) throws {
    let long = (1...28).map { "word-\($0)" }.joined(separator: " "), short = "apex"
    let bench = try Bench()
    bench.work.handle(.resize(width: size.0, height: size.1))
    for name in [short, long] + [String](repeating: short, count: 14) { try bench.play(":landmark \(name)<CR>") }
    try bench.play(":undolist<CR>" + String(repeating: "<Down>", count: 14))
    let text = bench.work.draw(width: size.0, height: size.1).text, words = Set(flat(text))
    for word in flat(long.prefix(200).description) { #expect(words.contains(word), "\(word) at \(size)\n\(text)") }
    // The row itself, cut, and the whole of it.
    #expect(text.components(separatedBy: "word-1 ").count == 3, "\(text)")
    #expect(text.contains(PanelText.listKeys), "\(text)")
    try bench.play("<Up>")
    let above = bench.work.draw(width: size.0, height: size.1).text
    #expect(!above.contains("word-28") && above.contains(PanelText.listKeys), "\(above)")
  }

  /// An answer that is longer than its row stands whole below the questions, and four questions stay in sight.
  @Test(arguments: [(80, 24), (120, 40)]) func aLongAnswerOfTheFormIsWhole(_ size: (Int, Int)) throws {
    let long = (1...60).map { "w\($0)x" }.joined(separator: " ")
    let desk = try FormDesk(size: size).play("R<S-Tab><CR>" + long + "<CR>")
    let form = try #require(desk.work.model.form)
    try #require(form.rows[form.selected].value.contains("w60x"), "\(form.rows[form.selected])")
    let text = desk.text(size.0, size.1), words = Set(flat(text))
    for word in flat(long) { #expect(words.contains(word), "\(word) at \(size)\n\(text)") }
    let near = form.rows.suffix(4).map(\.title)
    for title in near { #expect(text.lowercased().contains(title.lowercased()), "\(title) at \(size)\n\(text)") }
  }

  /// Columns of numbers stand apart under their titles.
  @Test(arguments: Language.allCases) func titlesOfColumnsStandApart(_ language: Language) throws {
    try Words.$inTask.withValue(language) {
      let bench = try LungBench()
      bench.work.handle(.resize(width: 80, height: 24))
      try bench.play(":qct<CR>")
      let titles = [
        words("density.column-lungs"), words("density.column-right"), words("density.column-left"),
        words("density.column-rest"),
      ]
      let line = try #require(bench.text(80, 24).split(separator: "\n").first { $0.contains(titles[1]) })
      for title in titles { #expect(line.contains("  " + title), "\(line)") }
    }
  }

  /// A command's argument is broken behind a bar, and a mark that stands apart stays with its word.
  @Test func linesBreakWhereWordsDo() {
    #expect(Wrapping.lines(":pane axial|coronal|sagittal", 16) == [":pane", "axial|coronal|", "sagittal"])
    #expect(Wrapping.lines(":lungs-add-lesion", 14) == [":lungs-add-", "lesion"])
    #expect(Wrapping.lines("--abcdef", 4) == ["--ab", "cdef"])
    #expect(Wrapping.lines("signée par dupont ; :reopen", 18) == ["signée par", "dupont ; :reopen"])
    for width in 11...24 {
      for line in Wrapping.lines("il est « ouvert » ici : oui", width) {
        #expect(!line.hasSuffix("«") && !line.hasPrefix("»") && !line.hasPrefix(":"), "\(line)")
      }
    }
  }
}
