import Foundation
import StyletCore
import StyletFormats
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
  static func run(_ segmenter: Segmenter, on volume: Volume, work: ToolWork) throws -> (LabelMap, [UInt8]) {
    let name = "segmenter \(segmenter.name)"
    let folder = try temporaryFolder()
    Leftovers.add(.folder(folder))
    defer {
      try? FileManager.default.removeItem(atPath: folder)
      Leftovers.forget(.folder(folder))
    }
    let scan = folder + "/scan.nii", mask = folder + "/labels.nii.gz"
    try Scans.writer(for: scan).write(volume, to: scan)
    try CommandRun.run(segmenter.words(scan: scan, labels: mask), name: name, seconds: segmenter.seconds, work: work)
    var s = stat()
    guard lstat(mask, &s) == 0, s.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badData, "\(name) wrote no mask", advice: "it must write the file that {labels} stands for")
    }
    do {
      let registry = FormatRegistry.standard
      let found = try registry.describe(mask).grid
      guard found.size.count <= 2 * volume.size.count else {
        throw Failure(.badData, "the mask has \(found.size.count) voxels, the scan \(volume.size.count)")
      }
      let read = try registry.readMask(mask, on: volume.grid)
      return (try volume.grid.placing(read.labels, of: read.description.grid), read.values)
    } catch var failure as Failure {
      failure.what = "\(name): " + failure.what.replacingOccurrences(of: folder + "/", with: "")
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
          .badData, "segmenter \(segmenter.name): there is no finding \(code)", at: "labels.\(value)",
          advice: "name one of \(known)")
      }
      mapping[value] = finding.value
    }
    return mapping
  }

  /// Its values as right, left and airway.
  static func lungs(_ segmenter: Segmenter, _ values: [UInt8]) throws -> [UInt8: UInt8] {
    var mapping: [UInt8: UInt8] = [:]
    for value in values where value != 0 {
      if segmenter.labels.isEmpty, value <= Lungs.airway {
        mapping[value] = value
      } else {
        mapping[value] = Lungs.value(named: try named(value, segmenter)) ?? 0
      }
    }
    return mapping
  }

  private static func named(_ value: UInt8, _ segmenter: Segmenter) throws -> String {
    if let code = segmenter.labels[value] { return code }
    throw Failure(
      .badData, "segmenter \(segmenter.name): the mask has the value \(value), which the settings do not name",
      advice: "say under labels of [segmenter.\(segmenter.name)] what it is")
  }

  private static func temporaryFolder() throws -> String {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var path = Array((parent + "/stylet-XXXXXX").utf8CString)
    guard mkdtemp(&path) != nil else {  // 0700
      throw Failure(.cannotCreate, path: parent, "no temporary folder: \(String(cString: strerror(errno)))")
    }
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
      case .lungs: return .lungs(labels, mapping: try lungs(segmenter, values))
      }
    }
  }
}
