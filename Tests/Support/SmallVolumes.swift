import StyletCore
import StyletImaging

/// A volume with a different look from every side: each voxel its own random sample.
public func randomVolume(
  _ size: GridSize, spacing: SIMD3<Double> = [0.7, 0.8, 1.5], rescale: Rescale = .identity, seed: UInt64 = 1
) -> Volume {
  randomVolume(VoxelGrid(size: size, affine: Affine(spacing: spacing)), rescale: rescale, seed: seed)
}

/// The same on any grid.
public func randomVolume(_ grid: VoxelGrid, rescale: Rescale = .identity, seed: UInt64 = 1) -> Volume {
  var random = SeededRandom(seed: seed)
  return try! Volume(grid: grid, rescale: rescale) { samples in
    for n in samples.indices { samples[n] = Int16.random(in: -1024...1500, using: &random) }
  }
}

extension GridSize {
  /// Every voxel, i fastest.
  public var voxels: [VoxelIndex] {
    (0..<k).flatMap { k in (0..<j).flatMap { j in (0..<i).map { i in VoxelIndex(i, j, k) } } }
  }
}

extension LabelMap {
  /// Every voxel's label, i fastest, asked for one by one.
  public var plain: [UInt8] { size.voxels.map { self[$0] } }
}

extension LabelLayer {
  /// A layer with the labels of a plain array (i fastest), drawn by edits; their origins are `origin`.
  public init(_ plain: [UInt8], size: GridSize, origin: Origin = .manual) {
    self.init(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: self)
    for (v, label) in zip(size.voxels, plain) { builder.set(j: v.j, k: v.k, v.i..<v.i + 1, to: label) }
    if let edit = builder.edit(name: "test", tool: "test", origin: origin) { apply(edit) }
  }
}
