import TestSupport

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging

/// A small scan on which a finding is drawn slice by slice.
struct DrawnScan {
  static let size = GridSize(26, 22, 10)!

  let volume: Volume
  var layer: LabelLayer

  /// A value everywhere, unless `value` says otherwise by voxel.
  init(
    _ size: GridSize = size, spacing: SIMD3<Double> = [1, 1, 2], value: (VoxelIndex) -> Int16 = { _ in -800 }
  ) {
    volume = try! Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: spacing))) { samples in
      for (n, v) in size.voxels.enumerated() { samples[n] = value(v) }
    }
    layer = LabelLayer(name: LabelLayer.findings, size: size)
  }

  /// Draws what `inside` says on slice `k`.
  mutating func draw(_ label: UInt8 = 1, k: Int, origin: Origin = .manual, _ inside: (Int, Int) -> Bool) {
    var builder = EditBuilder(layer: layer)
    for j in 0..<layer.size.j {
      for i in 0..<layer.size.i where inside(i, j) { builder.set(j: j, k: k, i..<i + 1, to: label) }
    }
    if let edit = builder.edit(name: "test", tool: "test", origin: origin) { layer.apply(edit) }
  }

  mutating func disc(_ label: UInt8 = 1, k: Int, _ i: Double, _ j: Double, _ radius: Double, origin: Origin = .manual) {
    let spacing = volume.grid.spacing
    draw(label, k: k, origin: origin) { Self.isIn(i, j, radius, $0, $1, spacing) }
  }

  static func isIn(
    _ i: Double, _ j: Double, _ radius: Double, _ x: Int, _ y: Int, _ spacing: SIMD3<Double> = [1, 1, 1]
  ) -> Bool {
    let (u, v) = ((Double(x) - i) * spacing.x, (Double(y) - j) * spacing.y)
    return u * u + v * v <= radius * radius
  }

  func context(_ label: UInt8 = 1, gate: ClosedRange<Double>? = nil, over: DrawOver = .everything,
    locked: Set<UInt8> = [], work: CancellableWork? = nil
  ) -> ToolContext {
    ToolContext(
      layer: layer, volume: volume, plane: .axial, label: label, gate: gate, over: over, locked: locked, work: work)
  }

  /// The voxels (i, j) of a finding on a slice.
  func voxels(_ label: UInt8 = 1, k: Int) -> Set<SIMD2<Int>> {
    var out: Set<SIMD2<Int>> = []
    for j in 0..<layer.size.j {
      for i in 0..<layer.size.i where layer.labels[VoxelIndex(i, j, k)] == label { out.insert([i, j]) }
    }
    return out
  }

  @discardableResult
  mutating func interpolate(_ strength: Double = 0, label: UInt8 = 1) -> Edit? {
    guard let edit = InterpolateTool(strength: strength).edit(in: context(label)) else { return nil }
    layer.apply(edit)
    return edit
  }

  func origin(_ k: Int, label: UInt8 = 1) -> Origin? { layer.origins[SliceKey(k: k, label: label)] }
}

func dice(_ a: Set<SIMD2<Int>>, _ b: Set<SIMD2<Int>>) -> Double {
  2 * Double(a.intersection(b).count) / Double(max(a.count + b.count, 1))
}
