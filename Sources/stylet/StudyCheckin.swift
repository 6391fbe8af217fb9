import ArgumentParser
import StyletBase
import StyletStudy

/// `stylet study checkin`: what was read elsewhere comes back.
struct StudyCheckin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkin", abstract: words("cli.study.checkin.abstract"),
    discussion: words("cli.study.checkin.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.checkin.out")), transform: Input.path) var out: String?
  @Option(help: ArgumentHelp(words("cli.study.checkin.lost"))) var lost: String?
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if (out == nil) == (lost == nil) { throw ValidationError(words("cli.study.checkin.one")) }
  }

  func run() throws {
    let folder = StudyFolder(study)
    if let lost {
      guard let id = CheckoutID(lost) else {
        throw Failure(.usage, words("study.work.no-reader", ["wanted": CheckoutID.wanted]))
      }
      let checkout = try CheckinRun.giveUp(id, of: folder)
      return try Output.line(
        words("cli.study.checkin.given-up", ["n": checkout.aliases.count, "reader": checkout.reader.text]))
    }
    let run = try CheckinRun(folder, from: out ?? ""), result = try run.run()
    if json {
      try Output.write(Words.inData { Self.json(run.checkout, result) })
    } else {
      let rows = result.checkin.verdicts.map { [$0.alias.text, Self.said($0.verdict)] }
      try Output.write(StudyWords.table(rows, left: [0, 1]))
      let count = result.checkin.verdicts.count { if case .taken = $0.verdict { true } else { false } }
      try Output.line(words("cli.study.checkin.done", ["n": count, "id": run.checkout.id.text]))
    }
    if result.hasLeft {
      Messages.remark(study, words("study.checkin.left", ["reader": run.checkout.reader.text]))
    }
    if let error = result.unmarked {
      Messages.remark(out ?? "", words("study.checkin.unmarked", ["why": (error as? Failure)?.what ?? "\(error)"]))
    }
    if !result.withdrawn.isEmpty {
      Messages.remark(
        study, words("study.checkin.withdrawn", ["aliases": result.withdrawn.map(\.text).listedInWords(5)]))
    }
    if !result.altered.isEmpty {
      Messages.remark(
        study, words("study.checkin.altered", ["aliases": result.altered.map(\.text).joined(separator: ", ")]))
    }
    let kept = result.checkin.verdicts.filter { if case .kept = $0.verdict { true } else { false } }.map(\.alias.text)
    guard !kept.isEmpty else { return }
    throw Failure(
      .badData, path: folder.kept(run.checkout.reader, run.checkout.id),
      words("study.checkin.kept", ["n": kept.count, "aliases": kept.listedInWords(5)]),
      advice: words("study.checkin.kept-advice"))
  }

  private static func said(_ verdict: Checkin.Verdict) -> String {
    switch verdict {
    case .unread: words("cli.study.checkin.unread")
    case .there(let state): words("cli.study.checkin.there", ["state": state.rawValue])
    case .taken(let state): words("cli.study.checkin.taken", ["state": state.rawValue])
    case .kept(let why): words("cli.study.checkin.kept", ["why": why.rawValue])
    }
  }

  private static func json(_ checkout: Checkout, _ result: CheckinRun.Result) -> String {
    let rows = result.checkin.verdicts.map { alias, verdict -> JSONValue in
      let (verdict, state, kept): (String, String?, String?) =
        switch verdict {
        case .unread: ("unread", nil, nil)
        case .there(let state): ("there", state.rawValue, nil)
        case .taken(let state): ("taken", state.rawValue, nil)
        case .kept(let why): ("kept", nil, why.rawValue)
        }
      return .object([
        "alias": .string(alias.text), "verdict": .string(verdict), "state": state.map(JSONValue.string) ?? .null,
        "kept": kept.map(JSONValue.string) ?? .null, "altered": .bool(result.altered.contains(alias)),
      ])
    }
    return JSONValue.object([
      "format": .string("stylet-study-checkin"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "id": .string(checkout.id.text), "reader": .string(checkout.reader.text),
      "readings": .array(rows),
    ]).text + "\n"
  }
}
