import Foundation
import StyletBase
import TestSupport

@testable import StyletStudy

/// A small study on the disk: three DICOM series, and a reader, `ann`, who reads the first of them twice, among others.
final class StudyCases {
  static let reader = ReaderName("ann")!
  /// Stands in every element of the series that says who the patient is.
  static let identity = "Zq7Wx^Kelvoni"
  static let rules = """
    id = "outlines"
    version = 1
    title = "Outlines"

    [[findings]]
    value = 1
    code = "GGO"
    name = "Ground-glass opacity"
    colour = "#e69f00"

    [[sections]]
    id = "scan"
    title = "Scan"

    [[sections.fields]]
    id = "quality"
    title = "Quality"
    kind = "choice"
    required = true
    normal = "good"
    options = [ { id = "good", title = "good" }, { id = "poor", title = "poor" } ]

    """
  /// Answers all that is required, and asks for the signature.
  static let answers = "Ra<Tab>S"

  let path: String
  let folder: StudyFolder
  /// In the order of the list; the third is the first case again.
  let aliases: [Alias]
  let cases: [StudyCase]
  var reader: String { folder.reader(Self.reader) }

  init(proposals: StudyRules.Proposals = .off, rules: String? = StudyCases.rules) throws {
    path = NSTemporaryDirectory() + "stylet-study-\(UUID().uuidString.prefix(8))"
    folder = StudyFolder(path + "/trial")
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let key = StudyKey(bytes: (0..<32).map { UInt8($0) }), time = "2026-03-01T09:30:00Z"
    cases = try (0..<3).map { [path] n in
      let name = "Kelvoni-\(4711 + n)"
      var series = SmallSeries(uid: "1.2.826.0.1.3680043.10.511.\(70 + n)", shift: Int16(n * 7))
      (series.identity, series.corner) = (Self.identity, (-171 - n, -133 - n, -411 - n))
      try series.write(to: path + "/scans/" + name)
      let parts = (0..<8).map { path + "/scans/" + name + String(format: "/s%03d.dcm", $0) }
      return StudyCase(
        id: CaseID("C\(n + 1)")!, path: "../scans/" + name, sha256: try ScanIdentity.sha256(ofFiles: parts),
        fingerprint: try ScanIdentity.fingerprint(ofFiles: parts), files: 8, size: [24, 24, 8],
        spacing: [0.8, 0.8, 2], site: "site", patient: "p\(n)", added: time)
    }
    var study = Study(
      id: "trial", title: "Outlines of opacities", made: time, seed: 1,
      protocolUsed: rules.map {
        StudyProtocol(reference: .init(id: "outlines", version: 1), digest: sha256(Array($0.utf8)))
      }, keyID: key.id, readers: [StudyReader(name: Self.reader)], design: StudyDesign(), rules: StudyRules())
    study.rules.proposals = proposals
    try study.write(folder)
    if let rules { try rules.write(toFile: folder.readingProtocol, atomically: false, encoding: .utf8) }
    for made in [folder.readers, folder.reader(Self.reader)] { try Paths.makeFolder(made) }
    let order = [(0, 1), (1, 1), (0, 2), (2, 1)]
    aliases = order.map { [cases] in Alias(of: Self.reader, cases[$0].id, occasion: $1, key: key) }
    let rows = aliases.enumerated().map { n, alias in
      ListedReading(alias: alias, priority: n + 1, due: n == 1 ? "2020-02-29" : nil)
    }
    try StudyFile.write(ListedReading.bytes(rows), to: folder.list(Self.reader))
    let places = zip(aliases, order).map { [cases] in ($0, cases[$1.0].scanPlace) }
    try StudyFile.write(SealedPlaces.bytes(places), to: folder.places(Self.reader))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Plays keys on the reader's list and gives the last screen.
  func play(_ keys: String, _ more: String..., size: String = "100x30") throws -> Ran {
    try stylet(
      ["study", "work", folder.path, "--reader", "ann", "--script", keys, "--dump-screen", "-", "--size", size] + more,
      in: path)
  }

  func events() throws -> [ReadingEvent] {
    try folder.logs(Self.reader).flatMap {
      try EventLog(folder, study: "trial", reader: Self.reader, host: $0.host).read()
    }
  }

  func project(_ n: Int) -> String { folder.project(Self.reader, aliases[n]) }

  func savedProject(_ n: Int) throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: project(n)))
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
  }

  /// All that lies in the reader's folder.
  func files() -> [String: Data] {
    var all: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: reader)?.allObjects as? [String] ?? [] {
      if let data = FileManager.default.contents(atPath: reader + "/" + name) { all[name] = data }
    }
    return all
  }
}
