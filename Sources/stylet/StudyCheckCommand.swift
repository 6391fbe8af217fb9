import ArgumentParser
import StyletBase
import StyletImaging
import StyletStudy

/// `stylet study check`: whether a study's files are what they have to be.
struct StudyCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: words("cli.study.check.abstract"),
    discussion: words("cli.study.check.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Flag(help: ArgumentHelp(words("cli.study.check.scans"))) var scans = false
  @Flag(help: ArgumentHelp(words("cli.study.check.anchor"))) var anchor = false
  @Option(help: ArgumentHelp(words("cli.study.check.kept")), transform: Self.seal) var seal: [String] = []
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var language: LanguageOption

  private static func seal(_ text: String) throws -> String {
    let isSeal = text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isSeal else { throw ValidationError(words("cli.study.check.no-seal", ["text": text])) }
    return text
  }

  func run() throws {
    let folder = StudyFolder(study)
    // A protocol that cannot be read is named by the check; readings are then held against none.
    let forms = (try? Study.read(folder)).flatMap { try? StudyForms($0, folder) }
    let check = try StudyCheck(
      folder, keeping: seal,
      scan: { scans ? Self.scan($0, folder) : Self.presence($0, folder) },
      project: { one, reading, path, bytes in
        forms.flatMap {
          SealedReading.fault(in: bytes, at: path, of: one, as: reading.alias, by: reading.reader, forms: $0)
        }
      })
    // What somebody has to decide anew is no reason to leave the logs without an anchor.
    let last = anchor && check.faults.allSatisfy { $0.kind == .stale } ? try StudyChange(folder).anchor() : check.seal
    if json {
      try Output.write(Self.json(check, last))
    } else {
      for fault in check.faults { try Output.line(Self.said(fault)) }
      for remark in check.remarks { try Output.line(words("cli.study.check.remark", ["said": Self.said(remark)])) }
      try Output.line(
        words("cli.study.check.done", [
          "readers": check.readers, "cases": check.cases, "readings": check.readings, "events": check.events,
          "projects": check.projects,
        ]))
      if let last { try Output.line(words("cli.study.check.seal", ["seal": last])) }
    }
    guard !check.faults.isEmpty else { return }
    throw Failure(
      .badData, path: study, words("cli.study.check.faults", ["count": check.faults.count]),
      advice: words("cli.study.check.advice", ["stale": check.faults.allSatisfy { $0.kind == .stale }]))
  }

  private static func presence(_ one: StudyCase, _ folder: StudyFolder) -> String? {
    Paths.exists(folder.located(one.path)) ? nil : words("cli.study.check.no-scan")
  }

  /// What tells a scan from another is read again: a few short reads a file.
  private static func scan(_ one: StudyCase, _ folder: StudyFolder) -> String? {
    if let gone = presence(one, folder) { return gone }
    let path = folder.located(one.path)
    do {
      let parts = Scans.parts(of: path, try Scans.describe(path, one.choice))
      return try ScanIdentity.fingerprint(ofFiles: parts) == one.fingerprint ? nil : words("cli.study.check.other-scan")
    } catch {
      return (error as? Failure)?.what ?? "\(error)"
    }
  }

  private static func said(_ fault: StudyFault) -> String {
    Failure(.badData, path: fault.path, fault.what, at: fault.place).description
  }

  private static func json(_ check: StudyCheck, _ seal: String?) -> String {
    func list(_ faults: [StudyFault]) -> JSONValue {
      .array(faults.map {
        .object([
          "kind": .string($0.kind.rawValue), "path": .string($0.path), "place": $0.place.map(JSONValue.string) ?? .null,
          "what": .string($0.what),
        ])
      })
    }
    return Words.inData {
      JSONValue.object([
        "format": .string("stylet-study-check"), "version": .int(1), "program": .string("stylet \(Release.version)"),
        "notice": .string(ResearchUse.inData), "readers": .int(check.readers), "cases": .int(check.cases),
        "readings": .int(check.readings), "events": .int(check.events), "projects": .int(check.projects),
        "seal": seal.map(JSONValue.string) ?? .null, "faults": list(check.faults), "remarks": list(check.remarks),
      ]).text + "\n"
    }
  }
}
