import StyletBase

/// The tubes of the synthetic thorax: great vessels, airways, the branching vessels and bronchi of the lungs, and
/// the bones that are rods.
struct ThoraxTubes: Sendable {
  /// Blood, in the mediastinum.
  let greatVessels: [Tube]
  /// Blood, in the lungs.
  let vessels: [Tube]
  /// Lumen of trachea and main bronchi: what the truth calls airway.
  let mainAirway: [Tube]
  /// Lumen of the bronchi within the lungs.
  let bronchi: [Tube]
  let oesophagus: [Tube]
  let clavicles: [Tube]

  /// - Parameter pixel: mm; with large pixels the finest branches, which would not show, are left out.
  init(shape: ThoraxShape, seed: UInt64, pixel: Float) {
    var random = SplitMix64(seed: seed ^ 0x7475_6265)
    greatVessels =
      Self.chain([[23, 42, -5], [24, 41, 120], [22, 38, 203], [17, 18, 222], [0, -8, 221]], 12.5)
      + Self.chain([[0, -8, 221], [-15, -22, 203], [-16, -26, 175], [-2, -24, 140]], 14.5)
      + Self.chain([[-28, -16, 262], [-31, -18, 220], [-27, -14, 150]], 8.5)
      + Self.chain([[42, -30, 275], [10, -34, 248], [-28, -22, 236]], 5.5)
      + Self.chain([[-22, 8, -5], [-21, 4, 60], [-20, -4, 112]], 11)
      + Self.chain([[14, -44, 146], [18, -26, 182]], 13)
      + Self.chain([[18, -26, 182], [34, -2, 190], [50, 12, 182]], 9.5)
      + Self.chain([[16, -18, 180], [-14, -6, 175], [-46, 6, 170]], 9)
      + Self.chain([[-48, 12, 150], [-12, 14, 148], [12, 14, 146], [48, 14, 154]], 8.5)
      + Self.chain([[-6, -14, 224], [-22, -8, 252], [-26, -6, 325]], 6)
      + Self.chain([[6, -2, 226], [13, 2, 250], [17, 2, 325]], 4)
      + Self.chain([[16, 14, 225], [24, 12, 255], [32, 10, 325]], 4.8)
    mainAirway =
      Self.chain([[0, 12, 325], [0, 14, 265], [2, 17, 207]], 8.6)
      + Self.chain([[2, 17, 207], [-22, 15, 188], [-44, 13, 174]], 6.8)
      + Self.chain([[2, 17, 207], [26, 20, 188], [49, 18, 172]], 6)
    oesophagus = Self.chain([[5, 33, 325], [4, 36, 210], [6, 36, 130], [16, 28, 85], [28, 8, 60]], 7)
    clavicles = [-1, 1].flatMap { (side: Float) in
      Self.chain([[13 * side, -66, 268], [60 * side, -64, 284], [100 * side, -40, 296], [132 * side, -14, 306]], 5.6)
    }
    var vessels: [Tube] = [], bronchi: [Tube] = []
    let hila: [(side: Float, root: SIMD3<Float>)] = [(-1, [-44, 10, 170]), (1, [49, 14, 174])]
    for (side, root) in hila {
      func targets(_ count: Int, depth: Float) -> [SIMD3<Float>] {
        var found: [SIMD3<Float>] = []
        while found.count < count {
          let p = SIMD3(side * 140 * random.unit(), 100 * random.signed(), 20 + 285 * random.unit())
          if shape.section(p.z).lung(p.x, p.y) < -depth { found.append(p) }
        }
        return found
      }
      // The left lung is the smaller one.
      let size = (side < 0 ? 1 : 0.85) * min(Float(1), 1.5 / pixel)
      vessels += BranchTree.grow(from: root, to: targets(Int(800 * size), depth: 4), leaf: 0.66)
      vessels += BranchTree.grow(from: root - [4 * side, -4, 20], to: targets(Int(520 * size), depth: 5), leaf: 0.66)
      bronchi += BranchTree.grow(from: root + [0, 3, 2], to: targets(Int(90 * size), depth: 18), leaf: 0.8)
    }
    self.vessels = vessels
    self.bronchi = bronchi
  }

  private static func chain(_ points: [SIMD3<Float>], _ radius: Float) -> [Tube] {
    zip(points, points.dropFirst()).map { Tube($0, $1, radius) }
  }
}
