import StyletBase
import StyletCore
import StyletImaging
import StyletPhantom
import TestSupport

/// A phantom whose lungs have so much opacity: round patches at places that are drawn by lot, on both sides, of ground
/// glass and of consolidation, with the noise of the scan.
struct PaintedThorax {
  let volume: Volume
  /// % of both lungs, as painted.
  let extent: Double
  /// Of the opacities, 0…1.
  let consolidation: Double

  /// - Parameters:
  ///   - percent: that is wanted; what is painted is a little more.
  ///   - solid: the share of consolidation that is wanted.
  init(percent: Double, solid: Double, seed: UInt64, size: GridSize) throws {
    let phantom = try Phantom.make(PhantomSpecification(size: size, seed: seed, lesions: 0))
    let grid = phantom.volume.grid, spacing = grid.spacing, labels = phantom.lungs
    var lung: [VoxelIndex] = []
    for k in 0..<size.k {
      labels.forEachRun(k: k) { j, i, count, label in
        if label == LungLabels.right || label == LungLabels.left { lung += (i..<i + count).map { VoxelIndex($0, j, k) } }
      }
    }
    var values = phantom.volume.withSamples { Array($0) }, painted = [Bool](repeating: false, count: size.i * size.j * size.k)
    var random = SeededRandom(seed: seed), count = 0, dense = 0
    while Double(count) < percent / 100 * Double(lung.count) {
      let at = lung[Int(random.next() % UInt64(lung.count))], isDense = Double(dense) < solid * Double(count)
      let radius = 14 + 14 * Double(random.unit())
      func reach(_ n: Int, _ step: Double, _ end: Int) -> Range<Int> {
        let by = Int(radius / step)
        return max(n - by, 0)..<min(n + by + 1, end)
      }
      for k in reach(at.k, spacing.z, size.k) {
        for j in reach(at.j, spacing.y, size.j) {
          for i in reach(at.i, spacing.x, size.i) {
            let n = (k * size.j + j) * size.i + i, label = labels[VoxelIndex(i, j, k)]
            let d = SIMD3(Double(i - at.i), Double(j - at.j), Double(k - at.k)) * spacing
            guard label == LungLabels.right || label == LungLabels.left, !painted[n], (d * d).sum() <= radius * radius
            else { continue }
            painted[n] = true
            count += 1
            if isDense { dense += 1 }
            // Half of the lung's own texture about -860 HU.
            let texture = (Double(values[n]) + 860) / 2
            values[n] = Int16(min(max((isDense ? 20 : -590) + texture, -900), 120))
          }
        }
      }
    }
    let made = values
    volume = try Volume(grid: grid, rescale: .identity) { samples in
      for n in made.indices { samples[n] = made[n] }
    }
    extent = 100 * Double(count) / Double(max(lung.count, 1))
    consolidation = count > 0 ? Double(dense) / Double(count) : 0
  }
}
