import Glibc
import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import StyletPhantom

/// One scan to learn from.
public struct TrainingScan: Sendable {
  public enum Role: String, Sendable {
    /// A reader outlined all opacities.
    case covid
    /// Without opacities but for what is marked, whose neighbourhood is not looked at.
    case normal
  }

  public var name: String
  public var role: Role
  public var volume: Volume
  /// nil: found by the program.
  public var lungs: LabelMap?
  /// 1 ground glass, 2 consolidation.
  public var lesion: LabelMap?

  public init(name: String, role: Role, volume: Volume, lungs: LabelMap? = nil, lesion: LabelMap? = nil) {
    (self.name, self.role, self.volume, self.lungs, self.lesion) = (name, role, volume, lungs, lesion)
  }
}

/// Learns a model of opacities from scans, from variants of them and from phantoms.
///
/// Of each scan some thousand blocks are drawn by lot, and each scan has the same weight, however large it is. Variants
/// stand for what the scans at hand do not show: other noise and kernels; thick slices, whose partial volume looks like
/// ground glass; lungs that moved, in which the diaphragm shines through. Everything that is drawn by lot has its seed, and
/// scans are taken in the order given: the same scans give the same bytes. What is drawn of a scan does not hang on the
/// others, so that models that leave one out each need the scans to be read only once.
public struct OpacityTrainer {
  public var seed: UInt64 = 1
  /// The weight of lesions among that of a scan with lesions, in hundredths; of one with drawn lesions.
  private let lesionShare = 25, drawnShare = 40
  private let standards: ProposalStandards
  private var blocks = SampledBlocks()
  private var sources: [Source] = []
  /// Says what is being done.
  public var log: (String) -> Void = { _ in }

  /// A scan, or all phantoms, learnt from; its blocks are those of `rows`.
  private struct Source {
    let name: String
    let words: String
    var rows: Range<Int>
  }

  public init(standards: ProposalStandards = .standard) { self.standards = standards }

  // MARK: Scans

  /// Cost: the search for lungs, and the features, of the scan and each of its variants: some seconds each.
  /// - Throws: ``OutOfMemory``.
  public mutating func add(_ scan: TrainingScan) throws {
    let first = blocks.targets.count
    let lungs = scan.lungs ?? Lungs.find(in: scan.volume)?.labels ?? LabelMap(size: scan.volume.size)
    switch scan.role {
    case .covid:
      take(scan.name, scan.volume, lungs, truth: scan.lesion, weight: 100)
      for (name, noise, isSmooth) in [("noisy", Float(45), false), ("smooth", 0, true)] {
        let other = try ScanVariant.noise(scan.volume, noise, isSmooth: isSmooth, seed: seed)
        take("\(scan.name), \(name)", other, lungs, truth: scan.lesion, weight: 40)
      }
    case .normal:
      take(scan.name, scan.volume, lungs, without: scan.lesion, weight: 16)
      for n in 0..<2 {
        let (sick, truth) = try DrawnLesions(seed: seed &+ UInt64(n)).put(into: scan.volume, lungs)
        take(
          "\(scan.name), lesions \(n + 1)", sick, lungs, truth: truth, without: scan.lesion, weight: 15,
          share: drawnShare)
      }
      let noisy = try ScanVariant.noise(scan.volume, 45, isSmooth: false, seed: seed)
      take("\(scan.name), noisy", noisy, lungs, without: scan.lesion, weight: 6)
      guard scan.volume.grid.spacing.z <= 3 else { break }
      for thick in ScanVariant.Thick.all {
        guard let (other, marks) = try ScanVariant.thick(scan.volume, scan.lesion, thick, seed: seed) else { continue }
        let found = Lungs.find(in: other)?.labels ?? LabelMap(size: other.size)
        take("\(scan.name), \(thick.name)", other, found, without: marks, weight: thick.motion > 0 ? 20 : 12)
      }
    }
    let words = "\(scan.name) (\(scan.role.rawValue))"
    sources.append(Source(name: scan.name, words: words, rows: first..<blocks.targets.count))
  }

