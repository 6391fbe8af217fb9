import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

@Suite struct PaneGeometryTests {
  let grid = VoxelGrid(size: GridSize(40, 30, 9)!, affine: Affine(spacing: [0.7, 0.9, 5]))

  private func geometry(_ plane: Plane, _ magnification: Magnification, width: Int = 33, height: Int = 17)
    -> PaneGeometry
  {
    var view = ViewState(cursor: VoxelIndex(13, 22, 3))
    view.magnification = magnification
    return PaneGeometry(
      plane: plane, rect: CellRect(col: 5, row: 2, width: width, height: height), grid: grid, view: view)
  }

  /// The pixel of every voxel leads back to the voxel where each voxel has a pixel; cells to cells otherwise.
  @Test(arguments: Plane.allCases) func thereAndBack(_ plane: Plane) {
    let extent = plane.size(of: grid.size)
    let fine = geometry(plane, .scale(mmPerPixel: 0.35), width: 300, height: 200)
    for v in 0..<extent.v {
      for u in 0..<extent.u {
        let p = fine.pixel(u: u, v: v)
        #expect(fine.voxel(px: p.px, py: p.py) == plane.voxel(u: u, v: v, w: fine.window.w, in: grid.size))
        let box = fine.pixels(u: u, v: v)
        #expect(box.x.contains(p.px) && box.y.contains(p.py))
        #expect(fine.voxel(px: box.x.lowerBound, py: box.y.upperBound) == fine.voxel(px: p.px, py: p.py))
      }
    }
    let coarse = geometry(plane, .scale(mmPerPixel: 11), width: 20, height: 12)
    for row in 0..<12 {
      for col in 0..<20 {
        guard let voxel = coarse.voxel(col: 5 + col, row: 2 + row), let cell = coarse.cell(of: voxel) else { continue }
        #expect(cell.col == 5 + col)
        #expect(cell.row == 2 + row)
      }
    }
  }

  /// Pixels are square in millimetres and the whole slice is in sight when it fits.
  @Test(arguments: Plane.allCases) func fitShowsAllInProportion(_ plane: Plane) {
    let g = geometry(plane, .fit)
    let extent = plane.size(of: grid.size)
    let spacing = plane.spacing(of: grid)
    #expect(abs(g.window.stepU * spacing.u - g.window.stepV * spacing.v) < 1e-9)
    for (u, v) in [(0, 0), (extent.u - 1, 0), (0, extent.v - 1), (extent.u - 1, extent.v - 1)] {
      let p = g.pixel(of: SlicePoint(u: Double(u) + 0.5, v: Double(v) + 0.5))
      #expect(p.x >= 0 && p.y >= 0 && p.x <= 33 && p.y <= 34)
    }
    // One of the two directions is filled.
    let across = Double(extent.u) / g.window.stepU
    let down = Double(extent.v) / g.window.stepV
    #expect(abs(across - 33) < 1e-6 || abs(down - 34) < 1e-6)
  }

  @Test func samplingFollowsTheScale() {
    #expect(geometry(.axial, .scale(mmPerPixel: 3)).sampling == .area)
    #expect(geometry(.axial, .scale(mmPerPixel: 0.5)).sampling == .linear)
    #expect(geometry(.axial, .scale(mmPerPixel: 0.2)).sampling == .nearest)
  }

  @Test func absurdViewsAreHeld() {
    for mm in [Double.nan, .infinity, -1, 0, 1e-300, 1e300] {
      var view = ViewState(cursor: VoxelIndex(.max, .min, 4))
      view.magnification = .scale(mmPerPixel: mm)
      view.centres[.axial] = SlicePoint(u: .infinity, v: -1e300)
      let g = PaneGeometry(plane: .axial, rect: CellRect(col: 0, row: 0, width: 9, height: 4), grid: grid, view: view)
      #expect(g.mmPerPixel.isFinite && g.mmPerPixel > 0)
      #expect(g.window.u0.isFinite && g.window.v0.isFinite)
    }
  }
}
