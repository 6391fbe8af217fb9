import Foundation
import StyletCore
import StyletFormats
import StyletScreen

/// What leaves a project and what comes into one: masks on the source grid, tables of the extent.
enum Masks {
  /// The forms of `--to`; a file's ending chooses one when it is not given.
  enum Form: String, CaseIterable {
    case nifti, nrrd, mha, csv, json

    /// The ending that a writer is found by; nil for the tables.
    var ending: String? {
      switch self {
      case .nifti: ".nii.gz"
      case .nrrd: ".nrrd"
      case .mha: ".mha"
      case .csv, .json: nil
      }
    }
  }

  static func export(
    _ layer: LabelLayer, findings: LabelTable, volume: Volume, to path: String, form: Form? = nil
  ) throws {
    let form = form ?? Form.allCases.first { $0.ending == nil && path.lowercased().hasSuffix("." + $0.rawValue) }
    switch form {
    case .csv, .json:
      let ledger = ExtentLedger(recounting: layer.labels, volume: volume)
      let report = ExtentReport(ledger: ledger, findings: findings, volume: volume)
      try OutputFile.write(Array((form == .csv ? report.csv : report.json).utf8), to: path)
    case .nifti, .nrrd, .mha, nil:
      // A name that says a format of the family is followed; else the family's usual one.
      let named = try? Scans.writer(for: path)
      let writer: any ImageWriter
      if let form, let ending = form.ending {
        let fits = named.map { $0.name.lowercased().contains(family(form)) } ?? false
        writer = try fits ? Scans.writer(for: path) : Scans.writer(for: "mask" + ending)
      } else {
        writer = try Scans.writer(for: path)
      }
      try writer.write(layer.labels, grid: volume.grid, findings: findings, to: path)
    }
  }

  private static func family(_ form: Form) -> String { form == .mha ? "metaimage" : form.rawValue }

  /// A mask that lies on the scan's grid. Values without a finding get one of their own.
  /// - Throws: a ``Failure`` that says how the grids differ.
  static func read(_ path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask {
    let mask = try FormatRegistry.standard.readLabels(path)
    if let why = grid.mismatch(with: mask.description.grid) {
      throw Failure(
        .badData, path: path, "the mask does not lie on the scan: \(why)",
        advice: "export it again on the grid of this scan")
    }
    var table = findings
    for value in mask.values where value != 0 && table[value] == nil {
      _ = table.add(code: "L\(value)", name: "Label \(value)", colour: colour(value), value: value)
    }
    return ImportedMask(labels: mask.labels, findings: table, source: (path as NSString).lastPathComponent)
  }

  /// Hues a golden angle apart, so that neighbours differ.
  private static func colour(_ value: UInt8) -> RGB {
    let hue = Double(value) * 137.508 / 60
    func channel(_ n: Double) -> UInt8 {
      let k = (n + hue).truncatingRemainder(dividingBy: 6)
      return UInt8(255 * (0.9 - 0.6 * max(0, min(k, 4 - k, 1))))
    }
    return RGB(channel(5), channel(3), channel(1))
  }
}
