import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// Operations on the shape of a finding against what they say of themselves, voxel by voxel.
@Suite struct ShapeToolTests {
  static let size = GridSize(13, 11, 9)!
  static let spacing = SIMD3(0.7, 0.9, 1.6)

  /// Lumps of three findings with single voxels between: parts, holes and edges of the scan.
  static func plain(_ random: inout SeededRandom) -> [UInt8] {
    var plain = [UInt8](repeating: 0, count: size.count)
    for _ in 0..<4 + Int(random.next() % 5) {
      let centre = SIMD3(Double(random.next() % 13), Double(random.next() % 11), Double(random.next() % 9)) * spacing
      let radius = Double.random(in: 0.5...4, using: &random), core = Double.random(in: 0...2, using: &random)
      let label = UInt8([1, 1, 1, 2, 3][Int(random.next() % 5)])
      for (n, v) in size.voxels.enumerated() {
        let d = SIMD3(Double(v.i), Double(v.j), Double(v.k)) * spacing - centre
        let away = (d * d).sum().squareRoot()
        if away <= radius, away >= core { plain[n] = label }
      }
    }
    for n in plain.indices where random.next() % 40 == 0 { plain[n] = UInt8(random.next() % 3) }
    return plain
  }

  struct Case {
    let plain: [UInt8]
    let context: ToolContext
    let w: Int
    let at: VoxelIndex

    init(seed: UInt64, plane: Plane = .axial, isFree: Bool = true) {
      var random = SeededRandom(seed: seed)
      plain = ShapeToolTests.plain(&random)
      let over: [DrawOver] = [.everything, .unlabelled, .finding(2)]
      let volume = randomVolume(size, spacing: spacing, seed: seed)
      context = ToolContext(
        layer: LabelLayer(plain, size: size, origin: .proposed), volume: volume, plane: plane, label: 1,
        gate: isFree || seed % 3 != 0 ? nil : -600...900, over: isFree ? .everything : over[Int(seed / 3 % 3)],
        locked: isFree ? [] : [[], [3], [1], [2, 3]][Int(seed / 9 % 4)])
      at = VoxelIndex(Int(random.next() % 13), Int(random.next() % 11), Int(random.next() % 9))
      w = plane.coordinates(of: at, in: size).w
    }

    /// The labels after the tool.
    func after(_ tool: any Tool) -> [UInt8] {
      var layer = context.layer
      if let edit = tool.edit(in: context) { layer.apply(edit) }
      return layer.labels.plain
    }

    /// The voxels a scope is about.
    func isIn(_ scope: ShapeScope, _ v: VoxelIndex) -> Bool {
      if case .slice(let w) = scope { context.plane.coordinates(of: v, in: size).w == w } else { true }
    }

    /// The parts of what carries a finding (or not) in a scope: lists of voxels, by first voxel.
    func parts(_ scope: ShapeScope, corners: Bool, where belongs: (UInt8) -> Bool) -> [[VoxelIndex]] {
      var left = Set(size.voxels.filter { isIn(scope, $0) && belongs(context.layer.labels[$0]) })
      var parts: [[VoxelIndex]] = []
      for v in size.voxels where left.remove(v) != nil {
        var part = [v], n = 0
        while n < part.count {
          let at = part[n]
          n += 1
          for step in 0..<27 {
            let (di, dj, dk) = (step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1)
            let next = VoxelIndex(at.i + di, at.j + dj, at.k + dk)
            if corners || abs(di) + abs(dj) + abs(dk) == 1, left.remove(next) != nil { part.append(next) }
          }
        }
        parts.append(part)
      }
      return parts
    }
  }

  // MARK: Margin