  /// Synthetic thoraces, with lesions and without.
  /// - Throws: ``OutOfMemory``, or a ``Failure``.
  public mutating func addPhantoms() throws {
    let first = blocks.targets.count
    for n in 0..<12 {
      let isSick = n % 2 == 0
      var s = PhantomSpecification(
        size: n < 6 ? GridSize(240, 190, 160)! : GridSize(144, 112, 72)!, seed: 1000 + UInt64(n),
        lesions: isSick ? 7 : 0, noise: n % 4 < 2 ? 20 : 45)
      s.pleural = isSick ? 3 : 0
      let p = try Phantom.make(s)
      take("phantom \(s.seed)", p.volume, p.lungs, truth: isSick ? p.findings : nil, weight: isSick ? 20 : 12)
    }
    // as fine as a thin-slice CT: great vessels beside the mediastinum are there as thick as they are
    for n in 0..<5 {
      let isSick = n > 2
      var s = PhantomSpecification(size: GridSize(512, 512, 275)!, seed: 1100 + UInt64(n), lesions: isSick ? 6 : 0)
      s.pleural = isSick ? 2 : 0
      let p = try Phantom.make(s)
      take("fine phantom \(s.seed)", p.volume, p.lungs, truth: isSick ? p.findings : nil, weight: 30)
    }
    sources.append(Source(name: "phantoms", words: "17 synthetic thoraces", rows: first..<blocks.targets.count))
  }

  /// Blocks of a scan: those of its lesions, and others.
  private mutating func take(
    _ name: String, _ volume: Volume, _ lungs: LabelMap, truth: LabelMap? = nil, without marks: LabelMap? = nil,
    weight: Int, share lesions: Int? = nil
  ) {
    guard let slabs = ProposalSlabs(volume, lungs, block: standards.blocks.block, slab: standards.blocks.slab) else {
      log("\(name): no lungs")
      return
    }
    let level = ProposalLevel(slabs, airy: standards.doubt.airy)
    let share = truth.map { Self.share(of: $0, lungs, slabs) }
    let free = marks.map { Self.far(from: $0, lungs, slabs, 12) }
    var random = SplitMix64(seed: seed ^ Self.hash(name))
    var sick: [Int32] = [], healthy: [Int32] = []
    for n in slabs.lung.bytes.indices where slabs.lung.bytes[n] != 0 && free?.bytes[n] != 0 {
      if let share, share[n] >= 77 { sick.append(Int32(n)) } else { healthy.append(Int32(n)) }
    }
    let most = weight >= 100 ? 12_000 : 6_000
    Self.draw(&sick, most, &random)
    Self.draw(&healthy, truth == nil ? 10_000 : 2 * most, &random)
    let chosen = sick + healthy
    // Whole numbers: a scan's weights sum to its weight times a million, lesions to their share of it.
    let whole = weight * 1_000_000
    let ofSick = sick.isEmpty ? 0 : whole / 100 * (lesions ?? lesionShare), ofHealthy = whole - ofSick
    let weights = chosen.indices.map { n in
      Int32(clamping: max(1, n < sick.count ? ofSick / sick.count : ofHealthy / max(healthy.count, 1)))
    }
    blocks.begin(weights: weights, targets: chosen.map { share?[Int($0)] ?? 0 })
    ProposalFeatures.make(slabs, level: level.mode) { feature, values in
      blocks.append(feature, chosen.map { values[Int($0)] })
    }
    log("\(name): \(sick.count) blocks of lesions, \(healthy.count) others; aerated lung at \(Int(level.mode)) HU")
  }

  /// FNV-1a: the lot of a scan hangs on its name, not on what else is learnt from.
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Leaves so many, drawn by lot, in their order.
  private static func draw(_ blocks: inout [Int32], _ most: Int, _ random: inout SplitMix64) {
    guard blocks.count > most else { return }
    for n in 0..<most { blocks.swapAt(n, n + Int(random.next() % UInt64(blocks.count - n))) }
    blocks.removeLast(blocks.count - most)
    blocks.sort()
  }

