import ArgumentParser
import Glibc
import StyletArchive
import StyletBase

/// `stylet archive get`: a study or a series into a folder.
struct ArchiveGet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: words("cli.archive.get.abstract"), discussion: words("cli.archive.get.discussion"))

  @Argument(help: ArgumentHelp(words("cli.archive.name"))) var name: String
  @Argument(help: ArgumentHelp(words("cli.archive.get.what"))) var what: String
  @Argument(help: ArgumentHelp(words("cli.archive.get.folder"))) var folder: String
  @OptionGroup var language: LanguageOption

  func run() throws {
    let parts = what.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy(isUID) else {
      throw Failure(.usage, words("archive.no-uid", ["uid": what]), advice: words("archive.no-uid-advice"))
    }
    let client = try Archives.client(of: ArchiveCommand.named(name)), study = parts[0]
    var series = Array(parts.dropFirst())
    if series.isEmpty {
      let found = try client.find(ArchiveQuery(study: study))
      for remark in found.remarks { Messages.remark(name, remark) }
      if found.isCut { Messages.remark(name, words("archive.more", ["count": found.rows.count])) }
      series = found.rows.compactMap { $0[ArchiveTag.seriesUID] }.filter(isUID)
    }
    if series.isEmpty { throw nothing() }
    let lists = try series.map { try client.instances(study: study, series: $0).map(\.uid) }
    if lists.allSatisfy(\.isEmpty) { throw nothing() }
    try Paths.makeFolder(folder, advice: words("error.output.other-folder"))
    for (uid, instances) in zip(series, lists) where !instances.isEmpty {
      try get(uid, instances, of: study, by: client)
    }
  }

  private func nothing() -> Failure {
    Failure(.noInput, path: name, words("archive.not-there"), advice: words("archive.not-there-advice"))
  }

  private func get(_ uid: String, _ instances: [String], of study: String, by client: any ArchiveClient) throws {
    let line = ProgressLine(uid)
    defer { line.finish() }
    let place = folder.appendingPath(uid)
    let series = try ReceivedSeries(study: study, series: uid, expected: instances, folder: place) {
      line.update(Double($0) / Double(max($1, 1)))
    }
    let before = series.count
    try client.fetch(series)
    try series.mustBeWhole()
    line.finish()
    if series.mayBeTranscoded, series.count > before { Messages.remark(place, words("archive.transcoded")) }
    try Output.line(
      words("archive.got", ["path": place.escapedForTerminal, "count": series.count, "before": before]))
  }
}