  @Test(arguments: Plane.allCases, [-2.2, -0.95, 0.5, 1.7, 3.1]) func margin(plane: Plane, margin: Double) {
    for seed in 1...2 as ClosedRange<UInt64> {
      let c = Case(seed: seed, plane: plane)
      for scope in [ShapeScope.slice(c.w), .space] {
        var expected = c.plain
        let inside = zip(Self.size.voxels, c.plain).filter { c.isIn(scope, $0.0) }
        // what the distance is to
        let others = inside.filter { ($0.1 == 1) == (margin > 0) }.map(\.0)
          .map { SIMD3(Double($0.i), Double($0.j), Double($0.k)) }
        for (v, label) in inside where (label == 1) == (margin < 0) {
          let own = SIMD3(Double(v.i), Double(v.j), Double(v.k))
          let isNear = others.contains { other in
            let d = (own - other) * Self.spacing
            return d.x * d.x + d.y * d.y + d.z * d.z <= margin * margin
          }
          if isNear { expected[(v.k * Self.size.j + v.j) * Self.size.i + v.i] = margin > 0 ? 1 : 0 }
        }
        #expect(c.after(MarginTool(margin: margin, scope: scope)) == expected, "seed \(seed) \(scope)")
      }
    }
  }

  // MARK: Smooth

  /// A ball with a rough surface.
  static func ball(_ size: GridSize, radius: Double, spacing: SIMD3<Double>, roughness: UInt64) -> ToolContext {
    var random = SeededRandom(seed: 3)
    let centre = SIMD3(Double(size.i - 1), Double(size.j - 1), Double(size.k - 1)) * spacing / 2
    let plain = size.voxels.map { v -> UInt8 in
      let d = SIMD3(Double(v.i), Double(v.j), Double(v.k)) * spacing - centre
      let away = (d * d).sum().squareRoot()
      let isNear = abs(away - radius) < 1.2
      return (away <= radius) != (isNear && random.next() % 100 < roughness) ? 1 : 0
    }
    return ToolContext(
      layer: LabelLayer(plain, size: size), volume: randomVolume(size, spacing: spacing), plane: .axial, label: 1)
  }

  private func surface(_ labels: LabelMap) -> Int {
    labels.size.voxels.reduce(0) { sum, v in
      let next = [VoxelIndex(v.i + 1, v.j, v.k), VoxelIndex(v.i, v.j + 1, v.k), VoxelIndex(v.i, v.j, v.k + 1)]
      return sum + next.count { labels.size.contains($0) && labels[$0] != labels[v] }
    }
  }

  @Test(arguments: [1.0, 1.5, 2.5]) func smoothKeepsTheVolume(size: Double) throws {
    let grid = GridSize(33, 29, 17)!
    let context = Self.ball(grid, radius: 8, spacing: [0.7, 0.8, 1.5], roughness: 30)
    for (scope, part) in [(ShapeScope.space, 0.01), (.slice(8), 0.05)] {
      let edit = try #require(SmoothTool(size: size, scope: scope).edit(in: context))
      var after = context.layer
      after.apply(edit)
      let before = context.layer.labels.plain.count { $0 == 1 }, left = after.labels.plain.count { $0 == 1 }
      #expect(abs(Double(left - before)) <= part * Double(before), "\(before) \(left)")
      #expect(surface(after.labels) < surface(context.layer.labels) * (scope == .space ? 8 : 10) / 10)
    }
  }

  /// A sphere is as smooth as can be: little of it changes.
  @Test func smoothLeavesASphere() {
    let context = Self.ball(GridSize(33, 29, 17)!, radius: 8, spacing: [0.7, 0.8, 1.5], roughness: 0)
    let before = context.layer.labels.plain.count { $0 == 1 }
    let changed = SmoothTool(size: 1, scope: .space).edit(in: context)?.voxels ?? 0
    #expect(changed * 25 < before)
  }

