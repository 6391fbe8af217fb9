import ArgumentParser
import StyletBase
import StyletStudy

/// `stylet study status`: how far a study is.
struct StudyStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: words("cli.study.status.abstract"),
    discussion: words("cli.study.status.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    let status = try StudyStatus(StudyFolder(study))
    if json { return try Output.write(Words.inData { JSONValue.object(status.json).text + "\n" }) }
    try Output.line(
      words("cli.study.status.cases", [
        "title": status.title.escapedForTerminal, "cases": status.cases, "dealt": status.dealt,
        "withdrawn": status.withdrawn,
      ]))
    let columns = ["assigned", "begun", "sealed", "skipped", "away", "flagged", "doubles", "repeats", "gold"]
    func heading(_ first: String, _ more: [String] = []) -> [String] {
      ([first] + columns + more).map { words("cli.study.column", ["column": $0]) }
    }
    var rows = [heading("reader", ["overdue", "last"])]
    for reader in status.readers {
      let name = reader.hasLeft ? words("cli.study.status.left", ["name": reader.name.text]) : reader.name.text
      rows.append([name] + Self.cells(reader.counts) + ["\(reader.overdue)", reader.last ?? ""])
    }
    rows.append([words("cli.study.status.all")] + Self.cells(status.total))
    try Output.write(StudyWords.table(rows, left: [0, 11]) + "\n")
    let sites = status.sites.map { [$0.name] + Self.cells($0.counts) + ["\($0.cases)"] }
    try Output.write(StudyWords.table([heading("site", ["cases"])] + sites))
  }

  private static func cells(_ counts: StudyStatus.Counts) -> [String] {
    func part(_ part: StudyStatus.Counts.Part) -> String { "\(part.sealed)/\(part.assigned)" }
    let numbers = [counts.assigned, counts.open, counts.sealed, counts.skipped, counts.away, counts.flagged]
    return numbers.map(String.init) + [part(counts.doubles), part(counts.repeats), part(counts.gold)]
  }
}
