import ArgumentParser
import StyletBase
import StyletStudy

/// `stylet study assign`: who reads what.
struct StudyAssign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: words("cli.study.assign.abstract"),
    discussion: words("cli.study.assign.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.study.assign.due"))) var due: String?
  @Option(help: ArgumentHelp(words("cli.study.assign.join")), transform: StudyWords.reader) var join: [StudyReader] = []
  @Option(help: ArgumentHelp(words("cli.study.assign.leave")), transform: StudyWords.reader)
  var leave: [StudyReader] = []
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if let due, UTC.seconds(due + "T00:00:00Z") == nil {
      throw ValidationError(words("cli.study.assign.no-day", ["due": due]))
    }
  }

  func run() throws {
    let folder = StudyFolder(study), change = try StudyChange(folder), time = UTC.now()
    let before = try change.deal()
    try check(before, change.study)
    var amendments: [StudyAmendment] = []
    if !join.isEmpty || !leave.isEmpty {
      var begun: [ReaderName: [Alias]] = [:]
      for name in before.readers {
        let states = try ReadingProgress(folder, study: change.study.id, reader: name).states
        // What is away is being read.
        let away = try folder.checkouts(name).flatMap(\.aliases)
        begun[name] = Set(states.filter { $0.value != .waiting }.keys).union(away).sorted()
      }
      // Who comes first may take over from who goes.
      amendments += join.map { .joined(time: time, reader: $0, begun: begun) }
      amendments += leave.map { .left(time: time, reader: $0.name, begun: begun[$0.name] ?? []) }
    }
    let fresh = change.cases.count - before.dealt
    if fresh > 0 { amendments.append(.assigned(time: time, through: change.cases.count, due: due)) }
    let (deal, written) = try change.assign(amendments)
    let byReader = Dictionary(grouping: deal.design, by: \.reader)
    let columns = ["reader", "first", "double", "repeat", "gold", "all"]
    var rows = [columns.map { words("cli.study.column", ["column": $0]) }]
    for reader in deal.readers {
      let own = byReader[reader] ?? []
      let kinds: [DesignedReading.Kind] = [.first, .double, .repeat, .gold]
      rows.append([reader.text] + kinds.map { kind in "\(own.count { $0.kind == kind })" } + ["\(own.count)"])
    }
    try Output.write(StudyWords.table(rows))
    try Output.line(words("cli.study.assign.done", ["cases": fresh, "files": written]))
  }

  /// That who comes is new, that who goes is there, and that somebody stays.
  private func check(_ deal: StudyDeal, _ own: Study) throws {
    func refused(_ what: String, _ advice: String) -> Failure { Failure(.usage, path: study, what, advice: advice) }
    let known = words("cli.study.list.known", ["known": deal.readers.map(\.text).joined(separator: ", ")])
    var there = Set(own.everyReader), active = Set(deal.readers)
    for name in join.map(\.name) {
      guard there.insert(name).inserted else {
        throw refused(words("error.study.reader-there", ["name": name.text]), known)
      }
      active.insert(name)
    }
    for name in leave.map(\.name) {
      guard active.remove(name) != nil else {
        throw refused(words("error.study.no-reader", ["name": name.text]), known)
      }
      if active.isEmpty {
        throw refused(words("error.study.last-reader", ["name": name.text]), words("cli.study.assign.last-advice"))
      }
    }
  }
}
