import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging

/// Growing from seeds against distances that are relaxed until nothing changes (Bellman and Ford), a label at a time.
@Suite struct SeedsTests {
  static let size = GridSize(8, 7, 5)!

  struct Case {
    var context: ToolContext
    var tool: SeedsTool
    var plain: [UInt8]
  }

  static func make(_ seed: UInt64, _ plane: Plane, _ isSpatial: Bool, size: GridSize = size) -> Case {
    var random = SeededRandom(seed: seed)
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.9, 1.6]))
    let volume = try! Volume(grid: grid, rescale: Rescale(slope: 2, intercept: -900)) { samples in
      for n in samples.indices { samples[n] = Int16(random.next() % 3 == 0 ? 10 : 300) + Int16(random.next() % 60) }
    }
    let at = VoxelIndex(
      Int(random.next() % UInt64(size.i)), Int(random.next() % UInt64(size.j)), Int(random.next() % UInt64(size.k)))
    // 254 and 255 are labels as any other
    let labels: [UInt8] = [1, 2, 254, 255]
    var plain = (0..<size.count).map { _ in random.next() % 12 == 0 ? labels[Int(random.next() % 4)] : 0 }
    plain[(at.k * size.j + at.j) * size.i + at.i] = 1
    let background = LabelLayer((0..<size.count).map { _ in random.next() % 15 == 0 ? 1 : 0 }, size: size)
    var context = ToolContext(
      layer: LabelLayer(plain, size: size), volume: volume, plane: plane, label: 1,
      gate: seed % 4 == 0 ? -890 ... -250 : nil, locked: seed % 3 == 0 ? [254] : [])
    if seed % 2 == 0 { context.background = background.labels }
    let tool = SeedsTool(
      at: at, margin: Double(1 + seed % 4), smoothness: Double(seed % 3) * 7, all: seed % 5 == 0, isSpatial: isSpatial)
    return Case(context: context, tool: tool, plain: plain)
  }

  /// The distance of each voxel of the box to the nearest seed of a class; walls are infinitely far.
  static func distances(_ c: Case, _ box: VoxelBox, _ classes: [VoxelIndex: Int], of wanted: Int) -> [VoxelIndex: Float]
  {
    let volume = c.context.volume, spacing = volume.grid.spacing
    var d: [VoxelIndex: Float] = [:]
    for (v, own) in classes where own >= 0 { d[v] = own == wanted ? 0 : .infinity }
    var goesOn = true
    while goesOn {
      goesOn = false
      for (v, own) in d where own < .infinity {
        for (axis, step) in [(0, 1), (0, -1), (1, 1), (1, -1), (2, 1), (2, -1)] {
          var w = v
          if axis == 0 { w.i += step } else if axis == 1 { w.j += step } else { w.k += step }
          // ways end at seeds of other classes: they are at 0
          guard box.contains(w), let old = d[w], classes[w] == 0 else { continue }
          let difference = abs(volume.value(at: v) - volume.value(at: w))
          let clipped = min(difference, 400)
          let cost = Float(clipped * clipped / 100 + c.tool.smoothness * spacing[axis])
          if own + cost < old {
            d[w] = own + cost
            goesOn = true
          }
        }
      }
    }
    return d
  }

  @Test(arguments: Plane.allCases, [true, false]) func equalsTheRelaxedDistances(plane: Plane, isSpatial: Bool) throws {
    var changed = 0
    for seed in 1...16 as ClosedRange<UInt64> {
      let c = Self.make(seed, plane, isSpatial)
      let box = try #require(c.tool.region(in: c.context))
      // 0 free, -1 wall, 1...255 a label, 256 background
      var classes: [VoxelIndex: Int] = [:]
      func isRim(_ v: VoxelIndex, _ inside: Bool) -> Bool {
        let at = [v.i, v.j, v.k], ranges: [Range<Int>] = [box.i, box.j, box.k]
        for axis in 0..<3 where ranges[axis].count > 1 {
          let low = ranges[axis].lowerBound, high = ranges[axis].upperBound - 1
          if at[axis] == low, !inside || low > 0 { return true }
          if at[axis] == high, !inside || high < Self.size[axis] - 1 { return true }
        }
        return false
      }
      func whichClass(_ n: Int, _ v: VoxelIndex) -> Int {
        if c.plain[n] != 0 { return Int(c.plain[n]) }
        if let background = c.context.background, background[v] != 0 { return 256 }
        if let gate = c.context.gate, !gate.contains(c.context.volume.value(at: v)) { return -1 }
        return isRim(v, true) ? 256 : 0
      }
      for (n, v) in Self.size.voxels.enumerated() where box.contains(v) {
        classes[v] = whichClass(n, v)
      }
      if !classes.values.contains(256) {
        for (v, own) in classes where own == 0 && isRim(v, false) { classes[v] = 256 }
      }
      let present = Set(classes.values.filter { $0 > 0 })
      let all = Dictionary(uniqueKeysWithValues: present.map { ($0, Self.distances(c, box, classes, of: $0)) })
      var drawn = c.context.layer
      if let edit = c.tool.edit(in: c.context) {
        changed += 1
        drawn.apply(edit)
        var back = drawn
        back.apply(edit.inverse)
        #expect(back.labels.plain == c.plain && back.origins == c.context.layer.origins)
        #expect(edit.origins.allSatisfy { $0.new == .grown })
      }
      for (n, v) in Self.size.voxels.enumerated() {
        let now = Int(drawn.labels[v])
        guard classes[v] == 0 else {
          #expect(now == Int(c.plain[n]), "what is drawn, and what lies outside, stays")
          continue
        }
        let least = all.values.compactMap { $0[v] }.min() ?? .infinity
        // of classes that are as near, any
        let nearest = least == .infinity ? [] : all.filter { $0.value[v]! <= least * 1.00001 }.map(\.key)
        func shown(_ own: Int) -> Int {
          if own == 1 { return 1 }
          guard c.tool.all, own < 256 else { return 0 }
          return c.context.locked.contains(UInt8(own)) ? 0 : own
        }
        let expected: [Int] = nearest.isEmpty ? [0] : nearest.map(shown)
        #expect(expected.contains(now), "seed \(seed), \(v)")
      }
    }
    #expect(changed > 5)
  }

  /// Two halves of a slice; a stroke in one grows to the edge between them and no farther.
  @Test func growsToTheEdge() throws {
    let size = GridSize(20, 12, 1)!
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 5]))) { samples in
      for n in samples.indices { samples[n] = (4..<15).contains(n % 20) && (2..<9).contains(n / 20) ? -600 : -860 }
    }
    var plain = [UInt8](repeating: 0, count: size.count)
    plain[5 * 20 + 8] = 1
    plain[5 * 20 + 9] = 1
    let context = ToolContext(layer: LabelLayer(plain, size: size), volume: volume, plane: .axial, label: 1)
    for isSpatial in [true, false] {
      let edit = try #require(SeedsTool(at: VoxelIndex(9, 6, 0), isSpatial: isSpatial).edit(in: context))
      #expect(edit.voxels == 11 * 7 - 2)
      #expect(edit.runs.allSatisfy { $0.i >= 4 && $0.i + $0.count <= 15 && $0.j >= 2 && $0.j < 9 })
    }
  }

  @Test func needsAStroke() {
    var c = Self.make(1, .axial, true)
    c.context.label = 7
    #expect(!c.tool.hasSeeds(in: c.context) && c.tool.edit(in: c.context) == nil)
    c.context.label = 0
    #expect(c.tool.edit(in: c.context) == nil)
    c.context.label = 1
    c.context.locked = [1]
    #expect(c.tool.edit(in: c.context) == nil)
  }

  @Test func oddScans() {
    for (i, j, k) in [(1, 1, 1), (1, 6, 1), (5, 1, 4), (6, 5, 1)] {
      for plane in Plane.allCases {
        for isSpatial in [true, false] {
          for seed in 1...4 as ClosedRange<UInt64> {
            let c = Self.make(seed, plane, isSpatial, size: GridSize(i, j, k)!)
            #expect(c.tool.edit(in: c.context).map { $0.voxels > 0 } ?? true)
          }
        }
      }
    }
  }

  @Test func nobodyWaits() throws {
    let size = GridSize(40, 40, 12)!
    let volume = randomVolume(size, seed: 4)
    var plain = [UInt8](repeating: 0, count: size.count)
    plain[(6 * 40 + 20) * 40 + 20] = 1
    let work = CancellableWork()
    let context = ToolContext(
      layer: LabelLayer(plain, size: size), volume: volume, plane: .axial, label: 1, work: work)
    let tool = SeedsTool(at: VoxelIndex(20, 20, 6), isSpatial: true)
    #expect(tool.edit(in: context) != nil && work.progress > 0.5)
    work.cancel()
    #expect(tool.edit(in: context) == nil)
  }
}
