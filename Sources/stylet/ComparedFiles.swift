import StyletBase
import StyletCore
import StyletFiles
import StyletImaging
import StyletProject
import StyletScreen

/// Where two readings come from that are compared.
protocol ReadingPair {
  /// Reads both.
  /// - Parameters:
  ///   - volume, fingerprint, identities: of the scan that is open, as ``ProjectStore`` takes them.
  /// - Throws: a ``Failure`` where one is of another scan.
  func open(
    on volume: Volume, fingerprint: String, identities: @escaping () throws -> [String]
  ) throws -> OpenedReadings
}

/// The two readings of `stylet compare` on the disk. Nothing of theirs is locked or written.
struct ComparedFiles: ReadingPair {
  /// A project with its scan, or a mask.
  private struct Source {
    var path: String
    var project: ResolvedFiles?
  }

  let scan: String
  let choice: ScanChoice
  private let sources: [Source]
  private let isNamed: Bool

  /// - Parameter scan: where both are masks, or the scan of a project is gone from its place.
  init(_ a: String, _ b: String, scan: String?, _ choice: ScanChoice, isNamed: Bool) throws {
    for path in [a, b] + [scan].compactMap({ $0 }) { try Scans.mustExist(path) }
    if FileState.isSame(a, b) {
      throw Failure(.usage, path: b, words("cli.compare.same"), advice: words("cli.compare.same-advice"))
    }
    sources = try [a, b].map { path in
      guard ProjectFiles.isProject(path) else { return Source(path: path) }
      do {
        return Source(path: path, project: try ProjectFiles.resolve(path, choice: choice))
      } catch let failure as Failure {
        guard let scan, failure.kind == .noInput else { throw failure }
        return Source(path: path, project: try ProjectFiles.resolve(scan, project: path, choice: choice))
      }
    }
    let first = sources.lazy.compactMap(\.project?.files).first
    guard let place = scan ?? first?.scan else {
      throw Failure(.usage, path: a, words("cli.agree.no-scan"), advice: words("cli.agree.no-scan-advice"))
    }
    (self.scan, self.choice, self.isNamed) = (place, first?.choice ?? choice, isNamed)
  }

  /// What a picture of the screen must not land on.
  var inputs: [String] { sources.flatMap { $0.project?.files.all ?? [$0.path] } + [scan] }

  /// The project that is made of them.
  /// - Parameter out: `SCAN-compared.stylet.json` beside the scan when nil.
  /// - Throws: a ``Failure`` where it is one of those that are read.
  func result(_ out: String?) throws -> ResolvedFiles {
    let standard = ProjectFiles.defaultProject(for: scan)
    let path = out ?? String(standard.dropLast(ProjectNames.ending.count)) + "-compared" + ProjectNames.ending
    if sources.contains(where: { FileState.isSame($0.path, path) }) || FileState.isSame(scan, path) {
      throw Failure(
        .cannotCreate, path: path, words("error.output.is-input"), advice: words("error.output.other-name"))
    }
    return try ProjectFiles.resolve(scan, project: path, choice: Paths.exists(path) ? .standard : choice)
  }

  func open(
    on volume: Volume, fingerprint: String, identities: @escaping () throws -> [String]
  ) throws -> OpenedReadings {
    var opened = [OpenedReadings.One?](repeating: nil, count: sources.count)
    var first: (path: String, scan: ScanReference)?
    for (n, source) in sources.enumerated() {
      guard let project = source.project else { continue }
      let one = try Self.open(project, source.path, volume, fingerprint, identities)
      if let first, let difference = first.scan.mismatch(with: one.project.scan) {
        throw Failure(
          .badData, path: source.path,
          words("cli.agree.another-scan", ["first": first.path, "difference": difference]),
          advice: words("cli.agree.another-scan-advice", ["project": source.path]))
      }
      if first == nil { first = (source.path, one.project.scan) }
      opened[n] = one.reading
    }
    let table = opened.lazy.compactMap { $0?.table }.first ?? .standard
    for (n, source) in sources.enumerated() where source.project == nil {
      let mask = try Masks.read(source.path, grid: volume.grid, findings: table, isListed: false)
      var layer = LabelLayer(name: LabelLayer.findings, size: volume.size)
      let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 0)
      if let edit = ImportTool(mask: mask.labels, mapping: mask.mapping).edit(in: context) { layer.apply(edit) }
      opened[n] = OpenedReadings.One(
        layer: layer, table: mask.findings, file: try ScanIdentity.sha256(of: source.path))
    }
    guard let a = opened[0], let b = opened[1] else { throw Failure(.defect, words("cli.compare.same")) }
    return OpenedReadings(a: a, b: b, isNamed: isNamed)
  }

  private static func open(
    _ found: ResolvedFiles, _ path: String, _ volume: Volume, _ fingerprint: String,
    _ identities: @escaping () throws -> [String]
  ) throws -> (project: Project, reading: OpenedReadings.One) {
    let opened = try ProjectStore.open(
      found.files, document: found.document, volume: volume, fingerprint: fingerprint, identities: identities,
      reader: "", readOnly: true)
    defer { try? opened.store.close(opened.session, keepingUnsaved: true) }
    if let unsaved = opened.unsaved { Messages.note(path, unsaved.inWords) }
    let project = opened.store.project
    var one = OpenedReadings.One(
      project, layer: opened.session.findings, file: try ScanIdentity.sha256(of: found.files.project))
    one.protocolFile = one.record.protocolFile.map { ProjectFiles.absolute($0, from: found.files.project) }
    return (project, one)
  }
}

