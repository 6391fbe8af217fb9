import ArgumentParser
import StyletBase
import StyletStudy

/// `stylet study doctor`: who may read and write a study's files.
struct StudyDoctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: words("cli.study.doctor.abstract"),
    discussion: words("cli.study.doctor.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    let found = try StudyPermissions(StudyFolder(study))
    if json {
      try Output.write(Words.inData { Self.json(found) })
    } else {
      for opening in found.openings {
        try Output.line(
          Joint.named(opening.path, words("cli.study.doctor.open", ["kind": opening.kind.rawValue])).escapedForTerminal)
        if let command = opening.command { try Output.line("    " + command.escapedForTerminal) }
      }
      if !found.unowned.isEmpty {
        let names = found.unowned.map(\.text).listedInWords(5)
        try Output.line(words("cli.study.doctor.unowned", ["names": names, "count": found.unowned.count]))
      }
      if found.openings.isEmpty { try Output.line(words("cli.study.doctor.closed", ["count": found.count])) }
    }
    guard !found.openings.isEmpty else { return }
    throw Failure(
      .badData, path: study, words("cli.study.doctor.opened", ["count": found.openings.count]),
      advice: words("cli.study.doctor.advice"))
  }

  private static func json(_ found: StudyPermissions) -> String {
    JSONValue.object([
      "format": .string("stylet-study-doctor"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "looked_at": .int(found.count),
      "open": .array(found.openings.map {
        .object([
          "path": .string($0.path), "kind": .string($0.kind.rawValue),
          "command": $0.command.map(JSONValue.string) ?? .null,
        ])
      }),
      "unowned": .array(found.unowned.map { .string($0.text) }),
    ]).text + "\n"
  }
}