  /// What part of each block's lung is lesion, 0...255.
  private static func share(of lesion: LabelMap, _ lungs: LabelMap, _ slabs: ProposalSlabs) -> [UInt8] {
    var counts = [SIMD2<Int32>](repeating: .zero, count: slabs.box.count)
    forEachVoxel(of: lungs, slabs) { block, i, j, k, lesions in
      counts[block] &+= SIMD2(1, lesions[i] != 0 ? 1 : 0)
    } row: { lesion.read(.axial, w: $1, u: 0..<lesion.size.i, v: $0..<$0 + 1, into: $2) }
    return counts.map { $0.x > 0 ? UInt8((255 * Int($0.y) + Int($0.x) / 2) / Int($0.x)) : 0 }
  }

  /// Blocks farther than so many mm from anything marked.
  private static func far(from marks: LabelMap, _ lungs: LabelMap, _ slabs: ProposalSlabs, _ length: Double) -> MaskBox {
    var marked = MaskBox(slabs.box)
    forEachVoxel(of: lungs, slabs) { block, i, j, k, marks in
      if marks[i] != 0 { marked.bytes[block] = 1 }
    } row: { marks.read(.axial, w: $1, u: 0..<marks.size.i, v: $0..<$0 + 1, into: $2) }
    return DistanceTransform(to: marked, spacing: slabs.spacing, limit: length).within(length).complement
  }

  private static func forEachVoxel(
    of lungs: LabelMap, _ slabs: ProposalSlabs,
    _ body: (_ block: Int, _ i: Int, _ j: Int, _ k: Int, _ others: UnsafeMutableBufferPointer<UInt8>) -> Void,
    row read: (_ j: Int, _ k: Int, _ into: UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    let size = lungs.size, f = slabs.factor, start = slabs.start
    var row = [UInt8](repeating: 0, count: size.i)
    row.withUnsafeMutableBufferPointer { row in
      for k in start.z..<min(start.z + slabs.nk * f.z, size.k) {
        for j in start.y..<min(start.y + slabs.nj * f.y, size.j) {
          read(j, k, row)
          let line = ((k - start.z) / f.z * slabs.nj + (j - start.y) / f.y) * slabs.ni
          lungs.forEachRun(j: j, k: k) { i, count, label in
            guard label == LungLabels.right || label == LungLabels.left else { return }
            for x in i..<i + count { body(line + (x - start.x) / f.x, x, j, k, row) }
          }
        }
      }
    }
  }

  // MARK: The forest

  /// - Parameter scan: the name of a scan that the model is not to have seen.
  /// - Returns: nil when there is nothing to learn from. Cost: some seconds.
  public func train(id: String, licence: String, without scan: String? = nil) -> OpacityModel? {
    let seen = sources.filter { $0.name != scan }
    let blocks = seen.count == sources.count ? blocks : blocks.of(seen.map(\.rows))
    guard blocks.targets.contains(where: { $0 > 127 }) else { return nil }
    let cuts = blocks.values.map { FeatureCuts(quantilesOf: $0) }
    var columns: [UInt8] = []
    for (cuts, values) in zip(cuts, blocks.values) { columns += values.map { cuts.bin($0) } }
    let samples = ForestSamples(
      features: cuts.count, columns: columns, targets: blocks.targets, weights: blocks.weights)
    log("\(scan.map { "without \($0): " } ?? "")\(samples.count) blocks, \(samples.features) features")
    guard let forest = ForestTrainer(seed: seed).grow(samples) else { return nil }
    return OpacityModel(id: id, cuts: cuts, forest: forest, training: seen.map(\.words), licence: licence)
  }
}

/// What was drawn from all scans so far.
private struct SampledBlocks {
  /// Of each feature.
  var values = [[Float]](repeating: [], count: ProposalFeatures.names.count)
  var targets: [UInt8] = []
  var weights: [Int32] = []

  mutating func begin(weights: [Int32], targets: [UInt8]) {
    self.weights += weights
    self.targets += targets
  }

  mutating func append(_ feature: Int, _ values: [Float]) { self.values[feature] += values }

  /// Those of some rows alone.
  func of(_ rows: [Range<Int>]) -> SampledBlocks {
    var part = SampledBlocks()
    for rows in rows {
      part.begin(weights: Array(weights[rows]), targets: Array(targets[rows]))
      for feature in values.indices { part.append(feature, Array(values[feature][rows])) }
    }
    return part
  }
}
