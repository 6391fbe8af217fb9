import ArgumentParser
import StyletBase
import StyletProject
import StyletStudy

/// `stylet study init`: a new study.
struct StudyInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: words("cli.study.init.abstract"), discussion: words("cli.study.init.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.new-folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.study.init.reader")), transform: StudyWords.reader)
  var reader: [StudyReader] = []
  @Option(help: ArgumentHelp(words("cli.study.init.title"))) var title: String?
  @Option(name: .customLong("protocol"), help: ArgumentHelp(words("cli.study.init.protocol")), transform: Input.path)
  var readingProtocol: String?
  @Option(help: ArgumentHelp(words("cli.study.init.seed"))) var seed: Int?
  @OptionGroup var design: StudyDesignOptions
  @OptionGroup var rules: StudyRuleOptions
  @Option(help: ArgumentHelp(words("cli.study.init.order"))) var order = StudyRules.Order.design
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (1...Study.mostReaders).contains(reader.count) else {
      throw ValidationError(words("cli.study.init.readers", ["most": Study.mostReaders]))
    }
    if let twice = reader.map(\.name).sorted().duplicate {
      throw ValidationError(words("error.study.twice", ["name": twice.text]))
    }
    if let seed, !Study.seeds.contains(seed) { throw ValidationError(words("cli.study.init.no-seed")) }
    if order == .triage, design.repeats > 0 { throw ValidationError(words("cli.study.init.order-repeats")) }
    if let title, title.isEmpty || title.utf8.count > 256 { throw ValidationError(words("cli.study.init.no-title")) }
  }

  func run() throws {
    let key = StudyKey.make()
    let given = try readingProtocol.map { try GivenProtocol($0) }
    let used = given.map { StudyProtocol(reference: $0.form.reference, digest: sha256($0.bytes)) }
    var own = try rules.rules(from: StudyRules(), given?.form)
    own.order = order
    let made = Study(
      id: StudyKey.make().id, title: title ?? study.lastPathPart, made: UTC.now(),
      seed: seed ?? Int.random(in: 0...999_999_999), protocolUsed: used, keyID: key.id, readers: reader,
      design: design.design, rules: own)
    try StudyChange.begin(made, key: key, protocolText: given?.bytes, in: StudyFolder(study))
    try Output.line(words("cli.study.init.made", [
      "path": study.escapedForTerminal, "readers": reader.count, "seed": made.seed,
    ]))
    try Output.line(words("cli.study.init.next", ["path": study.escapedForTerminal]))
  }
}

/// How readings are dealt out.
struct StudyDesignOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.study.design.reads"))) var reads = StudyDesign().readsPerCase
  @Option(help: ArgumentHelp(words("cli.study.design.doubles"))) var doubles: Int?
  @Option(help: ArgumentHelp(words("cli.study.design.repeats"))) var repeats = StudyDesign().repeatsPer1000
  @Option(help: ArgumentHelp(words("cli.study.design.gold"))) var gold = StudyDesign().goldPer1000
  @Option(help: ArgumentHelp(words("cli.study.design.repeat-cases"))) var repeatCases = StudyDesign().repeatCases
  @Option(help: ArgumentHelp(words("cli.study.design.repeat-days"))) var repeatDays = StudyDesign().repeatDays

  func validate() throws {
    for (name, value, range) in [
      ("--reads", reads, 1...Study.mostReaders), ("--doubles", doubles ?? 0, 0...1000),
      ("--repeats", repeats, 0...1000), ("--gold", gold, 0...1000),
      ("--repeat-cases", repeatCases, 0...10_000), ("--repeat-days", repeatDays, 0...3650),
    ] where !range.contains(value) {
      throw ValidationError(words("cli.study.design.range", [
        "option": name, "value": value, "low": range.lowerBound, "high": range.upperBound,
      ]))
    }
    if reads > 1, let doubles, doubles > 0 { throw ValidationError(words("cli.study.design.no-doubles")) }
  }

  var design: StudyDesign {
    var design = StudyDesign()
    design.readsPerCase = reads
    design.doublesPer1000 = doubles ?? (reads > 1 ? 0 : design.doublesPer1000)
    (design.repeatsPer1000, design.goldPer1000) = (repeats, gold)
    (design.repeatCases, design.repeatDays) = (repeatCases, repeatDays)
    return design
  }
}

extension [ReaderName] {
  /// The first that stands twice in what is sorted.
  fileprivate var duplicate: ReaderName? { zip(self, dropFirst()).first { $0 == $1 }?.0 }
}
