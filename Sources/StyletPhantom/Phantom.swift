import Dispatch
import StyletBase
import StyletImaging

/// A synthetic chest CT with known truth, for tests, benchmarks and demonstrations.
public struct Phantom: Sendable {
  public let specification: PhantomSpecification
  /// HU.
  public let volume: Volume
  /// The lesions: 1 ground-glass, 2 consolidation. A voxel belongs when its centre lies in the ellipsoid.
  public let findings: LabelMap
  /// As ``LungLabels``: 1 right lung, 2 left lung, 3 trachea and main bronchi. Lesions and vessels within a lung belong to it.
  public let lungs: LabelMap
  public let lesions: [PhantomLesion]

  /// Makes the scan and its truth. Cost: every voxel, on all cores (about 55 ns of one core for a voxel).
  /// - Throws: ``OutOfMemory``; ``Failure`` for a specification that cannot be met.
  public static func make(_ specification: PhantomSpecification) throws -> Phantom {
    let s = specification
    guard (0..<3).allSatisfy({ (0.001...1000).contains(s.spacing[$0]) }) else {
      throw Failure(.usage, words("error.phantom-spacing"))
    }
    let most = PhantomSpecification.maximumLesions
    guard (0...most).contains(s.lesions), (0...most - s.lesions).contains(s.pleural) else {
      let asked = s.pleural == 0 ? "\(s.lesions)" : "\(s.lesions)+\(s.pleural)"
      throw Failure(
        .usage, words("error.phantom-lesions", ["count": asked]), advice: words("error.phantom-most", ["most": most]))
    }
    guard s.noise >= 0, s.noise <= 500 else { throw Failure(.usage, words("error.phantom-noise")) }
    let frame = PhantomFrame(s)
    let shape = ThoraxShape(seed: s.seed)
    let placement = LesionPlacement(shape: shape, seed: s.seed)
    var blobs = placement.place(s.lesions)
    blobs += placement.placePleural(s.pleural, after: blobs, seed: s.seed)
    let studio = PhantomStudio(frame: frame, shape: shape, blobs: blobs, specification: s)
    let slices = SliceRuns(count: s.size.k)
    let volume = try Volume(grid: s.grid, rescale: .identity) { samples in
      let base = SendablePointer(samples.baseAddress!)
      let plane = s.size.i * s.size.j
      DispatchQueue.concurrentPerform(iterations: s.size.k) { k in
        let slice = UnsafeMutableBufferPointer(start: base.pointer + k * plane, count: plane)
        slices[k] = studio.make(slice: k, into: slice)
      }
    }
    return Phantom(
      specification: s, volume: volume, findings: slices.map(s.size, \.findings),
      lungs: slices.map(s.size, \.lungs), lesions: studio.lesions)
  }
}

/// From voxels to the millimetres of ``ThoraxShape``, which is scaled to fill the field of view.
struct PhantomFrame: Sendable {
  let spacing: SIMD3<Double>
  /// The shape's position of voxel (0, 0, 0), and its step from voxel to voxel.
  let start: SIMD3<Double>
  let step: SIMD3<Double>
  /// The patient's millimetres for one of the shape's.
  let scale: SIMD3<Double>
  private let middle: SIMD3<Double> = [0, 2, 160]

  init(_ s: PhantomSpecification) {
    spacing = s.spacing
    let n = SIMD3(Double(s.size.i), Double(s.size.j), Double(s.size.k))
    let view = n * s.spacing
    let inPlane = min(view.x / 360, view.y / 280)
    scale = SIMD3(inPlane, inPlane, view.z / 320)
    step = s.spacing / scale
    start = middle - (n - 1) * step / 2
  }

  func lesion(_ b: ThoraxPainter.Blob, _ shape: ThoraxShape) -> PhantomLesion {
    // The patient's origin is the middle of the field of view, where the shape has `middle`.
    PhantomLesion(
      label: b.label, centre: (SIMD3<Double>(b.centre) - middle) * scale, semiAxes: SIMD3<Double>(b.semiAxes) * scale,
      partInLung: b.isPleural ? LesionPlacement.partInLung(b, shape) : nil)
  }
}

/// What the slices of a phantom share, and how one is made.
private struct PhantomStudio: Sendable {
  let frame: PhantomFrame
  let painter: ThoraxPainter
  let lesions: [PhantomLesion]
  let noise: CTNoise
  let specification: PhantomSpecification

  init(frame: PhantomFrame, shape: ThoraxShape, blobs: [ThoraxPainter.Blob], specification s: PhantomSpecification) {
    self.frame = frame
    specification = s
    lesions = blobs.map { frame.lesion($0, shape) }
    let pixel = Float(frame.step.x)
    let edge = max(Float(max(frame.step.x, frame.step.y)), 0.8)
    painter = ThoraxPainter(
      shape: shape, tubes: ThoraxTubes(shape: shape, seed: s.seed, pixel: edge), blobs: blobs,
      raster: .init(
        width: s.size.i, height: s.size.j, start: [Float(frame.start.x), Float(frame.start.y)],
        step: [Float(frame.step.x), Float(frame.step.y)]),
      edge: edge,
      mottle: CTNoise(
        seed: s.seed ^ 0x6d6f, width: s.size.i, tiles: 3, fine: min(max(5 / pixel, 0.8), 9), coarse: 0),
      grain: CTNoise(
        seed: s.seed ^ 0x6772, width: s.size.i, tiles: 3, fine: min(max(1.6 / pixel, 0.6), 4), coarse: 0))
    noise = CTNoise(seed: s.seed ^ 0x6e6f, width: s.size.i, tiles: 6, fine: 0.75, coarse: 2.6)
  }

