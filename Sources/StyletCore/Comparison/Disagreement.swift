import StyletBase
import StyletImaging

/// Where two readings of one scan differ: every voxel that carries not the same finding in both, joined to regions.
///
/// A region is connected (26 neighbours) and of one matter: what one of the readings draws of a finding and the other
/// does not draw at all, or what both draw and call by two findings. So no voxel is in two regions, and A and B may be
/// exchanged. Regions follow from the two drawings alone: whoever finds them again has the same.
///
/// Labels are of one table for both. The drawing that is made of them is not kept here: ``DisagreementEdits`` has it.
public struct Disagreement: Sendable {
  public struct Region: Hashable, Sendable {
    /// Voxels by what the readings say, the most first.
    public let parts: [Part]
    public let voxels: Int
    /// voxels · |det(affine)| / 1000
    public let millilitres: Double
    /// A voxel of it: on the axial slice with most of it, the nearest to the middle of its area there.
    public let middle: VoxelIndex
    /// Its first voxel by k, j and i: what a decision names it by.
    public let first: VoxelIndex

    /// The findings in question, ascending: one, or the two that it is called by.
    public var findings: [UInt8] { Set(parts.flatMap { [$0.a, $0.b] }).subtracting([0]).sorted() }

    /// Both draw it, and not as one finding: it has no union.
    public var isConflict: Bool { parts.contains { $0.a != 0 && $0.b != 0 } }

    /// What A, or B, draws of it.
    public func millilitres(a: Bool) -> Double {
      guard voxels > 0 else { return 0 }
      let own = parts.reduce(0) { $0 + ((a ? $1.a : $1.b) == 0 ? 0 : $1.voxels) }
      return millilitres * Double(own) / Double(voxels)
    }
  }

  /// What the readings say of some voxels: labels, 0 for nothing.
  public struct Part: Hashable, Sendable {
    public let a: UInt8
    public let b: UInt8
    public let voxels: Int
  }

  /// Of one finding, voxels.
  public struct Total: Hashable, Sendable {
    public let finding: UInt8
    public internal(set) var a = 0
    public internal(set) var b = 0
    public internal(set) var both = 0

    /// 2·both / (a + b); nil where neither draws it.
    public var dice: Double? { a + b > 0 ? 2 * Double(both) / Double(a + b) : nil }
  }

  public let a: LabelLayer
  public let b: LabelLayer
  /// The largest first; of the same size the one nearer to the feet.
  public let regions: [Region]
  /// By finding, ascending.
  public let totals: [Total]
  /// Voxels that carry the same finding in both.
  public var agreedVoxels: Int { totals.reduce(0) { $0 + $1.both } }
  private let components: ConnectedRuns
  private let places: [Int32]
  private let numbers: [Int32]
  /// What both draw alike.
  let agreed: ConnectedRuns

  /// - Parameters:
  ///   - a, b: of one size, their labels of one table.
  ///   - work: looked at slice by slice.
  /// - Returns: nil when cancelled. Cost: the rows of slices in use, once; never asked for at a stroke.
  public init?(_ a: LabelLayer, _ b: LabelLayer, grid: VoxelGrid, work: CancellableWork? = nil) {
    precondition(a.size == b.size && a.size == grid.size, "readings of other grids")
    var found = Found()
    for k in 0..<a.size.k {
      if let work {
        if work.isCancelled { return nil }
        work.progress = Double(k) / Double(a.size.k)
      }
      if a.labels.isUsed(k: k) || b.labels.isUsed(k: k) { found.add(k, a.labels, b.labels) }
    }
    (self.a, self.b) = (a, b)
    components = ConnectedRuns(found.differing, .corners)
    agreed = ConnectedRuns(found.agreed, .corners)
    totals = found.totals.values.sorted { $0.finding < $1.finding }
    let parts = components, mL = grid.voxelVolume / 1000
    var all: [(region: Region, component: Int)] = []
    for n in 0..<parts.count {
      let runs = parts.runs(of: n)
      guard let head = runs.first else { continue }
      let says = Self.parts(of: runs, a.labels, b.labels), voxels = says.reduce(0) { $0 + $1.voxels }
      all.append(
        (
          Region(
            parts: says, voxels: voxels, millilitres: Double(voxels) * mL,
            middle: Self.middle(of: runs, grid), first: VoxelIndex(Int(head.low), Int(head.j), Int(head.k))), n
        ))
    }
    all.sort { (-$0.region.voxels, $0.component) < (-$1.region.voxels, $1.component) }
    regions = all.map(\.region)
    numbers = all.map { Int32($0.component) }
    var places = [Int32](repeating: -1, count: parts.count)
    for (n, each) in all.enumerated() { places[each.component] = Int32(n) }
    self.places = places
  }

