import ArgumentParser
import StyletBase
import StyletStudy

/// `stylet study list`: the cases of a study, or a reader's list.
struct StudyList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: words("cli.study.list.abstract"), discussion: words("cli.study.list.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.study.list.reader")), transform: StudyWords.reader) var reader: StudyReader?
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    let folder = StudyFolder(study), own = try Study.read(folder)
    if let reader { return try tell(reader.name, own, folder) }
    let cases = try StudyCase.read(folder)
    if json {
      return try Output.write(Words.inData { Self.json("stylet-study-cases", cases.map(Self.row)) })
    }
    var rows = [["case", "size", "thickness", "kernel", "site", "priority", "use", "status"].map {
      words("cli.study.column", ["column": $0])
    }]
    for one in cases {
      rows.append([
        one.id.text, one.size.map(String.init).joined(separator: "x"), one.thickness.map(NumberText.trimmed) ?? "",
        one.kernel ?? "", one.site, one.priority.map(String.init) ?? "", Self.said(one.use.rawValue),
        Self.said(one.status.rawValue),
      ])
    }
    try Output.write(StudyWords.table(rows, left: [0, 1, 3, 4, 6, 7]))
  }

  private static func said(_ word: String) -> String { words("cli.study.word", ["word": word]) }

  /// Of what the reader's own folder says.
  private func tell(_ reader: ReaderName, _ study: Study, _ folder: StudyFolder) throws {
    guard study.everyReader.contains(reader) else {
      throw Failure(
        .usage, path: folder.path, words("error.study.no-reader", ["name": reader.text]),
        advice: words("cli.study.list.known", ["known": study.everyReader.map(\.text).joined(separator: ", ")]))
    }
    let list = Paths.exists(folder.list(reader)) ? try ListedReading.read(folder, reader) : []
    let progress = try ReadingProgress(folder, study: study.id, reader: reader), now = UTC.now()
    let closed = progress.closed(list, at: now)
    let carried = Set(try folder.checkouts(reader).flatMap(\.aliases))
    func isAway(_ alias: Alias) -> Bool { progress.state(of: alias) == .waiting && carried.contains(alias) }
    if json {
      let rows = list.map { row -> JSONObject in
        [
          "alias": .string(row.alias.text), "state": .string(progress.state(of: row.alias).rawValue),
          "open": .bool(!closed.contains(row.alias)),
          "away": .bool(isAway(row.alias)), "flagged": .bool(progress.flagged.contains(row.alias)),
          "priority": row.priority.map { .int($0) } ?? .null, "due": row.due.map(JSONValue.string) ?? .null,
        ]
      }
      return try Output.write(Words.inData { Self.json("stylet-study-list", rows) })
    }
    var rows = [["alias", "state", "priority", "due"].map { words("cli.study.column", ["column": $0]) }]
    for row in list {
      let state = progress.state(of: row.alias)
      let isLater = state == .waiting && closed.contains(row.alias)
      rows.append([
        row.alias.text,
        Self.said(isAway(row.alias) ? "away" : isLater ? "later" : state == .open ? "begun" : state.rawValue),
        row.priority.map(String.init) ?? "", row.due ?? "",
      ])
    }
    try Output.write(StudyWords.table(rows, left: [0, 1, 3]))
  }

  private static func row(_ one: StudyCase) -> JSONObject {
    [
      "case": .string(one.id.text), "size": .array(one.size.map { .int($0) }),
      "spacing_mm": .array(one.spacing.map { .double($0) }),
      "thickness_mm": one.thickness.map(JSONValue.double) ?? .null, "kernel": one.kernel.map(JSONValue.string) ?? .null,
      "contrast": one.contrast.map(JSONValue.bool) ?? .null, "scanner": one.scanner.map(JSONValue.string) ?? .null,
      "site": .string(one.site), "patient": .string(one.patient), "priority": one.priority.map { .int($0) } ?? .null,
      "use": .string(one.use.rawValue), "striking": .bool(one.isStriking), "status": .string(one.status.rawValue),
      "files": .int(one.files), "added": .string(one.added),
    ]
  }

  private static func json(_ format: String, _ rows: [JSONObject]) -> String {
    JSONValue.object([
      "format": .string(format), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "rows": .array(rows.map { .object($0) }),
    ]).text + "\n"
  }
}
