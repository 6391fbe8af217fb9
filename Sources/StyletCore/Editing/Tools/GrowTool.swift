import Foundation

/// Grows a region from a voxel over neighbours of like value: on the slice, or through the slices.
///
/// A voxel belongs to the region when it can be reached from the seed in steps to neighbours along the axes (four on
/// a slice, six in space), every one of them within `tolerance` of the seed's value, within the gate, within `radius`
/// of the seed, and such that the finding may be drawn there or is there already. The seed's value is the mean of
/// the 3 x 3 voxels around it on the slice, so that noise at one voxel does not move the range.
///
/// The radius is the guard against leaks: growth ends there, whatever it would reach. Cost: the voxels of the box
/// around that radius.
public struct GrowTool: Tool {
  public static let id = "grow"

  public let seed: VoxelIndex
  /// HU to either side of the seed's value.
  public let tolerance: Double
  /// mm from the seed.
  public let radius: Double
  /// Whether it grows through the slices.
  public let isSpatial: Bool

  public init(seed: VoxelIndex, tolerance: Double, radius: Double, isSpatial: Bool) {
    self.seed = seed
    self.tolerance = tolerance
    self.radius = radius
    self.isSpatial = isSpatial
  }

  public func edit(in context: ToolContext) -> Edit? {
    let size = context.volume.size
    guard size.contains(seed), context.label != 0, tolerance >= 0, radius > 0 else { return nil }
    guard let values = range(in: context), let samples = context.volume.rescale.samples(in: values) else { return nil }
    let box = self.box(context)
    var region = Region(box: box)
    guard region.grow(from: seed, context: context, samples: samples, radius: radius) else { return nil }
    var builder = EditBuilder(context)
    region.forEachRun { j, k, range in builder.set(j: j, k: k, range, to: context.label) }
    let c = context.plane.coordinates(of: seed, in: size)
    return builder.edit(
      name: isSpatial ? "Grow in space" : context.editName("Grow", w: c.w, of: context.plane), tool: Self.id,
      parameters: context.parameters(
        [
          "seed": seed.words, "tolerance": "\(tolerance.plain) HU", "radius": "\(radius.plain) mm",
          "space": isSpatial ? "3" : "2",
        ], plane: context.plane), origin: .grown)
  }

  /// The values that belong to the region, HU.
  func range(in context: ToolContext) -> ClosedRange<Double>? {
    let plane = context.plane, size = context.volume.size
    let c = plane.coordinates(of: seed, in: size), extent = plane.size(of: size)
    var sum = 0.0, count = 0.0
    for v in max(c.v - 1, 0)...min(c.v + 1, extent.v - 1) {
      for u in max(c.u - 1, 0)...min(c.u + 1, extent.u - 1) {
        sum += context.volume.value(at: plane.voxel(u: u, v: v, w: c.w, in: size))
        count += 1
      }
    }
    let mean = sum / count
    var (low, high) = (mean - tolerance, mean + tolerance)
    if let gate = context.gate { (low, high) = (max(low, gate.lowerBound), min(high, gate.upperBound)) }
    return low <= high ? low...high : nil
  }

  /// The voxels that can be reached at all.
  private func box(_ context: ToolContext) -> VoxelBox {
    let size = context.volume.size, spacing = context.volume.grid.spacing
    func around(_ at: Int, _ axis: Int, _ extent: Int) -> Range<Int> {
      let steps = Int(min((radius / spacing[axis]).rounded(.down), 1e6))
      return max(at - steps, 0)..<min(at + steps, extent - 1) + 1
    }
    var box = VoxelBox(
      i: around(seed.i, 0, size.i), j: around(seed.j, 1, size.j), k: around(seed.k, 2, size.k))
    guard !isSpatial else { return box }
    switch context.plane {
    case .axial: box.k = seed.k..<seed.k + 1
    case .coronal: box.j = seed.j..<seed.j + 1
    case .sagittal: box.i = seed.i..<seed.i + 1
    }
    return box
  }
}

