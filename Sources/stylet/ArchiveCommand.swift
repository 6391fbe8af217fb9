import ArgumentParser
import StyletArchive
import StyletBase
import StyletProject

/// `stylet archive`: the hospital's archive.
struct ArchiveCommand: ParsableCommand {
  @OptionGroup var language: LanguageOption

  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: words("cli.archive.abstract"),
    discussion: words("cli.archive.discussion"),
    subcommands: [
      ArchiveList.self, ArchiveEcho.self, ArchiveFind.self, ArchiveGet.self, ArchiveOpen.self,
      ArchiveReject.self, ArchiveSend.self,
    ])

  /// That of a name, from the user's settings.
  static func named(_ name: String) throws -> ArchivePlace {
    let path = UserSettings.path()
    return try UserSettings.read(path).archive(name, settings: path)
  }
}

/// `stylet archive list`: the archives of the settings.
struct ArchiveList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: words("cli.archive.list.abstract"))

  @OptionGroup var language: LanguageOption

  func run() throws {
    let path = UserSettings.path(), archives = try UserSettings.read(path).archives
    if archives.isEmpty {
      return try Output.line(words("archive.none", ["path": path.escapedForTerminal]))
    }
    try Output.write(archives.map { Joint.named($0.name, Self.said($0)).escapedForTerminal + "\n" }.joined())
  }

  private static func said(_ place: ArchivePlace) -> String {
    let address: String
    switch place.way {
    case .web(let web): address = "DICOMweb, \(web.url), \(web.auth.rawValue)"
    case .network(let network):
      address = "DIMSE, \(network.called)@\(network.host):\(network.port), \(network.calling)"
    }
    return words("archive.place", ["address": address, "research": place.isResearch])
  }
}

/// `stylet archive echo`: whether an archive answers.
struct ArchiveEcho: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "echo", abstract: words("cli.archive.echo.abstract"))

  @Argument(help: ArgumentHelp(words("cli.archive.name"))) var name: String
  @OptionGroup var language: LanguageOption

  func run() throws {
    let begun = ContinuousClock.now
    try Archives.client(of: ArchiveCommand.named(name)).echo()
    let time = (ContinuousClock.now - begun).components
    let milliseconds = Int(time.seconds) * 1000 + Int(time.attoseconds / 1_000_000_000_000_000)
    try Output.line(words("archive.answers", ["name": name, "ms": milliseconds]))
  }
}