  @Test(arguments: SmoothTool.Method.allCases) func thinPartsStay(method: SmoothTool.Method) throws {
    let size = GridSize(40, 20, 9)!
    let plain = size.voxels.map { v -> UInt8 in
      let isBlock = v.i < 14 && v.j < 12 && v.k > 1 && v.k < 7
      let isThread = v.j == 17 && v.k == 4 && v.i > 20
      let isDot = v == VoxelIndex(30, 4, 4)
      return isBlock || isThread || isDot ? 1 : 0
    }
    let context = ToolContext(
      layer: LabelLayer(plain, size: size), volume: randomVolume(size, spacing: [0.8, 0.8, 1.2]), plane: .axial,
      label: 1)
    var after = context.layer
    if let edit = SmoothTool(method: method, size: 2, scope: .space).edit(in: context) {
      after.apply(edit)
      if method == .opening { #expect(edit.name == "Smooth in space, 2 thin parts kept") }
    }
    #expect(after.labels[VoxelIndex(30, 4, 4)] == 1)
    #expect((21..<40).count { after.labels[VoxelIndex($0, 17, 4)] == 1 } >= 10)
  }

  /// Turned round along any axis, a shape is smoothed to the same, turned round.
  @Test(arguments: SmoothTool.Method.allCases, [0, 1, 2]) func smoothHasNoSide(method: SmoothTool.Method, axis: Int) {
    for seed in 1...4 as ClosedRange<UInt64> {
      let c = Case(seed: seed)
      func turned(_ plain: [UInt8]) -> [UInt8] {
        let size = Self.size
        return size.voxels.map { v in
          let w = VoxelIndex(
            axis == 0 ? size.i - 1 - v.i : v.i, axis == 1 ? size.j - 1 - v.j : v.j, axis == 2 ? size.k - 1 - v.k : v.k)
          return plain[(w.k * size.j + w.j) * size.i + w.i]
        }
      }
      var other = c.context
      other.layer = LabelLayer(turned(c.plain), size: Self.size)
      let tool = SmoothTool(method: method, size: 1.1, scope: .space)
      var after = other.layer
      if let edit = tool.edit(in: other) { after.apply(edit) }
      #expect(turned(after.labels.plain) == c.after(tool))
    }
  }

  // MARK: Holes and parts

  @Test(arguments: Plane.allCases) func fillHoles(plane: Plane) {
    var filled = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      let c = Case(seed: seed, plane: plane)
      let slices = 0..<plane.size(of: Self.size).w
      func expected(_ scopes: [ShapeScope]) -> [UInt8] {
        var plain = c.plain
        for scope in scopes {
          for part in c.parts(scope, corners: false, where: { $0 != 1 }) {
            let isOpen = part.contains { v in
              (0..<3).contains { axis in
                if case .slice = scope, axis == plane.axes.w { return false }
                let x = axis == 0 ? v.i : axis == 1 ? v.j : v.k
                return x == 0 || x == Self.size[axis] - 1
              }
            }
            if isOpen { continue }
            for v in part where c.context.layer.labels[v] == 0 {
              plain[(v.k * Self.size.j + v.j) * Self.size.i + v.i] = 1
              filled += 1
            }
          }
        }
        return plain
      }
      #expect(c.after(FillHolesTool(.slice(c.w))) == expected([.slice(c.w)]))
      #expect(c.after(FillHolesTool(.slices)) == expected(slices.map { .slice($0) }))
      #expect(c.after(FillHolesTool(.cavities)) == expected([.space]))
    }
    #expect(filled > 20)
  }

  @Test(arguments: Plane.allCases) func islands(plane: Plane) {
    for seed in 1...4 as ClosedRange<UInt64> {
      let c = Case(seed: seed, plane: plane)
      for scope in [ShapeScope.slice(c.w), .space] {
        let parts = c.parts(scope, corners: true) { $0 == 1 }
        let most = parts.map(\.count).max()
        let largest = parts.firstIndex { $0.count == most }
        let here = parts.firstIndex { $0.contains(c.at) }
        let one = c.context.volume.grid.voxelVolume / 1000
        let cases: [(IslandsTool.Action, (Int) -> Bool)] = [
          (.keepLargest, { $0 == largest }), (.removeSmaller(4.5 * one), { parts[$0].count > 4 }),
          (.keep(c.at), { here == nil || $0 == here }), (.remove(c.at), { $0 != here }),
        ]
        for (action, stays) in cases {
          var expected = c.plain
          for (n, part) in parts.enumerated() where !stays(n) {
            for v in part { expected[(v.k * Self.size.j + v.j) * Self.size.i + v.i] = 0 }
          }
          #expect(c.after(IslandsTool(action, scope: scope)) == expected, "seed \(seed) \(action)")
        }
      }
    }
  }

