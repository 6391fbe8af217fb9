import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// A mask's grid is held to its scan's by the header: what cannot lie on it is refused before a voxel is read.
@Suite struct LargeMaskTests {
  private static let scan = VoxelGrid(size: GridSize(3, 4, 5)!, affine: Affine(spacing: [1, 1, 1]))

  /// A header without a voxel behind it: whoever reads on finds the file cut short.
  private static func header(_ extents: [Int], spacing: Double = 1) -> [UInt8] {
    var image = HandmadeImage(element: .uint8)
    (image.extents, image.affine) = (extents, Affine(spacing: [spacing, spacing, spacing]))
    return image.nifti(.one).bytes + [0, 0, 0, 0]
  }

  @Test func whatIsTooLargeIsRefusedByItsHeader() throws {
    try withFile(Self.header([32767, 32767, 9]), "big.nii") { path in
      let f = failure { _ = try FormatRegistry.standard.readMask(path, placedOn: Self.scan) }
      #expect(f?.kind == .badData && f?.path == path, "\(String(describing: f))")
      #expect(f?.what.contains("32767x32767x9") == true, "\(String(describing: f))")
      #expect(failure { _ = try FormatRegistry.standard.readMask(path, on: Self.scan) }?.what == f?.what)
    }
    let pairs = ["Segment0_ID:=A"]
    let bytes = SegNRRDTests.file(pairs, voxels: [], sizes: "32767 32767 9")
    try withFile(bytes, "big.seg.nrrd") { path in
      let f = failure { _ = try FormatRegistry.standard.readMask(path, on: Self.scan) }
      #expect(f?.what.contains("32767x32767x9") == true, "\(String(describing: f))")
    }
  }

  @Test func whatLiesElsewhereIsRefusedByItsHeader() throws {
    try withFile(Self.header([3, 4, 5], spacing: 1.5), "other.nii") { path in
      let f = failure { _ = try FormatRegistry.standard.readMask(path, placedOn: Self.scan) }
      #expect(f?.what.contains("does not lie on the scan") == true, "\(String(describing: f))")
      // Wherever it lies, its voxels are not there.
      #expect(failure { _ = try FormatRegistry.standard.readMask(path, on: Self.scan) }?.what.contains("lie on") == false)
    }
  }
}
