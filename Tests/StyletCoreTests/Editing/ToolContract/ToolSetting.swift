import StyletCore
import StyletImaging
import TestSupport

/// Small scans and drawings, no two axes alike, for tools to be tried on.
enum ToolSetting {
  static let sizes = [(9, 7, 5), (1, 6, 4), (8, 1, 3), (7, 5, 1), (1, 1, 1)].map { GridSize($0.0, $0.1, $0.2)! }

  /// Patches of few values, so that a region can grow; HU are samples less 24.
  static func volume(_ size: GridSize) -> Volume {
    let affine = Affine([0.7, 0.02, 0], [0, 0.9, 0.1], [0, -0.2, 1.6], origin: [-20, 3, 11])
    return try! Volume(grid: VoxelGrid(size: size, affine: affine), rescale: Rescale(slope: 1, intercept: -24)) { out in
      for n in out.indices {
        let (i, j, k) = (n % size.i, n / size.i % size.j, n / (size.i * size.j))
        out[n] = Int16((i / 3 * 7 + j / 2 * 5 + k / 2 * 3) % 5 * 250 - 700 + n % 7)
      }
    }
  }

  /// Spans and outlines of three findings, of any origin.
  static func layer(_ size: GridSize, _ random: inout SeededRandom) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    for n in 0..<8 {
      var builder = EditBuilder(layer: layer)
      let label = UInt8.random(in: 0...3, using: &random), k = Int.random(in: 0..<size.k, using: &random)
      let i = Int.random(in: 0..<size.i, using: &random), j = Int.random(in: 0..<size.j, using: &random)
      let end = min(i + Int.random(in: 1...5, using: &random), size.i)
      for row in j..<min(j + 4, size.j) {
        if n % 2 == 0 || row == j || row == min(j + 4, size.j) - 1 {
          builder.set(j: row, k: k, i..<end, to: label)
        } else {
          builder.set(j: row, k: k, i..<i + 1, to: label)
          if end - i > 1 { builder.set(j: row, k: k, end - 1..<end, to: label) }
        }
      }
      let origin = Origin.allCases.randomElement(using: &random)!
      if let edit = builder.edit(name: "setting", tool: "setting", origin: origin) { layer.apply(edit) }
    }
    return layer
  }

  /// A few rows of one slice of any layer, of any label and origin; nil when that changes nothing.
  static func span(_ layer: LabelLayer, _ random: inout SeededRandom) -> Edit? {
    let size = layer.size
    var builder = EditBuilder(layer: layer)
    let label = UInt8.random(in: 0...3, using: &random), k = Int.random(in: 0..<size.k, using: &random)
    let i = Int.random(in: 0..<size.i, using: &random)
    for j in 0..<size.j where Int.random(in: 0..<3, using: &random) == 0 {
      builder.set(j: j, k: k, i..<Int.random(in: i...size.i, using: &random), to: label)
    }
    return builder.edit(name: "span", tool: "setting", origin: Origin.allCases.randomElement(using: &random)!)
  }

  /// Two boxes of a grid.
  static func region(_ size: GridSize, _ random: inout SeededRandom) -> LabelMap {
    func part(_ n: Int) -> Range<Int> {
      let (a, b) = (Int.random(in: 0..<n, using: &random), Int.random(in: 0..<n, using: &random))
      return min(a, b)..<max(a, b) + 1
    }
    var layer = LabelLayer(name: "region", size: size)
    for label in [UInt8(1), 7] {
      var builder = EditBuilder(layer: layer)
      let (i, j, k) = (part(size.i), part(size.j), part(size.k))
      for k in k { for j in j { builder.set(j: j, k: k, i, to: label) } }
      if let edit = builder.edit(name: "region", tool: "setting", origin: .manual) { layer.apply(edit) }
    }
    return layer.labels
  }

  /// Any plane, finding, gate, rule, lock and region to keep to.
  static func context(_ layer: LabelLayer, _ volume: Volume, _ random: inout SeededRandom) -> ToolContext {
    func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }
    let over: DrawOver =
      chance(2) ? .everything : chance(2) ? .unlabelled : .finding(.random(in: 0...3, using: &random))
    return ToolContext(
      layer: layer, volume: volume, plane: Plane.allCases.randomElement(using: &random)!,
      label: chance(5) ? 0 : .random(in: 1...3, using: &random), erasing: chance(2) ? 2 : nil,
      gate: chance(3) ? -500...300 : nil, over: over, locked: chance(3) ? [.random(in: 1...3, using: &random)] : [],
      within: chance(4) ? region(layer.size, &random) : nil)
  }
}

extension LabelLayer {
  /// What makes it another layer of its name and size, origins included; nil when they are alike.
  func change(to other: LabelLayer) -> Edit? {
    func row(_ layer: LabelLayer, _ j: Int, _ k: Int) -> [UInt8] {
      var row = [UInt8](repeating: 0, count: size.i)
      row.withUnsafeMutableBufferPointer {
        layer.labels.read(.axial, w: k, u: 0..<size.i, v: j..<j + 1, into: $0)
      }
      return row
    }
    var runs: [Run] = []
    for k in 0..<size.k where labels.isUsed(k: k) || other.labels.isUsed(k: k) {
      for j in 0..<size.j {
        let (old, new) = (row(self, j, k), row(other, j, k))
        if old == new { continue }
        for i in old.indices where old[i] != new[i] {
          runs.append(Run(k: k, j: j, i: i, count: 1, old: old[i], new: new[i]))
        }
      }
    }
    let changes = Set(origins.keys).union(other.origins.keys).filter { origins[$0] != other.origins[$0] }
      .sorted { ($0.k, $0.label) < ($1.k, $1.label) }
      .map { OriginChange(key: $0, old: origins[$0], new: other.origins[$0]) }
    if runs.isEmpty && changes.isEmpty { return nil }
    return Edit(name: "Setting", tool: "setting", layer: name, runs: runs, origins: changes)
  }
}
