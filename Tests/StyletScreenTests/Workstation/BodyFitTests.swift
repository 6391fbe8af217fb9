import Foundation
import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// Opening and `0` fit the patient.
@Suite struct BodyFitTests {
  private static let size = GridSize(90, 70, 50)!
  private static let spacing = SIMD3(4.0, 3.0, 5.0)
  /// A block in the air, away from the middle along each axis.
  private static let body = VoxelBox(i: 20..<60, j: 12..<40, k: 10..<50)

  private static func fill(_ samples: UnsafeMutableBufferPointer<Int16>) {
    for n in samples.indices {
      let v = VoxelIndex(n % size.i, n / size.i % size.j, n / size.i / size.j)
      samples[n] = body.contains(v) ? 40 : -1000
    }
  }

  private static let grid = VoxelGrid(size: size, affine: Affine(spacing: spacing))
  private static func volume() throws -> Volume { try Volume(grid: grid) { fill($0) } }

  /// Every corner of the block, and how much of the pane's longer part it takes, in each pane.
  private func fits(_ bench: Workstation) -> Bool {
    bench.geometries.allSatisfy { g in
      let (u, v) = g.plane.rectangle(of: Self.body, in: Self.size)
      let a = g.pixel(of: SlicePoint(u: Double(u.lowerBound), v: Double(v.lowerBound)))
      let b = g.pixel(of: SlicePoint(u: Double(u.upperBound), v: Double(v.upperBound)))
      let width = Double(g.window.width), height = Double(g.window.height)
      let isIn = a.x >= -0.01 && a.y >= -0.01 && b.x <= width + 0.01 && b.y <= height + 0.01
      return isIn && max((b.x - a.x) / width, (b.y - a.y) / height) > 0.85
    }
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 55)]) func openingFitsThePatient(_ size: (Int, Int)) throws {
    let bench = try Bench(on: Self.volume())
    bench.work.handle(.resize(width: size.0, height: size.1))
    #expect(bench.work.view.magnification == .fit && fits(bench.work))
  }

  @Test func zeroGoesToThePatientAndToTheWholeSlice() throws {
    let bench = try Bench(on: Self.volume()).play("3+0")
    #expect(bench.work.view.magnification == .fit && fits(bench.work))
    try bench.play("0")
    #expect(bench.work.view.magnification == .whole && !fits(bench.work))
    for g in bench.work.geometries {
      let extent = g.plane.size(of: Self.size)
      let end = g.pixel(of: SlicePoint(u: Double(extent.u), v: Double(extent.v)))
      #expect(end.x <= Double(g.window.width) + 0.01 && end.y <= Double(g.window.height) + 0.01)
    }
    try bench.play("0")
    #expect(bench.work.view.magnification == .fit && fits(bench.work))
  }

  /// Out of the patient to the whole slice, and back to him by the same step.
  @Test func zoomPassesThePatient() throws {
    let bench = try Bench(on: Self.volume()).play("2+2-")
    #expect(bench.work.view.magnification == .fit)
    try bench.play("-")
    #expect(bench.work.view.magnification != .fit)
    try bench.play("9-")
    #expect(bench.work.view.magnification == .whole)
    try bench.play("zc")
    #expect(bench.notice.hasPrefix("The whole slice is in view"))
    try bench.play("0zc")
    #expect(bench.notice.hasPrefix("The patient is in view"))
  }

  /// Nothing changes under a reader who has begun while the scan came.
  @Test(arguments: ["", "<PageUp>", "2+"]) func arrivalMovesNothingThatWasTouched(_ keys: String) throws {
    let gate = DispatchSemaphore(value: 0)
    let arrival = try LoadingVolume(on: Self.grid) { inlet in
      gate.wait()
      Self.fill(inlet.samples)
      inlet.publish(0..<Self.size.k)
    }
    let work = Workstation(
      session: EditSession(volume: arrival.volume), arrival: arrival, services: RecordingServices())
    work.handle(.resize(width: 120, height: 40))
    for key in try KeyNotation.parse(keys) { work.handle(.key(key)) }
    let before = work.geometries.map(\.mmPerPixel)
    gate.signal()
    try arrival.wait()
    work.handle(.idle)
    if keys.isEmpty {
      #expect(fits(work))
    } else {
      #expect(work.geometries.map(\.mmPerPixel) == before)
      work.handle(.key(.character("0")))
      #expect(work.view.magnification == .fit && fits(work))
    }
  }

  /// Two fifths of all cells, panel and lines among them, show the patient, whichever pane is active.
  @Test(arguments: [(120, 40), (200, 55), (250, 70)]) func threePanesUseTheScreen(_ size: (Int, Int)) throws {
    let bench = try Bench(on: Self.volume())
    bench.work.handle(.resize(width: size.0, height: size.1))
    for _ in 0..<3 {
      let panes = bench.work.geometries
      let filled = panes.reduce(0.0) { sum, g in
        let (u, v) = g.plane.rectangle(of: Self.body, in: Self.size)
        return sum + Double(u.count) / g.window.stepU * Double(v.count) / g.window.stepV / 2
      }
      #expect(filled > 0.4 * Double(size.0 * size.1), "\(bench.work.view.active): \(filled)")
      try bench.play("<Tab>")
    }
  }
}
