import Glibc
import StyletBase
import StyletCore
import StyletImaging

/// Synthetic lesions drawn into the lungs of a real scan: solid nodules, consolidations and patches of ground glass, with
/// ragged edges, the lung's own texture showing through. Seeded; where they lie is known.
struct DrawnLesions {
  let seed: UInt64
  var count = 14

  /// - Returns: the scan with the lesions, and where they are (1 ground glass, 2 dense).
  /// Cost: a copy of the scan, and the lesions' boxes.
  func put(into volume: Volume, _ lungs: LabelMap) throws -> (Volume, LabelMap) {
    let size = volume.size, spacing = volume.grid.spacing
    var random = SplitMix64(seed: seed ^ 0x5eed)
    let rows = Self.rows(lungs)
    let lesions = rows.isEmpty ? [] : (0..<count).map { Lesion($0, in: rows, spacing, &random) }
    let slope = volume.rescale.slope == 0 ? 1 : volume.rescale.slope, intercept = volume.rescale.intercept
    var labels: [VoxelIndex: UInt8] = [:]
    let drawn = try Volume(grid: volume.grid, rescale: volume.rescale) { out in
      volume.withSamples { samples in _ = out.update(fromContentsOf: samples) }
      var row = [UInt8](repeating: 0, count: size.i)
      for lesion in lesions {
        let box = lesion.box(spacing).intersection(VoxelBox(size))
        for k in box.k {
          for j in box.j {
            row.withUnsafeMutableBufferPointer {
              lungs.read(.axial, w: k, u: 0..<size.i, v: j..<j + 1, into: $0)
            }
            for i in box.i where row[i] == LungLabels.right || row[i] == LungLabels.left {
              let part = lesion.part(at: VoxelIndex(i, j, k), spacing)
              guard part > 0 else { continue }
              let n = (k * size.j + j) * size.i + i
              let old = slope * Double(out[n]) + intercept, new = lesion.value(old, part)
              out[n] = Int16(min(max(((new - intercept) / slope).rounded(), -32768), 32767))
              if part >= 0.5 { labels[VoxelIndex(i, j, k)] = lesion.isDense ? 2 : 1 }
            }
          }
        }
      }
    }
    var map = LabelMap(size: size)
    let order = labels.sorted { ($0.key.k, $0.key.j, $0.key.i) < ($1.key.k, $1.key.j, $1.key.i) }
    map.apply(
      Edit(
        name: "", tool: "",
        runs: order.map { Run(k: $0.key.k, j: $0.key.j, i: $0.key.i, count: 1, old: 0, new: $0.value) }))
    return (drawn, map)
  }

  /// Runs of lung, every third row of every other slice.
  private static func rows(_ lungs: LabelMap) -> [LabelRun] {
    var rows: [LabelRun] = []
    for k in stride(from: 0, to: lungs.size.k, by: 2) {
      for j in stride(from: 0, to: lungs.size.j, by: 3) {
        lungs.forEachRun(j: j, k: k) { i, count, label in
          if label == LungLabels.right || label == LungLabels.left {
            rows.append(LabelRun(k: k, j: j, i: i..<i + count, label: label))
          }
        }
      }
    }
    return rows
  }

  /// An ellipsoid with a ragged edge.
  private struct Lesion {
    let isDense: Bool
    private let centre: SIMD3<Double>
    private let axes: SIMD3<Double>
    /// HU: of dense lesions their own, of ground glass what it adds to air.
    private let hu: Double
    /// mm over which it fades.
    private let rim: Double
    /// Waves of the edge: direction, and phase.
    private let waves: [(SIMD3<Double>, Double)]

    init(_ number: Int, in rows: [LabelRun], _ spacing: SIMD3<Double>, _ random: inout SplitMix64) {
      let run = rows[Int(random.next() % UInt64(rows.count))], i = Int(run.low) + Int(random.next() % UInt64(run.count))
      centre = SIMD3(Double(i), Double(run.j), Double(run.k)) * spacing
      let isNodule = number % 3 == 0
      isDense = number % 3 != 2
      let size = isNodule ? 3 + 9 * Double(random.unit()) : 5 + 18 * Double(random.unit())
      var axes = SIMD3<Double>.zero
      for a in 0..<3 { axes[a] = size * (isNodule ? 0.85 : 0.6) * (1 + Double(random.unit()) * (isNodule ? 0.3 : 1)) }
      self.axes = axes
      hu = isDense ? (isNodule ? 20 : -120) + 60 * Double(random.signed()) : 150 + 250 * Double(random.unit())
      rim = isDense ? 1.2 : 2 + 3 * Double(random.unit())
      waves = (0..<6).map { n in
        let way = SIMD3(Double(random.signed()), Double(random.signed()), Double(random.signed()))
        return (way * (2 + Double(n)) * 1.3, 2 * .pi * Double(random.unit()))
      }
    }

    func box(_ spacing: SIMD3<Double>) -> VoxelBox {
      let low = (centre - 1.5 * axes - rim) / spacing, high = (centre + 1.5 * axes + rim) / spacing
      func range(_ a: Int) -> Range<Int> { Int(low[a].rounded(.down))..<Int(high[a].rounded(.up)) + 1 }
      return VoxelBox(i: range(0), j: range(1), k: range(2))
    }

    /// How much of the lesion a voxel is, 0...1.
    func part(at v: VoxelIndex, _ spacing: SIMD3<Double>) -> Double {
      let p = (SIMD3(Double(v.i), Double(v.j), Double(v.k)) * spacing - centre) / axes
      let r = (p * p).sum().squareRoot()
      let ragged = waves.reduce(0.0) { $0 + cos(($1.0 * p).sum() + $1.1) } / Double(waves.count)
      let depth = (1 + 0.35 * ragged - r) * axes.min()
      return min(max(depth / rim + 0.5, 0), 1)
    }

    /// Ground glass fills air: the denser a voxel is already, the less it gains.
    func value(_ old: Double, _ part: Double) -> Double {
      if isDense { return old < hu ? old + (hu - old) * part : old }
      return old + hu * part * min(max((-100 - old) / 800, 0), 1)
    }
  }
}
