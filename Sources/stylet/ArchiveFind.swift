import ArgumentParser
import StyletArchive
import StyletBase

/// `stylet archive find`: studies of an archive, or the series of one.
struct ArchiveFind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: words("cli.archive.find.abstract"),
    discussion: words("cli.archive.find.discussion"))

  @Argument(help: ArgumentHelp(words("cli.archive.name"))) var name: String
  @Option(help: ArgumentHelp(words("cli.archive.find.patient"))) var patient: String?
  @Option(name: .customLong("name"), help: ArgumentHelp(words("cli.archive.find.name"))) var patientName: String?
  @Option(help: ArgumentHelp(words("cli.archive.find.date"))) var date: String?
  @Option(help: ArgumentHelp(words("cli.archive.find.modality"))) var modality: String?
  @Option(help: ArgumentHelp(words("cli.archive.find.study"))) var study: String?
  @Option(help: ArgumentHelp(words("cli.archive.find.most"))) var most = 500
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if !(1...100_000).contains(most) { throw ValidationError(words("cli.archive.find.bad-most")) }
    if let date, Self.days(date) == nil { throw ValidationError(words("cli.archive.find.bad-date")) }
    // A backslash would part values, and no archive takes several.
    for text in [patient, patientName, modality].compactMap({ $0 }) where text.isEmpty || text.contains("\\") {
      throw ValidationError(words("cli.archive.find.bad-key"))
    }
  }

  func run() throws {
    var query = ArchiveQuery()
    (query.patientID, query.patientName, query.modality) = (patient, patientName, modality)
    (query.date, query.study, query.most) = (date.flatMap(Self.days), study, most)
    let found = try Archives.client(of: ArchiveCommand.named(name)).find(query)
    for remark in found.remarks { Messages.remark(name, remark) }
    if found.isCut { Messages.remark(name, words("archive.more", ["count": most])) }
    let columns = study == nil ? Self.studies : Self.series
    if json {
      let rows = found.rows.map { row in
        JSONValue.object(JSONObject(columns.map { ($0.name, .string(row.text($0.tag))) }))
      }
      let answer: JSONObject = [
        "format": .string("stylet-archive-find"), "version": .int(1),
        "program": .string("stylet \(Release.version)"), "archive": .string(name), "rows": .array(rows),
      ]
      return try Output.write(Words.inData { JSONValue.object(answer).text + "\n" })
    }
    if found.rows.isEmpty { return try Output.line(words("archive.nothing-found")) }
    let lines = [columns.map { words("archive.column", ["name": $0.name]) }]
      + found.rows.map { row in columns.map { row.text($0.tag).escapedForTerminal } }
    let widths = columns.indices.map { n in lines.map { $0[n].count }.max() ?? 0 }
    for line in lines {
      let cells = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      var text = cells.joined(separator: "  ")
      while text.hasSuffix(" ") { text.removeLast() }
      try Output.line(text)
    }
  }

  private static let studies: [(name: String, tag: String)] = [
    ("date", ArchiveTag.studyDate), ("modalities", ArchiveTag.modalities),
    ("patient", ArchiveTag.patientID), ("patient_name", ArchiveTag.patientName),
    ("description", ArchiveTag.studyDescription), ("instances", ArchiveTag.studyInstances),
    ("study", ArchiveTag.studyUID),
  ]
  private static let series: [(name: String, tag: String)] = [
    ("modality", ArchiveTag.modality), ("description", ArchiveTag.seriesDescription),
    ("instances", ArchiveTag.seriesInstances), ("series", ArchiveTag.seriesUID),
  ]

  /// As an archive is asked for one day, "2026-11-30" or "20261130", and for those from, to or between two: "A..", "..B",
  /// "A..B". nil for all else: what was meant as a range must not be asked for as a day.
  static func days(_ text: String) -> String? {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    if parts.count == 1 { return day(parts[0]) }
    guard parts.count == 2, !parts.allSatisfy(\.isEmpty) else { return nil }
    var ends: [String] = []
    for part in parts {
      guard let end = part.isEmpty ? "" : day(part) else { return nil }
      ends.append(end)
    }
    return ends.joined(separator: "-")
  }

  private static func day(_ text: Substring) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.map({ $0.utf8.count }) == [4, 2, 2] else { return nil }
    let plain = parts.joined()
    guard plain.utf8.count == 8, plain.utf8.allSatisfy({ 48...57 ~= $0 }), let month = Int(plain.dropFirst(4).prefix(2)),
      let day = Int(plain.suffix(2)), 1...12 ~= month, 1...31 ~= day
    else { return nil }
    return plain
  }
}
