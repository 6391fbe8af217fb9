import Foundation
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// Real scans and structure sets. With STYLET_EXPORTS set to a folder, what is written stays there, for other programs
/// to read.
@Suite struct RTStructConformanceTests {
  static let folder = ConformanceTests.folder
  static let isThere = FileManager.default.fileExists(atPath: folder + "/thorax/lidc-0314")

  private static func keeping(_ name: String, _ body: (String) throws -> Void) throws {
    if let kept = ProcessInfo.processInfo.environment["STYLET_EXPORTS"] {
      try body(kept + "/" + name)
    } else {
      try withTemporaryFolder { try body($0 + "/" + name) }
    }
  }

  private static func keep(_ labels: LabelMap, _ grid: VoxelGrid, _ name: String) throws {
    try keeping(name) { try NIfTIWriter().write(labels, grid: grid, findings: .standard, to: $0) }
  }

  /// Four readers' outlines of one nodule: voxels as counted by nibabel.
  @Test(.enabled(if: isThere, "no conformance data")) func fourReaders() throws {
    let scan = Self.folder + "/thorax/lidc-0314"
    let grid = try FormatRegistry.standard.describe(scan).grid
    for (n, voxels) in [3071, 3712, 2488, 3416].enumerated() {
      let mask = try FormatRegistry.standard.readLabels(scan + "-readers/reader\(n + 1).nii.gz")
      #expect(grid.mismatch(with: mask.description.grid) == nil)
      var layer = LabelLayer(name: LabelLayer.findings, size: grid.size)
      var builder = EditBuilder(layer: layer)
      var count = 0
      for k in 0..<grid.size.k where mask.labels.isUsed(k: k) {
        for j in 0..<grid.size.j {
          mask.labels.forEachRun(j: j, k: k) { i, length, _ in
            builder.set(j: j, k: k, i..<i + length, to: 3)
            count += length
          }
        }
      }
      if let edit = builder.edit(name: "", tool: "", origin: .manual) { layer.apply(edit) }
      #expect(count == voxels)
      let source = MaskSource(
        layer: layer, findings: .standard, volume: try Self.blank(grid), scan: scan, reader: "reader\(n + 1)")
      for form in ["rtstruct", "rtstruct-xor"] {
        try Self.keeping("reader\(n + 1).\(form).dcm") { path in
          try FormatRegistry.standard.maskWriter(for: path, form: form).write(source, to: path)
          let back = try FormatRegistry.standard.readMask(path, on: grid)
          #expect(Self.difference(back.labels, layer.labels) == 0)
          #expect(back.description.problems == [])
        }
      }
    }
  }

  /// Rings, islands, lines and lone voxels on an oblique scan and on a chest, with speckle that touches at corners.
  @Test(.enabled(if: isThere, "no conformance data"), arguments: ["dicom/rt-utils/oriented_data", "thorax/ct-64"])
  func hardForms(_ name: String) throws {
    var scan = Self.folder + "/" + name
    if name == "thorax/ct-64", let dicom = Self.dicomFolder(scan) { scan = dicom }
    let volume = try FormatRegistry.standard.read(scan).volume
    let size = volume.size
    var random = SeededRandom(seed: 11)
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: layer)
    for k in size.k / 3..<max(size.k / 3 + 2, 2 * size.k / 3) {
      for j in 0..<min(size.j, 64) {
        for i in 0..<min(size.i, 60) {
          let r = (Double((i - 24) * (i - 24)) + Double((j - 26) * (j - 26))).squareRoot()
          var label: UInt8 = 0
          if (r > 10 && r < 18) || r < 4 { label = 2 }
          if i > 44, Int.random(in: 0..<3, using: &random) > 0 { label = 1 }
          if i == 2 || j == 60 || (i == 5 && j == 5) { label = 3 }
          if label != 0, k < size.k { builder.set(j: j, k: k, i..<i + 1, to: label) }
        }
      }
    }
    if let edit = builder.edit(name: "", tool: "", origin: .proposed) { layer.apply(edit) }
    let source = MaskSource(layer: layer, findings: .standard, volume: volume, scan: scan)
    let short = name.split(separator: "/").last.map(String.init) ?? ""
    for form in ["rtstruct", "rtstruct-xor"] {
      try Self.keeping("\(short).\(form).dcm") { path in
        try FormatRegistry.standard.maskWriter(for: path, form: form).write(source, to: path)
        let back = try FormatRegistry.standard.readMask(path, on: volume.grid)
        #expect(Self.difference(back.labels, layer.labels) == 0)
      }
    }
    try Self.keep(layer.labels, volume.grid, "\(short).mask.nii.gz")
  }

  /// Structure sets of other programs on the grids of their scans: they are read, and their regions are there. How many
  /// voxels is not asked: each program has a rule of its own for those at the rim.
  @Test(.enabled(if: isThere, "no conformance data")) func foreignStructureSets() throws {
    let folder = Self.folder + "/dicom/rt-utils/mock_data"
    let grid = try FormatRegistry.standard.describe(folder + "/ct_1.dcm").grid
    let back = try FormatRegistry.standard.readMask(folder + "/rt.dcm", on: grid)
    #expect(back.segments.map(\.name) == ["ROI-1"])
    try Self.keep(back.labels, grid, "rt-utils.nii.gz")
    let planner = Self.folder + "/dicom/dicompyler/example_data"
    let whole = Self.plannerGrid
    let many = try FormatRegistry.standard.readMask(planner + "/rtss.dcm", on: whole)
    #expect(many.description.problems.contains("without contours: \"Areola\""))
    #expect(many.values.count >= 8)
    try Self.keep(many.labels, whole, "dicompyler.nii.gz")
  }

  /// The grid of dicompyler's scan, of which one slice, the uppermost, is there.
  static let plannerGrid = VoxelGrid(
    size: GridSize(512, 512, 98)!,
    affine: Affine(spacing: [1.074219, 1.074219, 3], origin: [-275, -524, 168.5593 - 97 * 3]))

  private static func dicomFolder(_ path: String) -> String? {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted().map { path + "/" + $0 }
      .first { p in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: p, isDirectory: &isFolder) && isFolder.boolValue
      }
  }

  private static func blank(_ grid: VoxelGrid) throws -> Volume { try Volume(grid: grid) { _ in } }

  /// Voxels that differ.
  private static func difference(_ a: LabelMap, _ b: LabelMap) -> Int {
    guard a.size == b.size else { return .max }
    var count = 0
    for k in 0..<a.size.k where a.isUsed(k: k) || b.isUsed(k: k) {
      for j in 0..<a.size.j {
        for i in 0..<a.size.i where a[VoxelIndex(i, j, k)] != b[VoxelIndex(i, j, k)] { count += 1 }
      }
    }
    return count
  }
}