/// Two readings as they were read, each in labels of its own.
struct OpenedReadings {
  struct One {
    var layer: LabelLayer
    var table: LabelTable
    /// SHA-256 of its file.
    var file: String
    var reader = ""
    var record = ReadingRecord()
    var reference: ProtocolReference?
    /// Where its protocol was read from.
    var protocolFile: String?

    init(layer: LabelLayer, table: LabelTable, file: String) {
      (self.layer, self.table, self.file) = (layer, table, file)
    }

    /// - Parameter layer: its findings; labels that its table does not have are named by their numbers.
    init(_ project: Project, layer: LabelLayer, file: String) {
      self.init(layer: layer, table: project.labels.withUnnamed(of: layer.origins.keys.map(\.label)), file: file)
      (reader, record, reference) = (project.reader, ReadingRecord(project.reading), project.readingProtocol)
    }
  }

  var a: One
  var b: One
  var isNamed: Bool
  /// Nothing is made of them.
  var isLookedAt = false

  /// The findings of both, by their codes: A's values, and free ones for what only B has.
  var table: LabelTable { Self.joined(a.table, b.table) }

  private static func joined(_ table: LabelTable, _ other: LabelTable) -> LabelTable {
    var table = table
    for finding in other.findings where !table.findings.contains(where: { $0.code == finding.code }) {
      _ = table.add(
        code: finding.code, name: finding.name, colour: finding.colour, value: finding.value, names: finding.names)
    }
    return table
  }

  /// The protocol that both follow, or the one that only one of them does; nil where they follow different ones.
  var reference: ProtocolReference? {
    guard let own = a.reference, let other = b.reference else { return a.reference ?? b.reference }
    return own == other ? own : nil
  }

  /// What the new reading begins with: the answers that both have, as the reader's own.
  func beginning(reader: String, project: String) -> ReadingRecord {
    var record = ReadingRecord()
    guard let reference else { return record }
    let file = a.reference == reference ? a.protocolFile : b.protocolFile
    record.protocolFile = file.map { ProjectFiles.relative($0, to: project) }
    guard a.reference == b.reference else { return record }
    for field in a.record.answered {
      guard let value = a.record.answer(to: field)?.value, value == b.record.answer(to: field)?.value else { continue }
      record.set(ReadingAnswer(value, reader: reader, way: .fromBoth), for: field)
    }
    return record
  }

  /// Both in labels of the project that is open.
  /// - Throws: a ``Failure`` where that has no room for the findings of both.
  func readings(in table: LabelTable, volume: Volume) throws -> ComparedReadings {
    func reading(_ one: One) throws -> ComparedReadings.Reading {
      var mapping: [UInt8: UInt8] = [:]
      for finding in one.table.findings where one.layer.origins.keys.contains(where: { $0.label == finding.value }) {
        guard let own = table.findings.first(where: { $0.code == finding.code }) else {
          throw Failure(
            .badData, words("cli.compare.no-finding", ["code": finding.code]), advice: words("compare.other-project"))
        }
        mapping[finding.value] = own.value
      }
      return ComparedReadings.Reading(
        drawing: one.layer.relabelled(mapping), record: one.record, reference: one.reference, reader: one.reader,
        input: ComparisonRecord.Input(
          file: one.file, drawing: one.layer.digest ?? sha256([]), answers: one.record.digest))
    }
    return try ComparedReadings(reading(a), reading(b), isNamed: isNamed, isLookedAt: isLookedAt)
  }
}

extension LabelLayer {
  /// Under other labels, with where each slice came from; labels that the mapping leaves out stay. Cost: what is drawn.
  func relabelled(_ mapping: [UInt8: UInt8]) -> LabelLayer {
    guard mapping.contains(where: { $0 != $1 }) else { return self }
    var runs: [Run] = []
    for k in 0..<size.k {
      labels.forEachRun(k: k) { j, i, count, label in
        runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: mapping[label] ?? label))
      }
    }
    var made = LabelLayer(name: name, size: size)
    made.apply(
      runs,
      origins.map { key, origin in
        let label = mapping[key.label] ?? key.label
        return OriginChange(key: SliceKey(k: Int(key.k), label: label), old: nil, new: origin)
      })
    return made
  }
}
