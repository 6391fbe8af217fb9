import Foundation
import Testing

/// A lesion that a key script of `Samples/scripts/` outlines from nothing, with what it is held against.
struct EffortCase: CustomTestStringConvertible {
  enum Scan {
    /// Made for the test by the program: three ground-glass lesions and one consolidation.
    case phantom(seed: Int)
    /// A real scan and its truths, beside the project (`STYLET_CONFORMANCE_DATA`); a voxel belongs to the lesion when
    /// more than half of the truths have it.
    case real(scan: String, truths: [String])
  }

  let name: String
  let script: String
  let scan: Scan
  /// The most key presses, every digit and letter counted.
  let keys: Int
  /// The least Dice; of a phantom each lesion must reach it.
  let dice: Double

  var testDescription: String { name }

  static let all: [EffortCase] = [
    EffortCase(name: "LIDC-IDRI-0314, nodule", script: "lidc-nodule.keys", scan: lidc, keys: 40, dice: 0.85),
    EffortCase(
      name: "the same by brush, interpolated", script: "lidc-nodule-brush.keys", scan: lidc, keys: 40, dice: 0.85),
    EffortCase(
      name: "lung1, nodule", script: "lung1-nodule.keys",
      scan: .real(scan: "thorax/lung1_image.nrrd", truths: ["thorax/lung1_label.nrrd"]), keys: 30, dice: 0.75),
  ] + (1...3).map {
    EffortCase(
      name: "phantom \($0), 3 ground-glass lesions", script: "phantom-ggo-\($0).keys", scan: .phantom(seed: $0),
      keys: 90, dice: 0.85)
  }

  private static let lidc = Scan.real(
    scan: "thorax/lidc-0314", truths: (1...4).map { "thorax/lidc-0314-readers/reader\($0).nii.gz" })

  /// Where real scans lie, nil where they do not.
  static let data: String? = {
    let own = ProcessInfo.processInfo.environment["STYLET_CONFORMANCE_DATA"]
    let folder = own ?? URL(fileURLWithPath: root).deletingLastPathComponent().path + "/shared/data"
    return FileManager.default.fileExists(atPath: folder + "/thorax") ? folder : nil
  }()

  /// The project's own folder.
  static let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).dropFirst().reduce("") { $0 + "/" + $1 }

  var isHere: Bool {
    if case .real = scan { return Self.data != nil }
    return true
  }
}
