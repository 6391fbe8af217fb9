import ArgumentParser
import StyletBase
import StyletProject
import StyletScreen
import StyletStudy

/// `stylet study adjudicate`: what readers differ in is decided, and by whom.
struct StudyAdjudicate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjudicate", abstract: words("cli.study.adjudicate.abstract"),
    discussion: words("cli.study.adjudicate.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.adjudicate.case"))) var id: String?
  @Flag(help: ArgumentHelp(words("cli.study.adjudicate.next"))) var next = false
  @Option(help: ArgumentHelp(words("cli.study.adjudicate.adjudicator"))) var adjudicator: String?
  @Option(help: ArgumentHelp(words("cli.study.adjudicate.again"))) var again: String?
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Option(help: ArgumentHelp(words("cli.open.lungs"))) var lungs = LungsChoice.auto
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  private var opens: Bool { next || id != nil }

  func validate() throws {
    if next, id != nil { throw ValidationError(words("cli.study.adjudicate.one")) }
    if opens, adjudicator == nil { throw ValidationError(words("cli.study.adjudicate.who")) }
    if opens, json { throw ValidationError(words("cli.study.adjudicate.no-json")) }
    if again != nil, id == nil { throw ValidationError(words("cli.study.adjudicate.again-of")) }
    if let again, again.isEmpty { throw ValidationError(words("cli.study.adjudicate.again-why")) }
    if !opens, script.script != nil { throw ValidationError(words("cli.study.adjudicate.which")) }
  }

  func run() throws {
    let folder = StudyFolder(study)
    guard opens else { return try tell(list(SealedStudy(folder))) }
    try script.check()
    if script.save { throw Failure(.usage, words("study.work.no-save"), advice: words("study.work.no-save-advice")) }
    guard let name = adjudicator.flatMap({ ReaderName($0) }) else {
      throw Failure(.usage, words("study.work.no-reader", ["wanted": ReaderName.wanted]))
    }
    let stage = try Stage(
      screen: screen, script: script,
      inputs: [keymap.keymap].compactMap { $0 } + script.files
        + folder.coordinatorFiles)
    let (map, problems) = try keymap.load()
    let sealed = try SealedStudy(folder), one = try chosen(of: sealed, by: name)
    let decided = try StudyAdjudicated(one, of: sealed, by: name)
    guard try makeRoom(for: decided, name) else { return }
    let sitting = try StudyAdjudicateSitting(
      decided, by: name, keymap: map, traits: stage.traits, atOnce: stage.isTerminal, lungs: lungs)
    for problem in problems { Messages.note(study, "\(problem)") }
    do { try stage.play(sitting) } catch {
      try? sitting.end()
      throw error
    }
    try sitting.end()
    if sitting.isSealed { try sayDone(decided) }
    // Nobody looks at the screen of a script.
    if !stage.isTerminal, let refusal = sitting.refusal { throw refusal }
  }

  private func sayDone(_ decided: StudyAdjudicated) throws {
    try Output.line(
      words(
        "study.adjudicate.done",
        ["case": decided.one.id.text, "a": decided.pair.a.reader.text, "b": decided.pair.b.reader.text]))
  }

  // MARK: Which

  private func chosen(of sealed: SealedStudy, by name: ReaderName) throws -> StudyCase {
    guard let id else {
      let rows = try list(sealed).rows.filter { [.open, .begun].contains($0.state) }
      let own = rows.lazy.compactMap { row in sealed.cases.first { $0.id == row.caseID } }
        .first { one in !(sealed.design[one.id] ?? []).contains { $0.reader == name } }
      if let own { return own }
      throw Failure(
        .noInput, path: study, words("study.adjudicate.none-left", ["own": !rows.isEmpty]),
        advice: words("study.adjudicate.no-advice", ["why": "list"]))
    }
    guard let one = sealed.cases.first(where: { $0.id.text == id }) else {
      throw Failure(
        .noInput, path: study, words("study.adjudicate.no-case", ["case": id]),
        advice: words("study.adjudicate.no-advice", ["why": "list"]))
    }
    return one
  }

  /// Nothing is written over: what is begun goes on, what is signed stays, or is put aside where that is asked for.
  /// - Returns: false where it is signed and the trail alone was still to be told.
  private func makeRoom(for decided: StudyAdjudicated, _ name: ReaderName) throws -> Bool {
    let path = decided.project
    guard Paths.exists(path) else {
      if again == nil { return true }
      throw Failure(
        .noInput, path: path, words("study.adjudicate.nothing-aside"),
        advice: words("study.adjudicate.no-advice", ["why": "without"]))
    }
    if let again {
      let kept = try StudyChange(decided.sealed.folder).putAside(path, by: name, because: again)
      try Output.line(words("study.adjudicate.aside", ["kept": kept.lastPathPart]))
      return true
    }
    let isSigned = try SealedReading.isSigned(path), isOfThese = try decided.isOfThese()
    guard isOfThese ?? !isSigned else {
      throw Failure(
        .cannotCreate, path: path, words("study.adjudicate.of-others", ["known": isOfThese != nil]),
        advice: words("study.adjudicate.again-advice"))
    }
    guard isSigned else { return true }
    guard try !decided.sealed.folder.isTold(path, key: decided.sealed.key) else {
      let signature = ReadingRecord(try SealedReading.read(path).project.reading).signature
      throw Failure(
        .cannotCreate, path: path,
        words("study.adjudicate.signed", ["by": signature?.reader ?? "", "time": signature?.time ?? ""]),
        advice: words("study.adjudicate.again-advice"))
    }
    // Signed and saved, and the line dropped before the trail had it.
    let (scan, volume) = try decided.sealed.scan(of: decided.one)
    _ = (scan, try SealedReading(path, of: decided.one, on: volume, forms: decided.sealed.forms, sealed: nil))
    try decided.tell(by: name)
    try sayDone(decided)
    return false
  }

  // MARK: The list

  private func list(_ sealed: SealedStudy) throws -> AdjudicationList {
    let line = ProgressLine(study)
    defer { line.finish() }
    return try AdjudicationList(
      sealed.folder, cases: sealed.cases, design: sealed.design, readings: sealed,
      study: sealed.study, forms: sealed.forms, key: sealed.key
    ) { line.update(Double($0) / Double(max($1, 1))) }
  }

  private func tell(_ list: AdjudicationList) throws {
    if json { return try Output.write(Words.inData { JSONValue.object(list.json).text + "\n" }) }
    guard !list.rows.isEmpty || !list.waiting.isEmpty || list.alike > 0 else {
      throw Failure(
        .noInput, path: study, words("study.adjudicate.nothing-common"),
        advice: words("cli.study.agreement.none-advice"))
    }
    if !list.rows.isEmpty {
      var rows = [["case", "state", "ml", "readings", "by", "signed", "why"].map {
        words("study.adjudicate.column", ["column": $0])
      }]
      let form = list.form
      for row in list.rows {
        let why = Joint.clauses(row.reasons.map { $0.said(row.rule, form: form) })
        rows.append([
          row.caseID.text, words("study.adjudicate.state", ["state": row.state.rawValue]),
          NumberText.fixed(row.millilitres, 2), "\(row.readings)", row.by ?? "", row.time ?? "",
          why.isEmpty ? words("study.adjudicate.not-asked") : why,
        ])
      }
      try Output.write(StudyWords.table(rows, left: [0, 1, 4, 5, 6]))
    }
    if !list.waiting.isEmpty {
      try Output.line(
        words(
          "study.adjudicate.waiting",
          ["n": list.waiting.count, "cases": list.waiting.map(\.text).listedInWords(5)]))
    }
    try Output.line(
      words(
        "study.adjudicate.summary",
        [
          "open": list.rows.count { $0.state != .signed }, "done": list.rows.count { $0.state == .signed },
          "alike": list.alike,
        ]))
  }
}