  /// The place in ``regions`` of the one with a voxel; nil where the readings agree. Cost: the logarithm of the runs.
  public func place(at v: VoxelIndex) -> Int? {
    components.part(at: v).map { Int(places[$0]) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The runs of a region, by k, j and i ascending; their labels are no findings.
  func runs(of place: Int) -> [LabelRun] { components.runs(of: Int(numbers[place])) }

  /// Calls `body` for the stretches of a region in which both readings are constant. Cost: its voxels.
  package func forEachStretch(
    of place: Int, _ body: (_ j: Int, _ k: Int, _ i: Range<Int>, _ a: UInt8, _ b: UInt8) -> Void
  ) {
    Self.forEachStretch(runs(of: place), a.labels, b.labels, body)
  }

  private static func forEachStretch(
    _ runs: [LabelRun], _ a: LabelMap, _ b: LabelMap,
    _ body: (_ j: Int, _ k: Int, _ i: Range<Int>, _ a: UInt8, _ b: UInt8) -> Void
  ) {
    for run in runs {
      let (j, k) = (Int(run.j), Int(run.k))
      func says(_ i: Int) -> (UInt8, UInt8) { (a[VoxelIndex(i, j, k)], b[VoxelIndex(i, j, k)]) }
      var start = run.i.lowerBound, now = says(start)
      for i in run.i.dropFirst() {
        let next = says(i)
        if next != now {
          body(j, k, start..<i, now.0, now.1)
          (start, now) = (i, next)
        }
      }
      body(j, k, start..<run.i.upperBound, now.0, now.1)
    }
  }

  private static func parts(of runs: [LabelRun], _ a: LabelMap, _ b: LabelMap) -> [Part] {
    var counts: [SIMD2<UInt8>: Int] = [:]
    forEachStretch(runs, a, b) { _, _, i, a, b in counts[SIMD2(a, b), default: 0] += i.count }
    return counts.map { Part(a: $0.key.x, b: $0.key.y, voxels: $0.value) }
      .sorted { (-$0.voxels, $0.a, $0.b) < (-$1.voxels, $1.a, $1.b) }
  }

  private static func middle(of runs: [LabelRun], _ grid: VoxelGrid) -> VoxelIndex {
    var slices: [Int32: Int] = [:]
    for run in runs { slices[run.k, default: 0] += run.count }
    let k = slices.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    let own = runs.filter { $0.k == k }
    var sum = SIMD2<Double>.zero, count = 0.0
    for run in own {
      let n = Double(run.count)
      sum += SIMD2(Double(run.low + run.high) / 2, Double(run.j)) * n
      count += n
    }
    return grid.nearest(to: sum / max(count, 1), in: own) ?? VoxelIndex(0, 0, 0)
  }
}

/// What is collected slice by slice.
private struct Found {
  var differing: [LabelRun] = []
  var agreed: [LabelRun] = []
  var totals: [UInt8: Disagreement.Total] = [:]
  /// What stands for the findings in question.
  var matters: [[UInt8]: UInt8] = [:]

  private mutating func matter(_ a: UInt8, _ b: UInt8) -> UInt8 {
    let findings = [a, b].filter { $0 != 0 }.sorted()
    if let known = matters[findings] { return known }
    // 255 for all that come after: so many pairs of findings are one matter.
    let new = UInt8(min(matters.count + 1, 255))
    matters[findings] = new
    return new
  }

  mutating func add(_ k: Int, _ a: LabelMap, _ b: LabelMap) {
    let size = a.size, count = size.i * size.j
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * count) { both in
      let ours = UnsafeMutableBufferPointer(rebasing: both[..<count])
      let theirs = UnsafeMutableBufferPointer(rebasing: both[count...])
      a.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: ours)
      b.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: theirs)
      for j in 0..<size.j {
        let row = j * size.i
        var i = 0
        while i < size.i {
          let (x, y) = (ours[row + i], theirs[row + i])
          let start = i
          repeat { i += 1 } while i < size.i && ours[row + i] == x && theirs[row + i] == y
          if x != 0 || y != 0 { take(k, j, start..<i, x, y) }
        }
      }
    }
  }

  private mutating func take(_ k: Int, _ j: Int, _ i: Range<Int>, _ x: UInt8, _ y: UInt8) {
    if x != 0 { totals[x, default: .init(finding: x)].a += i.count }
    if y != 0 { totals[y, default: .init(finding: y)].b += i.count }
    if x == y {
      totals[x, default: .init(finding: x)].both += i.count
      return agreed.append(LabelRun(k: k, j: j, i: i, label: x))
    }
    let run = LabelRun(k: k, j: j, i: i, label: matter(x, y))
    // Runs are as long as they can be: A's part of a region and B's may stand side by side.
    if let last = differing.last, last.k == run.k, last.j == run.j, last.high + 1 == run.low, last.label == run.label {
      differing[differing.count - 1].high = run.high
    } else {
      differing.append(run)
    }
  }
}
