import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging

/// Growing against a literal reading of its docstring, a voxel at a time.
@Suite struct GrowTests {
  static let size = GridSize(9, 7, 6)!
  // exact in binary, so that both ways of computing a distance agree to the last bit
  static let spacing: SIMD3<Double> = [0.75, 1, 1.5]

  /// Values in two classes with noise, so that regions have odd shapes.
  static func volume(seed: UInt64, size: GridSize = size) -> Volume {
    var random = SeededRandom(seed: seed)
    let grid = VoxelGrid(size: size, affine: Affine(spacing: spacing))
    return try! Volume(grid: grid, rescale: Rescale(slope: 1, intercept: -1000)) { samples in
      for n in samples.indices { samples[n] = Int16(random.next() % 3 == 0 ? 100 : 900) + Int16(random.next() % 50) }
    }
  }

  static func squared(_ a: VoxelIndex, _ b: VoxelIndex) -> Double {
    let d = SIMD3(Double(a.i - b.i), Double(a.j - b.j), Double(a.k - b.k)) * spacing
    return (d * d).sum()
  }

  static func neighbours(_ v: VoxelIndex) -> [VoxelIndex] {
    [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)].map {
      VoxelIndex(v.i + $0.0, v.j + $0.1, v.k + $0.2)
    }
  }

  static func component(of start: VoxelIndex, in all: Set<VoxelIndex>) -> Set<VoxelIndex> {
    var reached: Set = [start]
    var waiting = [start]
    while let v = waiting.popLast() {
      for next in neighbours(v) where all.contains(next) && reached.insert(next).inserted { waiting.append(next) }
    }
    return reached
  }

  /// The region before anything is cut off: steps 1 and 2, holes filled.
  static func naive(_ tool: GrowTool, _ context: ToolContext) -> Set<VoxelIndex> {
    let values = tool.range(in: context), size = context.volume.size
    let c = context.plane.coordinates(of: tool.seed, in: size)
    func may(_ v: VoxelIndex) -> Bool {
      if !tool.isSpatial, context.plane.coordinates(of: v, in: size).w != c.w { return false }
      guard squared(v, tool.seed) <= tool.radius * tool.radius else { return false }
      let old = context.layer.labels[v]
      if let gate = context.gate, !gate.contains(context.volume.value(at: v)) { return false }
      if let within = context.within, within[v] == 0 { return false }
      return old == context.label || context.mayChange(old)
    }
    guard may(tool.seed) else { return [] }
    func isBright(_ v: VoxelIndex) -> Bool { context.volume.value(at: v) > values.upperBound }
    func isLike(_ v: VoxelIndex) -> Bool {
      values.contains(context.volume.value(at: v))
        || isBright(tool.seed) && isBright(v) && squared(v, tool.seed) <= 16
    }
    let like = Set(size.voxels.filter { $0 == tool.seed || may($0) && isLike($0) })
    var region = component(of: tool.seed, in: like)
    // every hole of these grids is small enough to be filled; one that reaches beyond the region, or to the end of
    // what the radius lets in, is none
    let flat: Int? = tool.isSpatial ? nil : context.plane.axes.w
    let reach = VoxelBox(
      around: tool.seed, radius: tool.radius, grid: context.volume.grid, plane: tool.isSpatial ? nil : context.plane)
    let bounds: [Range<Int>] = [reach.i, reach.j, reach.k]
    var around: Set<VoxelIndex> = []
    for v in size.voxels where reach.contains(v) && !region.contains(v) { around.insert(v) }
    func isAtEnd(_ v: VoxelIndex) -> Bool {
      let at = [v.i, v.j, v.k]
      for axis in 0..<3 where axis != flat && bounds[axis].count > 1 {
        if at[axis] == bounds[axis].lowerBound || at[axis] == bounds[axis].upperBound - 1 { return true }
      }
      return false
    }
    var seen: Set<VoxelIndex> = []
    for v in around where !seen.contains(v) {
      let hole = component(of: v, in: around)
      seen.formUnion(hole)
      if !hole.contains(where: isAtEnd) { region.formUnion(hole.filter(may)) }
    }
    return region
  }

  /// Step 3: opening by reconstruction from the core at the seed.
  static func opened(_ region: Set<VoxelIndex>, _ tool: GrowTool, flat: Int?) -> Set<VoxelIndex> {
    guard tool.neck > 0, !region.isEmpty else { return region }
    // the nearest voxel outside is next to one inside
    var outside: Set<VoxelIndex> = []
    for v in region {
      for (n, w) in neighbours(v).enumerated() where n / 2 != flat && !region.contains(w) { outside.insert(w) }
    }
    func depth(_ v: VoxelIndex) -> Double {
      var least = Double.infinity
      for w in outside { least = min(least, squared(v, w)) }
      return least
    }
    let depths = Dictionary(uniqueKeysWithValues: region.map { ($0, depth($0)) })
    let near = region.filter { squared($0, tool.seed) <= tool.neck * tool.neck }
    guard let deepest = near.map({ depths[$0]! }).max() else { return region }
    let erosion = min(tool.neck / 2, 0.6 * deepest.squareRoot())
    let core = region.filter { Float(depths[$0]!) > Float(erosion * erosion) }
    func comesFirst(_ a: VoxelIndex, _ b: VoxelIndex) -> Bool {
      let (x, y) = (squared(a, tool.seed), squared(b, tool.seed))
      return x != y ? x < y : (a.k, a.j, a.i) < (b.k, b.j, b.i)
    }
    let reach = tool.neck * tool.neck
    guard let start = core.filter({ squared($0, tool.seed) <= reach }).min(by: comesFirst) else { return region }
    let own = component(of: start, in: core)
    let finest: Double = (0..<3).reduce(Double.infinity) { $1 == flat ? $0 : min($0, spacing[$1]) }
    let back = Float((erosion + 0.5 * finest) * (erosion + 0.5 * finest))
    let kept = region.filter { v in own.contains { Float(squared($0, v)) <= back } }
    return component(of: start, in: kept)
  }

  @Test(arguments: Plane.allCases, [true, false])
  func equalsTheDocstring(plane: Plane, isSpatial: Bool) throws {
    var changed = 0, cut = 0
    for seed in 1...24 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let volume = Self.volume(seed: seed)
      let plain = (0..<Self.size.count).map { _ in random.next() % 6 == 0 ? UInt8(random.next() % 3) : 0 }
      let layer = LabelLayer(plain, size: Self.size)
      let lungs = LabelLayer((0..<Self.size.count).map { _ in random.next() % 9 == 0 ? 0 : 2 }, size: Self.size)
      let at = VoxelIndex(Int(random.next() % 9), Int(random.next() % 7), Int(random.next() % 6))
      let over: [DrawOver] = [.everything, .unlabelled, .finding(2)]
      let context = ToolContext(
        layer: layer, volume: volume, plane: plane, label: 1, gate: seed % 3 == 0 ? -950 ... -80 : nil,
        over: over[Int(seed % 3)], locked: seed % 5 == 0 ? [2] : [], within: seed % 4 == 0 ? lungs.labels : nil)
      let tool = GrowTool(
        seed: at, tolerance: Double(seed % 5) * 20, radius: Double(2 + seed % 9), neck: [0, 2.25, 3][Int(seed % 3)],
        isSpatial: isSpatial)
      let whole = Self.naive(tool, context)
      let region = Self.opened(whole, tool, flat: isSpatial ? nil : plane.axes.w)
      if region != whole { cut += 1 }
      var expected = plain
      for (n, v) in Self.size.voxels.enumerated() where region.contains(v) && context.mayChange(plain[n]) {
        expected[n] = 1
      }
      var drawn = layer
      if let edit = tool.edit(in: context) {
        changed += 1
        #expect(edit.origins.allSatisfy { $0.new == .grown || $0.key.label != 1 })
        drawn.apply(edit)
        var back = drawn
        back.apply(edit.inverse)
        #expect(back.labels.plain == plain && back.origins == layer.origins)
      }
      #expect(drawn.labels.plain == expected, "seed \(seed)")
    }
    #expect(changed > 4 && cut > 0)
  }

  // MARK: Leaks

  /// A ball of soft tissue in lung, 6 mm in radius, with a vessel 2 mm wide along i through the whole scan, and
  /// a wall from j = 36 on that the ball touches.
  static func nodule(wall: Bool = false) throws -> (Volume, ball: Set<VoxelIndex>) {
    let size = GridSize(48, 40, 24)!
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.5, 0.5, 1]))
    var ball: Set<VoxelIndex> = []
    let volume = try Volume(grid: grid) { samples in
      for (n, v) in size.voxels.enumerated() {
        let d: SIMD3<Double> = SIMD3(Double(v.i - 22), Double(v.j - 23), Double(v.k - 11)) * SIMD3(0.5, 0.5, 1)
        let isBall = (d * d).sum() <= 36
        if isBall { ball.insert(v) }
        let isVessel = d.y * d.y + d.z * d.z <= 1
        let isWall = wall && v.j >= 35
        samples[n] = isBall || isVessel || isWall ? 40 : -860
      }
    }
    return (volume, ball)
  }

  @Test(arguments: [true, false]) func doesNotRunAlongVesselsNorIntoTheWall(wall: Bool) throws {
    let (volume, ball) = try Self.nodule(wall: wall)
    let context = ToolContext(
      layer: LabelLayer(name: "findings", size: volume.size), volume: volume, plane: .axial, label: 1)
    func dice(_ neck: Double) -> Double {
      let tool = GrowTool(seed: VoxelIndex(20, 24, 11), neck: neck, isSpatial: true)
      guard let edit = tool.edit(in: context) else { return 0 }
      var layer = context.layer
      layer.apply(edit)
      let common = ball.count { layer.labels[$0] == 1 }
      return 2 * Double(common) / Double(edit.voxels + ball.count)
    }
    #expect(dice(5) > 0.95)
    #expect(dice(0) < dice(5) - 0.01)
  }

  @Test(arguments: [0.01, 0.1, 0.5, 0.9051]) func keepsTheLimitExactly(limit: Double) throws {
    let (volume, _) = try Self.nodule()
    let context = ToolContext(
      layer: LabelLayer(name: "findings", size: volume.size), volume: volume, plane: .axial, label: 1)
    let seed = VoxelIndex(22, 23, 11)
    let free = try #require(GrowTool(seed: seed, isSpatial: true).edit(in: context))
    let most = Int(limit * 1000 / 0.25)
    let edit = try #require(GrowTool(seed: seed, limit: limit, isSpatial: true).edit(in: context))
    #expect(edit.voxels == min(most, free.voxels))
    #expect(GrowTool.hasMetLimit(edit) == (free.voxels > most))
    if free.voxels > most {
      // the nearest along the axes, in a ball without obstacles
      func away(_ v: VoxelIndex) -> Double {
        let steps = abs(v.i - seed.i) + abs(v.j - seed.j) + 2 * abs(v.k - seed.k)
        return Double(steps) * 0.5
      }
      func voxels(_ edit: Edit) -> Set<VoxelIndex> {
        var all: Set<VoxelIndex> = []
        for r in edit.runs { for i in r.i..<r.i + r.count { all.insert(VoxelIndex(Int(i), Int(r.j), Int(r.k))) } }
        return all
      }
      let kept = voxels(edit), left = voxels(free).subtracting(kept)
      #expect(kept.map(away).max()! <= left.map(away).min()! + 1e-5)
    }
  }

  @Test func noiseAtTheSeedDoesNotMatter() throws {
    let (volume, _) = try Self.nodule()
    let noisy = try Volume(grid: volume.grid) { samples in
      volume.withSamples { _ = samples.update(fromContentsOf: $0) }
      samples[(11 * 40 + 23) * 48 + 22] = 900
    }
    let tool = GrowTool(seed: VoxelIndex(22, 23, 11), isSpatial: true)
    func drawn(_ volume: Volume) -> [Run]? {
      tool.edit(
        in: ToolContext(layer: LabelLayer(name: "findings", size: volume.size), volume: volume, plane: .axial, label: 1)
      )?
        .runs
    }
    #expect(drawn(noisy) != nil && drawn(noisy) == drawn(volume))
  }

  /// A ball of 10 mm of the value `lesion` in lung, crossed along i by a vessel 3 mm wide, noise everywhere.
  static func crossed(_ lesion: Int16) throws -> (Volume, ball: Set<VoxelIndex>) {
    let size = GridSize(64, 56, 30)!
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.75, 0.75, 1.5]))
    var random = SeededRandom(seed: 5)
    var ball: Set<VoxelIndex> = []
    let volume = try Volume(grid: grid) { samples in
      for (n, v) in size.voxels.enumerated() {
        let d = SIMD3(Double(v.i - 32), Double(v.j - 28), Double(v.k - 15)) * SIMD3(0.75, 0.75, 1.5)
        let isBall = (d * d).sum() <= 100
        if isBall { ball.insert(v) }
        let isVessel = d.y * d.y + d.z * d.z <= 2.25
        samples[n] = (isVessel ? 40 : isBall ? lesion : -860) + Int16.random(in: -30...30, using: &random)
      }
    }
    return (volume, ball)
  }

  /// From a vessel the ground glass that it crosses is grown, not the vessel.
  @Test(arguments: [true, false]) func aVesselInGroundGlass(isSpatial: Bool) throws {
    let (volume, ball) = try Self.crossed(-600)
    let layer = LabelLayer(name: "findings", size: volume.size)
    let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 1)
    let wanted = isSpatial ? ball : ball.filter { $0.k == 15 }
    for seed in [VoxelIndex(32, 28, 15), VoxelIndex(28, 29, 15)] {
      let edit = try #require(GrowTool(seed: seed, isSpatial: isSpatial).edit(in: context))
      var drawn = layer
      drawn.apply(edit)
      let own = Set(volume.size.voxels.filter { drawn.labels[$0] == 1 })
      let dice = 2 * Double(own.intersection(wanted).count) / Double(own.count + wanted.count)
      #expect(dice > 0.9, "\(seed)")
    }
  }

  /// In lung alone the vessel is what lies at the seed, and a solid part as wide as a nodule is no vessel.
  @Test(arguments: [true, false]) func whatIsNoVesselInALesion(isSpatial: Bool) throws {
    let (lung, _) = try Self.crossed(-860)
    let seed = VoxelIndex(32, 28, 15)
    let solid = try Volume(grid: lung.grid) { samples in
      for (n, v) in lung.size.voxels.enumerated() {
        let d = SIMD3(Double(v.i - 32), Double(v.j - 28), Double(v.k - 15)) * SIMD3(0.75, 0.75, 1.5)
        let away = (d * d).sum()
        samples[n] = away <= 16 ? 40 : away <= 100 ? -600 : -860
      }
    }
    for volume in [lung, solid] {
      let context = ToolContext(
        layer: LabelLayer(name: "findings", size: volume.size), volume: volume, plane: .axial, label: 1)
      let values = GrowTool(seed: seed, isSpatial: isSpatial).range(in: context)
      #expect(values.contains(40) && !values.contains(-600) && !values.contains(-860))
    }
  }

  @Test func oddScans() throws {
    for (i, j, k) in [(1, 1, 1), (1, 5, 1), (7, 1, 3), (6, 5, 1)] {
      let size = GridSize(i, j, k)!
      for at in [VoxelIndex(0, 0, 0), VoxelIndex(i - 1, j - 1, k - 1), VoxelIndex(-1, 0, 0), VoxelIndex(i, 0, 0)] {
        for plane in Plane.allCases {
          for isSpatial in [true, false] {
            let context = ToolContext(
              layer: LabelLayer(name: "findings", size: size), volume: Self.volume(seed: 3, size: size), plane: plane,
              label: 1)
            let edit = GrowTool(seed: at, limit: 0.001, isSpatial: isSpatial).edit(in: context)
            #expect((edit != nil) == size.contains(at))
          }
        }
      }
    }
  }

  @Test func nobodyWaits() {
    let work = CancellableWork()
    let grid = VoxelGrid(size: GridSize(40, 40, 40)!, affine: Affine(spacing: [1, 1, 1]))
    let volume = try! Volume(grid: grid) { _ in }
    let layer = LabelLayer(name: LabelLayer.findings, size: grid.size)
    var context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 1, work: work)
    let tool = GrowTool(seed: VoxelIndex(20, 20, 20), tolerance: 1, radius: 100, neck: 0, isSpatial: true)
    #expect(tool.edit(in: context)?.voxels == 40 * 40 * 40)
    #expect(work.progress > 0.5)
    work.cancel()
    #expect(tool.edit(in: context) == nil)
    context.work = nil
    #expect(tool.edit(in: context) != nil)
  }
}

