import StyletImaging
import Testing

@testable import StyletDetection

/// A body that lies askew in a scan whose axes are all different, with what lies around a patient.
@Suite struct BodyBoxTests {
  private static let size = GridSize(150, 120, 40)!
  private static let spacing = SIMD3(2.5, 2.0, 5.0)

  /// What a voxel is, by its place in mm.
  private func scan(
    _ size: GridSize = size, rescale: Rescale = .identity, _ value: (SIMD3<Double>) -> Double
  ) throws -> Volume {
    try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: Self.spacing)), rescale: rescale) { samples in
      for n in samples.indices {
        let place = SIMD3(Double(n % size.i), Double(n / size.i % size.j), Double(n / size.i / size.j)) * Self.spacing
        samples[n] = Int16(clamping: Int(((value(place) - rescale.intercept) / rescale.slope).rounded()))
      }
    }
  }

  /// A trunk with lungs: 80...300 mm across, 60...180 mm deep, beyond both ends of the scan but for 30 mm at the feet.
  private func trunk(_ p: SIMD3<Double>) -> Bool {
    let x = (p.x - 190) / 110, y = (p.y - 120) / 60
    return x * x + y * y <= 1 && p.z >= 30 && !(abs(x) > 0.2 && abs(x) < 0.6 && abs(y) < 0.5)
  }

  private func isBody(_ box: VoxelBox?, i: ClosedRange<Double>, j: ClosedRange<Double>) {
    guard let box else {
      Issue.record("no body")
      return
    }
    func near(_ range: Range<Int>, _ mm: ClosedRange<Double>, _ spacing: Double) -> Bool {
      abs(Double(range.lowerBound) * spacing - mm.lowerBound) <= 8
        && abs(Double(range.upperBound) * spacing - mm.upperBound) <= 8
    }
    #expect(near(box.i, i, 2.5) && near(box.j, j, 2), "\(box)")
    #expect(near(box.k, 30...200, 5), "\(box)")
  }

  @Test func airAndCouchAreLeftOut() throws {
    let box = BodyBox.find(
      in: try scan { p in
        let couch = p.y > 196 && p.y < 202 || p.y > 226 && p.y < 232
        return trunk(p) ? 40 : couch ? 300 : -1000
      })
    isBody(box, i: 80...300, j: 60...180)
  }

  @Test func armsBelongToThePatient() throws {
    let box = BodyBox.find(
      in: try scan { p in
        let arm = SIMD2(p.x - 340, p.y - 130)
        return trunk(p) || (arm * arm).sum() < 25 * 25 && p.z >= 30 ? 40 : -1000
      })
    isBody(box, i: 80...365, j: 60...180)
  }

  @Test func paddingIsNoBody() throws {
    let box = BodyBox.find(
      in: try scan { p in
        let x = p.x - 187, y = p.y - 120
        return trunk(p) ? 40 : x * x + y * y > 110 * 110 ? -3024 : -990
      })
    isBody(box, i: 80...300, j: 60...180)
  }

  /// Values as scanners store them, whose rescale was lost; and steps of another slope.
  @Test func rescalesAreFollowed() throws {
    isBody(BodyBox.find(in: try scan { trunk($0) ? 1064 : 24 }), i: 80...300, j: 60...180)
    isBody(
      BodyBox.find(in: try scan(rescale: Rescale(slope: 0.5, intercept: -1024)) { trunk($0) ? 40 : -1000 }),
      i: 80...300, j: 60...180)
  }

  /// No air, no body, all body, next to no voxels, values that are no HU: the whole grid stays.
  @Test func whatTellsNothingIsNil() throws {
    #expect(BodyBox.find(in: try scan { _ in 40 }) == nil)
    #expect(BodyBox.find(in: try scan { _ in -1000 }) == nil)
    #expect(BodyBox.find(in: try scan { $0.x < 4 ? -1000 : 40 }) == nil)
    #expect(BodyBox.find(in: try scan { trunk($0) ? 200 : 20 }) == nil)
    #expect(BodyBox.find(in: try scan { $0.x == 100 && $0.y == 100 ? 40 : -1000 }) == nil)
    for n in [(1, 1, 1), (150, 120, 1), (1, 120, 40), (150, 1, 40), (7, 5, 3)] {
      let size = try #require(GridSize(n.0, n.1, n.2))
      let box = BodyBox.find(in: try scan(size) { trunk($0) ? 40 : -1000 })
      if let box { #expect(VoxelBox(size).intersection(box) == box && box.count > 0, "\(n)") }
    }
    #expect(BodyBox.find(in: try scan(rescale: Rescale(slope: -1, intercept: 0)) { _ in 0 }) == nil)
  }
}
