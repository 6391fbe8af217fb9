import Glibc
import StyletBase
import StyletCore
import StyletFormats
import StyletImaging
import StyletProject
import StyletScreen

/// The way of a scan to a segmenter of the settings, and of its mask back.
enum ExternalSegmenter {
  /// That of a name, from the user's settings.
  static func named(_ name: String) throws -> Segmenter {
    let path = UserSettings.path()
    return try UserSettings.read(path).segmenter(name, settings: path)
  }

  /// Writes the scan as NIfTI into a folder that nobody else may read, with nothing of the patient in it, runs the
  /// command, and reads what it wrote. The folder is gone afterwards, however it ends.
  /// - Returns: the mask on the scan's grid, and its values.
  /// - Throws: a ``Failure``: of the command, of a mask that is missing, of another grid or with values unknown.
  static func run(_ segmenter: Segmenter, on volume: Volume, work: CancellableWork) throws -> (LabelMap, [UInt8]) {
    try Leftovers.withFolder { try run(segmenter, on: volume, in: $0, work: work) }
  }

  private static func run(
    _ segmenter: Segmenter, on volume: Volume, in folder: String, work: CancellableWork
  ) throws -> (LabelMap, [UInt8]) {
    let name = words("cli.segmenter.name", ["name": segmenter.name])
    let scan = folder + "/scan.nii", mask = folder + "/labels.nii.gz"
    try Scans.writer(for: scan).write(volume, to: scan)
    try CommandRun.run(segmenter.words(scan: scan, labels: mask), name: name, seconds: segmenter.seconds, work: work)
    var s = stat()
    guard lstat(mask.systemPath, &s) == 0, s.st_mode & S_IFMT == S_IFREG else {
      throw Failure(
        .badData, words("cli.segmenter.no-mask", ["segmenter": name]), advice: words("cli.segmenter.no-mask-advice"))
    }
    do {
      let registry = FormatRegistry.standard
      let found = try registry.describe(mask).grid
      guard found.size.count <= 2 * volume.size.count else {
        throw Failure(.badData, words("cli.segmenter.other-size",
          ["mask": found.size.count, "scan": volume.size.count]))
      }
      let read = try registry.readMask(mask, placedOn: volume.grid)
      return (read.labels, read.values)
    } catch var failure as Failure {
      failure.what = words(
        "cli.segmenter.failed",
        ["segmenter": name, "what": failure.what.replacing(folder + "/", with: "")])
      failure.path = nil
      throw failure
    }
  }

  /// Its values as findings of a table.
  /// - Throws: a ``Failure`` for a value that the settings do not name, and a code that the table has not.
  static func findings(_ segmenter: Segmenter, _ values: [UInt8], _ table: LabelTable) throws -> [UInt8: UInt8] {
    var mapping: [UInt8: UInt8] = [:]
    for value in values where value != 0 {
      let code = try named(value, segmenter)
      guard let finding = table.findings.first(where: { $0.code.uppercased() == code.uppercased() }) else {
        let known = table.findings.map(\.code).joined(separator: ", ")
        throw Failure(
          .badData, words("cli.segmenter.no-finding", ["name": segmenter.name, "code": code]), at: "labels.\(value)",
          advice: words("cli.segmenter.no-finding-advice", ["known": known]))
      }
      mapping[value] = finding.value
    }
    return mapping
  }

  /// Its values as right, left and airway.
  /// - Throws: a ``Failure`` for a value that the settings do not name, and where right and left are exchanged.
  static func lungs(_ segmenter: Segmenter, _ values: [UInt8], in labels: LabelMap) throws -> [UInt8: UInt8] {
    var mapping: [UInt8: UInt8] = [:]
    for value in values where value != 0 {
      if segmenter.labels.isEmpty, value <= LungLabels.airway {
        mapping[value] = value
      } else {
        mapping[value] = LungLabels.value(named: try named(value, segmenter)) ?? 0
      }
    }
    if LungLabels.areExchanged(labels, mapping: mapping) {
      throw Failure(
        .badData, words("error.mask-exchanged"),
        advice: words("cli.segmenter.exchanged-advice", ["name": segmenter.name]))
    }
    return mapping
  }

  private static func named(_ value: UInt8, _ segmenter: Segmenter) throws -> String {
    if let code = segmenter.labels[value] { return code }
    throw Failure(
      .badData, words("cli.segmenter.unnamed", ["name": segmenter.name, "value": Int(value)]),
      advice: words("cli.segmenter.unnamed-advice", ["name": segmenter.name]))
  }
}

/// What the workstation runs in the background.
extension ExternalSegmenter {
  static func job(_ name: String) throws -> SegmenterJob {
    let segmenter = try named(name)
    return { volume, table, work in
      let (labels, values) = try run(segmenter, on: volume, work: work)
      switch segmenter.kind {
      case .lesions:
        return .lesions(labels, mapping: try findings(segmenter, values, table), remarks: [])
      case .lungs: return .lungs(labels, mapping: try lungs(segmenter, values, in: labels))
      }
    }
  }
}
