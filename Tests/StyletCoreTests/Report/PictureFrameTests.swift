import TestSupport
import Testing

@testable import StyletImaging
@testable import StyletReport

@Suite struct PictureFrameTests {
  private let grid = VoxelGrid(size: GridSize(40, 30, 10)!, affine: Affine(spacing: [0.5, 0.8, 4]))

  /// Square pixels, the whole of the slice, the longer side as long as asked for.
  @Test(arguments: Plane.allCases) func wholeSlices(_ plane: Plane) {
    let frame = PictureFrame(plane, w: 3, of: grid, longest: 100)
    let size = plane.size(of: grid.size), spacing = plane.spacing(of: grid)
    let (width, height) = (Double(size.u) * spacing.u, Double(size.v) * spacing.v)
    #expect(max(frame.window.width, frame.window.height) == 100)
    #expect(abs(frame.pixel - max(width, height) / 100) < 1e-12)
    #expect(abs(frame.window.stepU * spacing.u - frame.pixel) < 1e-12)
    #expect(abs(frame.window.stepV * spacing.v - frame.pixel) < 1e-12)
    #expect(abs(Double(frame.window.width) * frame.pixel - width) <= frame.pixel)
    #expect(frame.columns.first == 0 && frame.columns.last == size.u - 1 && frame.rows.last == size.v - 1)
  }

  /// A box of voxels lands where its corner voxels are.
  @Test(arguments: Plane.allCases) func partsHoldTheirBox(_ plane: Plane) {
    let box = VoxelBox(i: 11..<20, j: 4..<9, k: 6..<8)
    let part = PictureFrame.Part(box, plane, on: grid, margin: 0)
    let corners = [VoxelIndex(11, 4, 6), VoxelIndex(19, 8, 7)].map { plane.coordinates(of: $0, in: grid.size) }
    #expect(part.u == Double(corners[0].u)..<Double(corners[1].u + 1))
    #expect(part.v == Double(min(corners[0].v, corners[1].v))..<Double(max(corners[0].v, corners[1].v) + 1))
    let frame = PictureFrame(plane, w: 1, of: grid, part: part, longest: 64)
    #expect(frame.columns.first == Int(part.u.lowerBound) && frame.columns.last == Int(part.u.upperBound) - 1)
    #expect(frame.rows.first == Int(part.v.lowerBound) && frame.rows.last == Int(part.v.upperBound) - 1)
    let wide = PictureFrame.Part(box, plane, on: grid, margin: 1000)
    let whole = PictureFrame(plane, w: 1, of: grid)
    #expect(PictureFrame(plane, w: 1, of: grid, part: wide) == whole, "a part is cut to its slice")
    let none = PictureFrame.Part(u: -20..<(-10), v: 0..<5)
    #expect(PictureFrame(plane, w: 1, of: grid, part: none) == whole)
  }

  /// The middle of a voxel is the middle of its pixels.
  @Test func placesAreThoseOfPixels() {
    let part = PictureFrame.Part(u: 10..<20, v: 5..<10)
    let frame = PictureFrame(.axial, w: 0, of: grid, part: part, longest: 50)
    let place = frame.place(SIMD2(12, 7))
    let x = Double(frame.columns.firstIndex(of: 12)! + frame.columns.lastIndex(of: 12)!) / 2
    let y = Double(frame.rows.firstIndex(of: 7)! + frame.rows.lastIndex(of: 7)!) / 2
    #expect(abs(place.x - x) < 0.51 && abs(place.y - y) < 0.51)
    #expect(frame.row(edge: 5) == 0)
    #expect(abs(frame.row(edge: 10) - frame.window.height) <= 1)
  }

  /// Grids that no scanner makes: sizes stay those of pictures.
  @Test func strangeGridsMakePicturesToo() {
    for spacing in [SIMD3(1e-6, 1e6, 1), SIMD3(1e6, 1e-6, 1e6), SIMD3(1e-9, 1e-9, 1e-9), SIMD3(1e9, 1e9, 1e9)] {
      let grid = VoxelGrid(size: GridSize(3, 1000, 2)!, affine: Affine(spacing: spacing))
      for plane in Plane.allCases {
        let frame = PictureFrame(plane, w: 0, of: grid)
        #expect((1...512).contains(frame.window.width) && (1...512).contains(frame.window.height))
        #expect(frame.columns.count == frame.window.width && frame.rows.count == frame.window.height)
      }
    }
  }
}
