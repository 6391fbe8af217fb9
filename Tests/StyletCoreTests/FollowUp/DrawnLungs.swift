import StyletBase
import StyletCore
import StyletImaging

@testable import StyletDetection

/// Two lungs of no symmetry, by formulas in patient millimetres: of each grid and motion the truth is known.
struct DrawnLungs {
  /// Of the way from before to after, as the lungs lie in the patient.
  var motion = RigidMotion(from: .zero, to: .zero)
  /// How far what lies low is stretched downwards: another inspiration.
  var stretch = 1.0
  var sides: Set<UInt8> = [LungLabels.right, LungLabels.left]
  /// mm by which the surface is uneven, and the share of voxels that are missing inside.
  var noise = 0.0
  /// Another patient's: longer, narrower, the heart elsewhere.
  var isOther = false
  private var random = SplitMix64(seed: 7)

  init() {}

  static func turned(_ half: PatientPoint, shift: PatientPoint) -> RigidMotion {
    RigidMotion(from: [0, 0, -20], to: [shift.x, shift.y, shift.z - 20], half: half)
  }

  private func inside(_ p: PatientPoint, _ centre: PatientPoint, _ axes: PatientPoint) -> Double {
    let d = (p - centre) / axes
    return (1 - dot(d, d).squareRoot()) * axes.min()
  }

  /// mm from the surface, more or less, positive inside.
  private func depth(_ p: PatientPoint, _ label: UInt8) -> Double {
    let heart = isOther ? inside(p, [-10, -30, -10], [50, 45, 80]) : inside(p, [22, -38, -48], [58, 52, 60])
    let wide = isOther ? 0.75 : 1, long = isOther ? 1.3 : 1
    if label == LungLabels.right {
      let lung = inside(p, [-76, 0, 0], [58 * wide, 86 * wide, 122 * long])
      return min(lung, -heart, -inside(p, [-78, 8, -150], [90, 95, 82]))
    }
    let lung = inside(p, [72, 6, 4], [50 * wide, 79, 117 * long])
    return min(lung, -heart, -inside(p, [74, 0, -152], [80, 88, 70]))
  }

  /// The labels on a grid.
  func labels(on grid: VoxelGrid) -> LabelMap {
    var map = LabelMap(size: grid.size), runs: [Run] = [], random = random
    let labels = [LungLabels.right, LungLabels.left].filter(sides.contains)
    for k in 0..<grid.size.k {
      for j in 0..<grid.size.j {
        var row = [UInt8](repeating: 0, count: grid.size.i)
        for i in row.indices {
          var p = motion.back(grid.patient(of: VoxelIndex(i, j, k)))
          if p.z < 0 { p.z /= stretch }
          let label = p.x < 0 ? LungLabels.right : LungLabels.left
          guard labels.contains(label) else { continue }
          let rough = noise == 0 ? 0 : Double(random.gaussian()) * noise
          if depth(p, label) + rough > 0, noise == 0 || random.unit() > 0.02 { row[i] = label }
        }
        var i = 0
        while i < row.count {
          let first = i
          while i < row.count, row[i] == row[first] { i += 1 }
          if row[first] != 0 { runs.append(Run(k: k, j: j, i: first, count: i - first, old: 0, new: row[first])) }
        }
      }
    }
    map.apply(runs)
    return map
  }

  /// A grid around them.
  static func grid(_ spacing: SIMD3<Double>, low: Double = -150, high: Double = 140) -> VoxelGrid {
    let size = GridSize(Int(320 / spacing.x), Int(240 / spacing.y), Int((high - low) / spacing.z))!
    return VoxelGrid(size: size, affine: Affine(spacing: spacing, origin: [-160, -120, low]))
  }

  func field(on grid: VoxelGrid) -> LungField? { LungField(labels(on: grid), on: grid) }
}