/// A box of voxels.
struct VoxelBox: Hashable, Sendable {
  var i: Range<Int>
  var j: Range<Int>
  var k: Range<Int>

  var count: Int { i.count * j.count * k.count }
}

/// What has been reached in a box.
private struct Region {
  let box: VoxelBox
  /// 0: not to be entered; 1: may be; 2: reached. i fastest, then j, k.
  private var state: [UInt8]

  init(box: VoxelBox) {
    self.box = box
    state = [UInt8](repeating: 0, count: box.count)
  }

  /// - Returns: false when the seed itself may not be entered, or nobody wants the result any more.
  mutating func grow(
    from seed: VoxelIndex, context: ToolContext, samples range: ClosedRange<Int16>, radius: Double
  ) -> Bool {
    open(seed, context, range, radius)
    let (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    return state.withUnsafeMutableBufferPointer { state in
      var waiting = [((seed.k - box.k.lowerBound) * nj + seed.j - box.j.lowerBound) * ni + seed.i - box.i.lowerBound]
      guard state[waiting[0]] == 1 else { return false }
      var taken = 0
      while let next = waiting.popLast() {
        guard state[next] == 1 else { continue }
        taken &+= 1
        if taken & 0x3ff == 0, context.work?.isCancelled == true { return false }
        let row = next / ni &* ni
        var low = next, high = low
        while low > row, state[low &- 1] == 1 { low &-= 1 }
        while high < row &+ ni &- 1, state[high &+ 1] == 1 { high &+= 1 }
        for n in low...high { state[n] = 2 }
        let j = row / ni % nj, k = row / (ni &* nj)
        func enter(_ step: Int) {
          var n = low &+ step
          let end = high &+ step
          while n <= end {
            if state[n] == 1, n == low &+ step || state[n &- 1] != 1 { waiting.append(n) }
            n &+= 1
          }
        }
        if j > 0 { enter(-ni) }
        if j < nj &- 1 { enter(ni) }
        if k > 0 { enter(-ni &* nj) }
        if k < nk &- 1 { enter(ni &* nj) }
      }
      return true
    }
  }

  /// Marks what may be entered.
  private mutating func open(
    _ seed: VoxelIndex, _ context: ToolContext, _ range: ClosedRange<Int16>, _ radius: Double
  ) {
    let size = context.volume.size, spacing = context.volume.grid.spacing
    let may = (0...255).map { UInt8($0) == context.label || context.mayChange(UInt8($0)) }
    var labels = [UInt8](repeating: 0, count: box.i.count)
    context.volume.withSamples { samples in
      var n = 0
      for k in box.k {
        let dk = Double(k - seed.k) * spacing.z
        for j in box.j {
          let dj = Double(j - seed.j) * spacing.y
          let left = radius * radius - dk * dk - dj * dj
          guard left >= 0 else {
            n &+= box.i.count
            continue
          }
          let reach = left.squareRoot() / spacing.x
          labels.withUnsafeMutableBufferPointer {
            context.layer.labels.read(.axial, w: k, u: box.i, v: j..<j + 1, into: $0)
          }
          let first = (k * size.j + j) * size.i
          for i in box.i {
            let sample = samples[first &+ i]
            if sample >= range.lowerBound, sample <= range.upperBound, abs(Double(i - seed.i)) <= reach,
              may[Int(labels[i - box.i.lowerBound])]
            {
              state[n] = 1
            }
            n &+= 1
          }
        }
      }
    }
  }

  func forEachRun(_ body: (_ j: Int, _ k: Int, _ i: Range<Int>) -> Void) {
    var n = 0
    for k in box.k {
      for j in box.j {
        var i = box.i.lowerBound
        while i < box.i.upperBound {
          let start = i
          while i < box.i.upperBound, state[n + i - box.i.lowerBound] == 2 { i += 1 }
          if i > start { body(j, k, start..<i) } else { i += 1 }
        }
        n += box.i.count
      }
    }
  }
}