/// What may be drawn over and what is locked binds every tool.
@Suite struct DrawingRuleTests {
  static let size = GridSize(12, 10, 8)!

  static func tools(_ random: inout SeededRandom) -> [any Tool] {
    let at = VoxelIndex(Int(random.next() % 12), Int(random.next() % 10), Int(random.next() % 8))
    return [
      BrushTool(radius: 3, shape: .ball, path: [at]), BrushTool(radius: 2, shape: .disc, path: [at]),
      ContourTool(
        plane: .axial, w: at.k, vertices: [.init(u: 1, v: 1), .init(u: 9, v: 2), .init(u: 5, v: 8)]),
      FillTool(at: at), CopyTool(from: at.k, to: (at.k + 1) % 8, over: true), ClearTool(label: nil, w: at.k),
      GrowTool(seed: at, tolerance: 100, radius: 6, isSpatial: true),
      SeedsTool(at: at, margin: 3, all: true, isSpatial: true),
    ]
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>) func holdForEveryTool(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let volume = randomVolume(Self.size, seed: seed)
    let plain = (0..<Self.size.count).map { _ in UInt8(random.next() % 4) }
    let layer = LabelLayer(plain, size: Self.size)
    for tool in Self.tools(&random) {
      for label in [0, 1] as [UInt8] {
        for over in [DrawOver.everything, .unlabelled, .finding(2)] {
          for locked in [[], [3], [1], [2, 3]] as [Set<UInt8>] {
            let context = ToolContext(
              layer: layer, volume: volume, plane: .axial, label: label, over: over, locked: locked)
            guard let edit = tool.edit(in: context) else { continue }
            checkWithin(tool, context)
            for run in edit.runs {
              #expect(!locked.contains(run.old) && !locked.contains(run.new))
              if run.new == 0 { continue }
              switch over {
              case .everything: break
              case .unlabelled: #expect(run.old == 0)
              case .finding(let under): #expect(run.old == under)
              }
            }
          }
        }
      }
    }
  }

  /// Nothing is drawn outside the lungs.
  private func checkWithin(_ tool: any Tool, _ context: ToolContext) {
    var context = context
    let lungs = LabelLayer(Self.size.voxels.map { ($0.i + 2 * $0.j + $0.k) % 5 == 0 ? 0 : 1 }, size: Self.size).labels
    context.within = lungs
    for run in tool.edit(in: context)?.runs ?? [] where run.new != 0 {
      for i in run.i..<run.i + run.count { #expect(lungs[VoxelIndex(Int(i), Int(run.j), Int(run.k))] != 0) }
    }
  }
}
