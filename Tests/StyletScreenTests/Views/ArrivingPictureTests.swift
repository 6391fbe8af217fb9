import Foundation
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// Panes of a scan of which a part has arrived.
@Suite struct ArrivingPictureTests {
  private static let size = GridSize(24, 16, 12)!

  /// Rises along each axis by another step; nowhere black in the window used.
  private static func whole() throws -> Volume {
    try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1]))) { out in
      for n in out.indices { out[n] = Int16(n % 24 * 10 + n / 24 % 16 * 20 + n / 384 * 40 + 50) }
    }
  }

  /// The same of which the slices `there` have arrived, until `body` has returned.
  private static func withArrived(_ there: Range<Int>, _ body: (Volume) throws -> Void) throws {
    let whole = try whole()
    let (written, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let arrival = try LoadingVolume(on: whole.grid) { inlet in
      let plane = size.i * size.j
      whole.withSamples { for n in there.lowerBound * plane..<there.upperBound * plane { inlet.samples[n] = $0[n] } }
      inlet.publish(there)
      written.signal()
      end.wait()
    }
    written.wait()
    defer { end.signal() }
    try body(arrival.volume)
  }

  /// Two pixels a voxel: every pixel of a slice that is there is as in the whole scan, every other is outside.
  @Test(arguments: Plane.allCases, [0..<5, 7..<12])
  func pixelsOfMissingSlicesAreOutside(_ plane: Plane, _ there: Range<Int>) throws {
    let s = plane.size(of: Self.size)
    let window = DisplayWindow(level: 500, width: 1000)
    let whole = try Self.whole()
    try Self.withArrived(there) { volume in
      for k in [there.lowerBound, there.upperBound - 1, there.contains(0) ? 9 : 2] {
        var view = ViewState(cursor: VoxelIndex(7, 5, k))
        view.active = plane
        let rect = CellRect(col: 0, row: 0, width: 2 * s.u, height: s.v)
        let geometry = PaneGeometry(plane: plane, rect: rect, grid: volume.grid, view: view)
        let (part, all) = (PanePicture(), PanePicture())
        part.update(volume, geometry, window)
        all.update(whole, geometry, window)
        for y in all.inside.y {
          let row = plane == .axial ? k : 11 - Int(geometry.window.v0 + (Double(y) + 0.5) * geometry.window.stepV)
          #expect(part.inside.y.contains(y) == there.contains(row), "\(plane), row \(y), slice \(row)")
          guard part.inside.y.contains(y) else { continue }
          #expect(part.inside.x == all.inside.x)
          let line = y * rect.width + all.inside.x.lowerBound..<y * rect.width + all.inside.x.upperBound
          // A border pixel that leans on a missing slice is black for once.
          if part.brightness[line] != all.brightness[line] {
            #expect(row == (there.contains(0) ? there.upperBound - 1 : there.lowerBound))
            #expect(part.brightness[line].allSatisfy { $0 == 0 })
          }
        }
      }
    }
  }

  /// More of the slice arrives: the picture is taken anew. Nothing of it arrives: it is kept.
  @Test func thePictureFollows() throws {
    let whole = try Self.whole()
    let gates = (0..<3).map { _ in (go: DispatchSemaphore(value: 0), done: DispatchSemaphore(value: 0)) }
    let arrival = try LoadingVolume(on: whole.grid) { inlet in
      for (n, gate) in gates.enumerated() {
        gate.go.wait()
        let slices = n * 4..<n * 4 + 4
        whole.withSamples { for m in slices.lowerBound * 384..<slices.upperBound * 384 { inlet.samples[m] = $0[m] } }
        inlet.publish(slices)
        gate.done.signal()
      }
    }
    let picture = PanePicture(), coronal = PanePicture()
    let rect = CellRect(col: 0, row: 0, width: 24, height: 8)
    func update() {
      let view = ViewState(cursor: VoxelIndex(7, 5, 5))
      let grid = whole.grid
      picture.update(arrival.volume, PaneGeometry(plane: .axial, rect: rect, grid: grid, view: view), .bone)
      coronal.update(arrival.volume, PaneGeometry(plane: .coronal, rect: rect, grid: grid, view: view), .bone)
    }
    var rows: [Int] = [], shown: [Bool] = []
    update()
    for gate in gates {
      gate.go.signal()
      gate.done.wait()
      update()
      rows.append(coronal.inside.y.count)
      shown.append(!picture.inside.y.isEmpty)
    }
    #expect(shown == [false, true, true])
    #expect(rows[0] > 0 && rows[1] == 2 * rows[0] && rows[2] == 3 * rows[0])
    try arrival.wait()
    let last = picture.brightness
    update()
    #expect(picture.brightness == last)
  }
}