  /// Writes slice `k` and returns its truth.
  func make(slice k: Int, into out: UnsafeMutableBufferPointer<Int16>) -> (findings: [Run], lungs: [Run]) {
    let z = frame.start.z + Double(k) * frame.step.z
    // A thick slice is the mean of thinner ones, as the scanner's is.
    let layers = min(max(Int((frame.step.z / 1.6).rounded()), 1), 6)
    var sum = [Float](repeating: 0, count: out.count)
    var layer = sum
    for n in 0..<layers {
      let height = z + ((Double(n) + 0.5) / Double(layers) - 0.5) * frame.step.z
      layer.withUnsafeMutableBufferPointer { painter.paint(z: Float(height), slice: k, into: $0) }
      if layers == 1 {
        swap(&sum, &layer)
      } else {
        for x in sum.indices { sum[x] += layer[x] / Float(layers) }
      }
    }
    expose(sum, slice: k, into: out)
    return truth(slice: k, z: z)
  }

  /// Adds the noise and rounds to HU. Noise is strongest behind the most tissue: in the middle of the body.
  private func expose(_ slice: [Float], slice k: Int, into out: UnsafeMutableBufferPointer<Int16>) {
    let width = specification.size.i, sd = Float(specification.noise)
    var row = [Float](repeating: 0, count: width)
    for j in 0..<specification.size.j {
      row.withUnsafeMutableBufferPointer { noise.row(j, slice: k, count: width, into: $0) }
      let y = Float(frame.start.y + Double(j) * frame.step.y) / 118
      for i in 0..<width {
        let x = Float(frame.start.x + Double(i) * frame.step.x) / 170
        let strength = sd * (0.35 + 0.75 * max(0, 1 - 0.7 * (x * x + y * y)))
        let hu = (slice[j * width + i] + strength * row[i]).rounded()
        out[j * width + i] = hu >= -1024 ? Int16(min(hu, 3071)) : -1024  // NaN too
      }
    }
  }

  private func truth(slice k: Int, z: Double) -> (findings: [Run], lungs: [Run]) {
    let size = specification.size, grid = specification.grid
    let section = painter.shape.section(Float(z))
    let airway = painter.tubes.mainAirway.filter {
      min($0.from.z, $0.to.z) - 10 < Float(z) && max($0.from.z, $0.to.z) + 10 > Float(z)
    }
    var findings = RunCollector(k: k), lungs = RunCollector(k: k)
    for j in 0..<size.j {
      let y = Float(frame.start.y + Double(j) * frame.step.y)
      let reached = lesions.filter {
        abs(grid.patient(of: VoxelIndex(0, j, k)).y - $0.centre.y) <= $0.semiAxes.y
          && abs(grid.patient(of: VoxelIndex(0, j, k)).z - $0.centre.z) <= $0.semiAxes.z
      }
      for i in 0..<size.i {
        let x = Float(frame.start.x + Double(i) * frame.step.x)
        var lung: UInt8 = section.lung(x, y) < 0 ? (x < 0 ? 1 : 2) : 0
        if abs(x) < 70, airway.contains(where: { $0.distance([x, y, Float(z)]) < 0 }) { lung = 3 }
        lungs.add(lung, j: j, i: i)
        if !reached.isEmpty {
          let p = grid.patient(of: VoxelIndex(i, j, k))
          let isLung = lung == 1 || lung == 2
          findings.add(reached.first { $0.contains(p) && (isLung || !$0.isPleural) }?.label ?? 0, j: j, i: i)
        }
      }
    }
    return (findings.runs, lungs.runs)
  }
}

/// Makes runs of the labels of voxels that come in order.
private struct RunCollector {
  let k: Int
  var runs: [Run] = []

  mutating func add(_ label: UInt8, j: Int, i: Int) {
    guard label != 0 else { return }
    if let last = runs.last, last.new == label, Int(last.j) == j, Int(last.i + last.count) == i {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(Run(k: k, j: j, i: i, count: 1, old: 0, new: label))
    }
  }
}

/// The truth of each slice, written by the threads that make them, each in its own place.
private final class SliceRuns: @unchecked Sendable {
  typealias Truth = (findings: [Run], lungs: [Run])
  private let slices: UnsafeMutableBufferPointer<Truth>

  init(count: Int) {
    slices = .allocate(capacity: count)
    slices.initialize(repeating: ([], []))
  }

  deinit {
    slices.deinitialize()
    slices.deallocate()
  }

  subscript(k: Int) -> Truth {
    get { slices[k] }
    set { slices[k] = newValue }
  }

  func map(_ size: GridSize, _ part: (Truth) -> [Run]) -> LabelMap {
    var labels = LabelMap(size: size)
    for slice in slices { labels.apply(part(slice)) }
    return labels
  }
}

private struct SendablePointer: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Int16>
  init(_ pointer: UnsafeMutablePointer<Int16>) { self.pointer = pointer }
}