  // MARK: Two findings, values, other layers

  @Test(arguments: Plane.allCases) func takesIn(plane: Plane) {
    for seed in 1...4 as ClosedRange<UInt64> {
      let c = Case(seed: seed, plane: plane)
      let parts = c.parts(.space, corners: true) { $0 == 2 }
      func relabelled(_ isTaken: (VoxelIndex) -> Bool) -> [UInt8] {
        zip(Self.size.voxels, c.plain).map { $1 == 2 && isTaken($0) ? 1 : $1 }
      }
      #expect(c.after(CombineTool(2, .all)) == relabelled { _ in true })
      #expect(c.after(CombineTool(2, .slice(c.w))) == relabelled { c.isIn(.slice(c.w), $0) })
      for part in parts {
        #expect(c.after(CombineTool(2, .part(part[part.count / 2]))) == relabelled { part.contains($0) })
      }
      #expect(CombineTool(1, .all).edit(in: c.context) == nil)
    }
  }

  @Test(arguments: SplitTool.Side.allCases) func split(side: SplitTool.Side) {
    var moved = 0
    for seed in 1...4 as ClosedRange<UInt64> {
      let c = Case(seed: seed)
      let one = c.context.volume.grid.voxelVolume / 1000
      for scope in [ShapeScope.slice(c.w), .space] {
        for least in [0, 2.5 * one] {
          var expected = c.plain
          let belongs = { (v: VoxelIndex) -> Bool in
            let value = c.context.volume.value(at: v)
            return c.isIn(scope, v) && c.context.layer.labels[v] == 1 && (side == .above ? value > 100 : value < 100)
          }
          var left = Set(Self.size.voxels.filter(belongs))
          while let first = left.first {
            left.remove(first)
            var piece = [first], n = 0
            while n < piece.count {
              let v = piece[n]
              n += 1
              for d in [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)] {
                let next = VoxelIndex(v.i + d.0, v.j + d.1, v.k + d.2)
                if left.remove(next) != nil { piece.append(next) }
              }
            }
            guard Double(piece.count) * one >= least else { continue }
            for v in piece { expected[(v.k * Self.size.j + v.j) * Self.size.i + v.i] = 3 }
            moved += piece.count
          }
          #expect(c.after(SplitTool(into: 3, value: 100, side: side, least: least, scope: scope)) == expected)
        }
      }
    }
    #expect(moved > 50)
  }

  @Test(arguments: Plane.allCases) func clip(plane: Plane) {
    for seed in 1...4 as ClosedRange<UInt64> {
      var c = Case(seed: seed, plane: plane)
      let lungs = Case(seed: seed + 100).context.layer.labels
      for scope in [ShapeScope.slice(c.w), .space] {
        func clipped(_ stays: (VoxelIndex) -> Bool) -> [UInt8] {
          zip(Self.size.voxels, c.plain).map { $1 == 1 && c.isIn(scope, $0) && !stays($0) ? 0 : $1 }
        }
        let range = -500.0...700.0
        let byValue = clipped { range.contains(c.context.volume.value(at: $0)) }
        #expect(c.after(ClipTool(to: .values(range), scope: scope)) == byValue)
        #expect(c.after(ClipTool(to: .inside(lungs, name: "lungs"), scope: scope)) == clipped { lungs[$0] != 0 })
        #expect(c.after(ClipTool(to: .outside(lungs, name: "lungs"), scope: scope)) == clipped { lungs[$0] == 0 })
      }
      // a gate would keep what is to go
      let free = c.after(ClipTool(to: .values(-500...700), scope: .space))
      var gated = c.context
      gated.gate = -500...700
      c = Case(seed: seed, plane: plane)
      var after = gated.layer
      if let edit = ClipTool(to: .values(-500...700), scope: .space).edit(in: gated) { after.apply(edit) }
      #expect(after.labels.plain == free)
    }
  }

  // MARK: What holds for all of them

  static func tools(_ c: Case) -> [any Tool] {
    let layer = Case(seed: 77).context.layer.labels
    return [ShapeScope.slice(c.w), .space].flatMap { scope -> [any Tool] in
      [
        MarginTool(margin: 1.5, scope: scope), MarginTool(margin: -1, scope: scope),
        SmoothTool(size: 1, scope: scope), SmoothTool(method: .opening, size: 1, scope: scope),
        SmoothTool(method: .closing, size: 1.7, scope: scope), IslandsTool(.keepLargest, scope: scope),
        IslandsTool(.removeSmaller(0.01), scope: scope), SplitTool(into: 2, value: 200, scope: scope),
        ClipTool(to: .values(-300...800), scope: scope), ClipTool(to: .inside(layer, name: "x"), scope: scope),
      ]
    } + [
      FillHolesTool(.slice(c.w)), FillHolesTool(.slices), FillHolesTool(.cavities), CombineTool(2, .all),
      CombineTool(3, .slice(c.w)), CopyFittedTool(from: c.w, to: max(c.w - 1, 0), rim: 1),
    ]
  }

  @Test(arguments: 1...36 as ClosedRange<UInt64>) func rulesUndoAndOrigins(seed: UInt64) {
    let c = Case(seed: seed, plane: Plane.allCases[Int(seed % 3)], isFree: false)
    for tool in Self.tools(c) {
      guard let edit = tool.edit(in: c.context) else { continue }
      #expect(!edit.runs.isEmpty)
      let hasGate = !(tool is IslandsTool || tool is SplitTool || tool is ClipTool)
      for run in edit.runs {
        #expect(!c.context.locked.contains(run.old) && !c.context.locked.contains(run.new))
        if run.new == 0 { #expect(run.old == 1) }
        if run.new == 1 || run.new != 0 && run.old != 1 { #expect(c.context.mayChange(run.old)) }
        if tool is SplitTool { #expect(run.old == 1 && run.new == 2) }
        if hasGate, let gate = c.context.gate {
          for i in run.i..<run.i + run.count {
            #expect(gate.contains(c.context.volume.value(at: VoxelIndex(Int(i), Int(run.j), Int(run.k)))))
          }
        }
      }
      var layer = c.context.layer
      let fits = layer.apply(ifFitting: edit)
      #expect(fits)
      // an origin for what is there, and for nothing else
      var present = Set<SliceKey>()
      for (v, label) in zip(Self.size.voxels, layer.labels.plain) where label != 0 {
        present.insert(SliceKey(k: v.k, label: label))
      }
      #expect(Set(layer.origins.keys) == present, "\(tool)")
      layer.apply(edit.inverse)
      #expect(layer.labels.plain == c.plain && layer.origins == c.context.layer.origins)
    }
  }

  /// What the reader shaped is the reader's; what only changed its name is what it was.
  @Test func originsAreTrue() throws {
    let c = Case(seed: 4)
    let margin = try #require(MarginTool(margin: 2, scope: .space).edit(in: c.context))
    #expect(margin.origins.filter { $0.key.label == 1 }.allSatisfy { $0.new == ($0.old == nil ? .manual : .accepted) })
    let size = GridSize(4, 4, 3)!
    let plain = size.voxels.map { v -> UInt8 in v.k == 0 ? 1 : v.k == 2 ? 2 : UInt8(1 + v.i % 2) }
    var layer = LabelLayer(plain, size: size, origin: .proposed)
    let context = ToolContext(layer: layer, volume: randomVolume(size), plane: .axial, label: 1)
    let union = try #require(CombineTool(2, .all).edit(in: context))
    layer.apply(union)
    #expect(layer.origins[SliceKey(k: 0, label: 1)] == .proposed)
    #expect(layer.origins[SliceKey(k: 1, label: 1)] == .accepted)  // put together of two proposals
    #expect(layer.origins[SliceKey(k: 2, label: 1)] == .proposed)
    #expect(layer.origins.count == 3)
  }

  @Test func emptyAndOddInput() {
    for size in [GridSize(1, 1, 1)!, GridSize(1, 5, 1)!, GridSize(4, 1, 3)!] {
      for plain in [[UInt8](repeating: 0, count: size.count), [UInt8](repeating: 1, count: size.count)] {
        for plane in Plane.allCases {
          let volume = randomVolume(size)
          let context = ToolContext(layer: LabelLayer(plain, size: size), volume: volume, plane: plane, label: 1)
          for scope in [ShapeScope.slice(0), .slice(-1), .slice(99), .space] {
            for tool in [
              MarginTool(margin: 3, scope: scope), MarginTool(margin: -3, scope: scope),
              MarginTool(margin: .nan, scope: scope), MarginTool(margin: 1e300, scope: scope),
              SmoothTool(size: 5, scope: scope), SmoothTool(method: .closing, size: 1e9, scope: scope),
              SmoothTool(method: .opening, size: 2, scope: scope), IslandsTool(.keepLargest, scope: scope),
              FillHolesTool(.slices), FillHolesTool(.cavities), CombineTool(2, .all), CombineTool(0, .all),
              CopyFittedTool(from: 0, to: 1, rim: 2), CopyFittedTool(from: 0, to: 0, rim: .infinity),
            ] as [any Tool] {
              // nothing outside the scan is known: what fills it stays, and nothing comes of nothing
              #expect(tool.edit(in: context) == nil, "\(tool) \(size)")
            }
          }
        }
      }
    }
  }

  // MARK: Copy fitted

  /// A lesion that shrinks and moves from slice to slice: the fitted copy is what the scan has there.
  @Test(arguments: Plane.allCases) func copyFollowsTheScan(plane: Plane) throws {
    let size = GridSize(30, 28, 26)!
    func isLesion(_ v: VoxelIndex) -> Bool {
      let c = plane.coordinates(of: v, in: size)
      let u = Double(c.u) - 14 - Double(c.w - 12), v = Double(c.v) - 13
      return u * u + v * v <= (c.w == 12 ? 36 : 25)
    }
    var random = SeededRandom(seed: 8)
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [0.8, 0.8, 0.8]))) { samples in
      for (n, v) in size.voxels.enumerated() {
        samples[n] = Int16(isLesion(v) ? -100 : -850) + Int16(random.next() % 101) - 50
      }
    }
    let plain = size.voxels.map { isLesion($0) && plane.coordinates(of: $0, in: size).w == 12 ? UInt8(1) : 0 }
    let context = ToolContext(layer: LabelLayer(plain, size: size), volume: volume, plane: plane, label: 1)
    #expect(context.nearestDrawnSlice(to: 13) == 12 && context.nearestDrawnSlice(to: 12) == nil)
    func dice(_ tool: any Tool) throws -> Double {
      let edit = try #require(tool.edit(in: context))
      #expect(edit.origins.allSatisfy { $0.new == .copied })
      var after = context.layer
      after.apply(edit)
      let here = size.voxels.filter { plane.coordinates(of: $0, in: size).w == 13 }
      let common = here.count { after.labels[$0] == 1 && isLesion($0) }
      return 2 * Double(common) / Double(here.count { after.labels[$0] == 1 } + here.count(where: isLesion))
    }
    let fitted = try dice(CopyFittedTool(from: 12, to: 13, rim: 1))
    #expect(try dice(CopyTool(from: 12, to: 13)) < 0.85)
    #expect(fitted > 0.9, "\(fitted)")
  }

  // MARK: Usual values

  @Test func usualValues() throws {
    let bands = LabelTable.standard.findings.map(\.usualValues)
    #expect(bands == [-750 ... -300, -300...100, -750...400, nil])
    let finding = Finding(value: 9, code: "X", name: "Verre dépoli", colour: RGB(1, 2, 3))
    #expect(finding.usualValues == -750 ... -300)
    #expect(Finding(value: 9, code: "emp", name: "?", colour: RGB(1, 2, 3)).usualValues?.upperBound == -950)
  }
}
