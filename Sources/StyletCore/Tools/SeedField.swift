import StyletBase
import StyletImaging

/// The seeds of a box of voxels, and what each of its voxels goes to once they have grown.
struct SeedField {
  /// Classes besides the labels.
  static let background: UInt16 = 256
  private static let none: UInt16 = 0
  /// No way leads through.
  private static let wall: UInt16 = 257

  let box: VoxelBox
  /// A label, background, none or wall; i fastest, then j, k.
  private(set) var classes: [UInt16]
  private var isSeed: [Bool]

  init(box: VoxelBox, context: ToolContext) {
    self.box = box
    classes = [UInt16](repeating: Self.none, count: box.count)
    isSeed = [Bool](repeating: false, count: box.count)
    let rights = DrawingRights(context)
    var may = [Bool](repeating: false, count: box.i.count)
    for k in box.k {
      for j in box.j {
        let row = box.offset(of: VoxelIndex(box.i.lowerBound, j, k)) - box.i.lowerBound
        rights.read(j: j, k: k, box.i, into: &may)
        for i in box.i where !may[i - box.i.lowerBound] { classes[row + i] = Self.wall }
        context.background?.forEachRun(j: j, k: k) { i, count, _ in
          for n in (i..<i + count).clamped(to: box.i) { seed(row + n, Self.background) }
        }
        context.layer.labels.forEachRun(j: j, k: k) { i, count, label in
          for n in (i..<i + count).clamped(to: box.i) { seed(row + n, UInt16(label)) }
        }
      }
    }
    let size = context.volume.size
    // What ends with the scan ends there by chance: its rim is background only where there is no other.
    addRim(within: VoxelBox(i: 0..<size.i, j: 0..<size.j, k: 0..<size.k))
    if !zip(classes, isSeed).contains(where: { $0 == Self.background && $1 }) { addRim(within: nil) }
  }

  private mutating func seed(_ n: Int, _ label: UInt16) {
    classes[n] = label
    isSeed[n] = true
  }

  /// Makes background of the free voxels at the box's rim, not where it is that of `grid`.
  private mutating func addRim(within grid: VoxelBox?) {
    func ends(_ range: Range<Int>, _ all: Range<Int>?) -> [Int] {
      if range.count < 2 { return [] }
      var ends: [Int] = []
      if range.lowerBound != all?.lowerBound { ends.append(range.lowerBound) }
      if range.upperBound != all?.upperBound { ends.append(range.upperBound - 1) }
      return ends
    }
    func close(_ i: Range<Int>, _ j: Range<Int>, _ k: Range<Int>) {
      for c in k {
        for b in j {
          for a in i {
            let n = box.offset(of: VoxelIndex(a, b, c))
            if classes[n] == Self.none { seed(n, Self.background) }
          }
        }
      }
    }
    for i in ends(box.i, grid?.i) { close(i..<i + 1, box.j, box.k) }
    for j in ends(box.j, grid?.j) { close(box.i, j..<j + 1, box.k) }
    for k in ends(box.k, grid?.k) { close(box.i, box.j, k..<k + 1) }
  }

  /// What a step between neighbours costs.
  static func cost(_ difference: Double, mm: Double, smoothness: Double) -> Double {
    let d = min(difference, 400)
    return d * d / 100 + smoothness * mm
  }

  /// Gives each free voxel that can be reached to its nearest seed.
  /// - Returns: false when nobody waits for it any more.
  mutating func grow(_ volume: Volume, smoothness: Double, work: CancellableWork?) -> Bool {
    let (ni, nj, nk) = (box.i.count, box.j.count, box.k.count)
    let size = volume.size, spacing = volume.grid.spacing, slope = abs(volume.rescale.slope)
    let (first, box) = (isSeed, box)
    // the steps' costs by the difference of the samples, as far as it matters
    let steps = min(max(Int((400 / max(slope, 1e-3)).rounded(.up)), 1), 65535)
    func table(_ mm: Double) -> [Float] {
      (0...steps).map { Float(Self.cost(Double($0) * slope, mm: mm, smoothness: smoothness)) }
    }
    let (alongI, alongJ, alongK) = (table(spacing.x), table(spacing.y), table(spacing.z))
    var distance = [Float](repeating: .infinity, count: box.count)
    var done = [Bool](repeating: false, count: box.count)
    var queue = PathQueue()
    for n in 0..<box.count where first[n] {
      distance[n] = 0
      queue.push(cost: 0, Int32(n))
    }
    return volume.withSamples { all in
      classes.withUnsafeMutableBufferPointer { classes in
        distance.withUnsafeMutableBufferPointer { distance in
          done.withUnsafeMutableBufferPointer { done in
            let corner = (box.k.lowerBound * size.j + box.j.lowerBound) * size.i + box.i.lowerBound
            let (sj, sk) = (size.i, size.i * size.j)
            var taken = 0
            while let (cost, voxel) = queue.pop() {
              let n = Int(voxel)
              if done[n] { continue }
              done[n] = true
              taken &+= 1
              if taken & 0xfff == 0 {
                if work?.isCancelled == true { return false }
                work?.progress = Double(taken) / Double(box.count)
              }
              let i = n % ni, j = n / ni % nj, k = n / (ni &* nj)
              let at = corner &+ k &* sk &+ j &* sj &+ i
              let value = Int(all[at])
              let own = classes[n]
              func step(_ m: Int, _ there: Int, _ costs: [Float]) {
                if done[m] || classes[m] == Self.wall { return }
                let way = cost + costs[min(abs(Int(all[there]) &- value), steps)]
                if way < distance[m] {
                  distance[m] = way
                  classes[m] = own
                  queue.push(cost: way, Int32(m))
                }
              }
              if i > 0 { step(n &- 1, at &- 1, alongI) }
              if i < ni &- 1 { step(n &+ 1, at &+ 1, alongI) }
              if j > 0 { step(n &- ni, at &- sj, alongJ) }
              if j < nj &- 1 { step(n &+ ni, at &+ sj, alongJ) }
              if k > 0 { step(n &- ni &* nj, at &- sk, alongK) }
              if k < nk &- 1 { step(n &+ ni &* nj, at &+ sk, alongK) }
            }
            return true
          }
        }
      }
    }
  }

  /// The runs of voxels that were free and have gone to a finding.
  func forEachGrown(_ body: (_ j: Int, _ k: Int, _ i: Range<Int>, _ label: UInt8) -> Void) {
    var n = 0
    for k in box.k {
      for j in box.j {
        var i = 0
        while i < box.i.count {
          let start = i, label = classes[n + i]
          let isGrown = label != Self.none && label < Self.background && !isSeed[n + i]
          repeat { i += 1 } while i < box.i.count && classes[n + i] == label && isSeed[n + i] == isSeed[n + start]
          if isGrown { body(j, k, box.i.lowerBound + start..<box.i.lowerBound + i, UInt8(label)) }
        }
        n += box.i.count
      }
    }
  }
}
