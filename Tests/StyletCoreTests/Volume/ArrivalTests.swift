import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// A volume that a test loads slice by slice, on the thread that an arrival has of its own.
private final class Tap: Sendable {
  private let gate = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)

  /// The loading thread goes one step on, and the step is done.
  func step() {
    gate.signal()
    done.wait()
  }

  func open() { gate.signal() }
  func waitForStep() { gate.wait() }
  func stepIsDone() { done.signal() }
}

@Suite struct ArrivalTests {
  private static let size = GridSize(5, 4, 6)!
  private static let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.8, 1.5]))
  private struct Damaged: Error {}

  /// Sample = n + 1: no voxel that has arrived is 0.
  private static func write(_ slices: Range<Int>, to inlet: VolumeInlet) {
    let plane = size.i * size.j
    for n in slices.lowerBound * plane..<slices.upperBound * plane { inlet.samples[n] = Int16(n + 1) }
  }

  /// Loads `pieces`, a step each, and then ends with or without an error.
  private static func arrival(_ pieces: [Range<Int>], _ tap: Tap, failing: Bool = false) throws -> LoadingVolume {
    try LoadingVolume(on: grid, rescale: Rescale(slope: 2, intercept: -7)) { inlet in
      for (n, piece) in pieces.enumerated() {
        tap.waitForStep()
        write(piece, to: inlet)
        inlet.publish(piece)
        let progress = Double(n + 1) / Double(pieces.count)
        defer { tap.stepIsDone() }
        try inlet.note(progress: progress)
      }
      tap.waitForStep()
      if failing { throw Damaged() }
    }
  }

  @Test(arguments: [
    ([0..<2, 2..<3, 3..<6], [0..<2, 0..<3, 0..<6]),  // from the feet
    ([4..<6, 3..<4, 0..<3], [4..<6, 3..<6, 0..<6]),  // from the head
    ([2..<3, 0..<2, 4..<6, 2..<5], [0..<0, 0..<2, 0..<2, 0..<5]),  // what borders on nothing shows later
    ([0..<6], [0..<6]),
  ])
  func slicesShowAsTheyArrive(_ pieces: [Range<Int>], _ expected: [Range<Int>]) throws {
    let tap = Tap()
    let arrival = try Self.arrival(pieces, tap)
    let volume = arrival.volume
    #expect(volume.arrived.isEmpty && !volume.isComplete && arrival.progress == 0)
    for (n, there) in expected.enumerated() {
      tap.step()
      #expect(volume.arrived == there || there.isEmpty && volume.arrived.isEmpty)
      #expect(!volume.isComplete && arrival.failure == nil)
      #expect(abs(arrival.progress - Double(n + 1) / Double(pieces.count)) < 0.002)
      for k in there {
        let v = VoxelIndex(3, 2, k)
        #expect(volume[v] == Int16((k * 4 + 2) * 5 + 3 + 1) && volume.value(at: v) == 2 * Double(volume[v]) - 7)
      }
    }
    tap.open()
    try arrival.wait()
    #expect(volume.isComplete && volume.arrived == 0..<6 && arrival.progress == 1 && arrival.failure == nil)
    // Complete is complete: a late word changes nothing.
    volume.publish(0..<1)
    #expect(volume.isComplete)
  }

  /// All slices are there but the checksum behind them is wrong: never complete.
  @Test func aFailureAtTheEndLeavesTheVolumeIncomplete() throws {
    let tap = Tap()
    let arrival = try Self.arrival([0..<6], tap, failing: true)
    tap.step()
    #expect(arrival.volume.arrived == 0..<6 && !arrival.volume.isComplete)
    tap.open()
    #expect(throws: Damaged.self) { try arrival.wait() }
    #expect(arrival.failure is Damaged && !arrival.volume.isComplete)
    #expect(throws: Damaged.self) { try arrival.wait(atMost: 10) }
  }

  @Test func waitingForALittleEndsWithoutIt() throws {
    let tap = Tap()
    let arrival = try Self.arrival([0..<6], tap)
    try arrival.wait(atMost: 0.01)
    #expect(!arrival.volume.isComplete)
    tap.step()
    tap.open()
    try arrival.wait(atMost: 60)
    #expect(arrival.volume.isComplete)
  }

  @Test func cancellingEndsTheLoadingAndIsNoFailure() throws {
    let tap = Tap()
    let arrival = try Self.arrival([0..<1, 1..<2, 2..<6], tap)
    tap.step()
    arrival.cancel()
    tap.step()  // notices it here
    #expect(throws: (any Error).self) { try arrival.wait() }
    #expect(arrival.failure == nil && !arrival.volume.isComplete && arrival.volume.arrived == 0..<2)
  }

  /// Nobody wants it any more: the thread stops, and the memory goes.
  @Test func lettingGoCancels() throws {
    let tap = Tap()
    weak var volume: Volume?
    do {
      let arrival = try Self.arrival([0..<1, 1..<6], tap)
      volume = arrival.volume
      tap.step()
    }
    tap.step()
    for _ in 0..<1000 where volume != nil { usleep(1000) }
    #expect(volume == nil)
  }

  @Test func whatIsThereIsAnArrivalToo() throws {
    let volume = randomVolume(Self.size)
    let arrival = LoadingVolume(volume)
    try arrival.wait()
    #expect(arrival.volume === volume && arrival.progress == 1 && volume.isComplete && volume.arrived == 0..<6)
  }

  /// A pixel is empty where it draws on a slice that is missing, and else what the whole volume gives.
  @Test(arguments: Plane.allCases, Sampling.allCases)
  func theSamplerTakesOnlyWhatIsThere(_ plane: Plane, _ sampling: Sampling) throws {
    let tap = Tap()
    let arrival = try Self.arrival([4..<6, 2..<4, 0..<2], tap)
    let whole = try Volume(grid: Self.grid, rescale: Rescale(slope: 2, intercept: -7)) { out in
      for n in out.indices { out[n] = Int16(n + 1) }
    }
    for step in 1...3 {
      tap.step()
      let there = 6 - 2 * step..<6
      let s = plane.size(of: Self.size)
      for w in 0..<s.w {
        let window = SliceWindow(
          plane: plane, w: w, u0: 0, v0: 0, stepU: 0.5, stepV: 0.5, width: 2 * s.u, height: 2 * s.v)
        let got = SliceSampler.sample(arrival.volume, window, sampling)
        let want = SliceSampler.sample(whole, window, sampling)
        for py in 0..<window.height {
          // Linear pixels in the outer half of the border slice lean on the missing one.
          let k = plane == .axial ? w : 5 - py / 2
          let leans = plane != .axial && sampling == .linear && k == there.lowerBound && k > 0 && py % 2 == 1
          for px in 0..<window.width {
            let n = py * window.width + px
            let expected = there.contains(k) && !leans ? want[n] : .nan
            #expect(got[n] == expected || got[n].isNaN && expected.isNaN, "\(plane) w \(w) row \(py) step \(step)")
          }
        }
      }
    }
    tap.open()
    try arrival.wait()
  }

  /// A session on a volume that arrives counts what is drawn once the voxels are there.
  @Test func theExtentIsCountedWhenTheVoxelsAreThere() throws {
    let tap = Tap()
    let arrival = try Self.arrival([0..<6], tap)
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.size)
    layer.apply(Edit(name: "", tool: "", runs: [Run(k: 5, j: 1, i: 2, count: 3, old: 0, new: 2)]))
    var session = EditSession(volume: arrival.volume, layers: [layer])
    try session.replay(
      .performed(Edit(name: "", tool: "", runs: [Run(k: 1, j: 3, i: 0, count: 2, old: 0, new: 1)]), stroke: nil))
    #expect(session.ledger == ExtentLedger())
    tap.step()
    tap.open()
    try arrival.wait()
    session.countExtent()
    #expect(session.ledger == ExtentLedger(recounting: session.findings.labels, volume: arrival.volume))
    #expect(session.ledger.labels == [1, 2])
    let before = session.ledger
    session.countExtent()
    #expect(session.ledger == before)
  }
}
