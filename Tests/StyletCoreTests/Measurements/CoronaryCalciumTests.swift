import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// Calcium within outlines against a plain recount, and by hand.
@Suite struct CoronaryCalciumTests {
  private let usual = AcquisitionFacts(contrast: false, kilovolts: 120)

  private func ellipse(_ name: String, _ u: Double, _ v: Double, k: Int, _ radii: SIMD2<Double>) -> Measurement {
    Measurement(shape: .ellipse, plane: .axial, points: [[u, v, Double(k)]], radii: radii, name: name)
  }

  private func volume(
    _ size: GridSize, _ spacing: SIMD3<Double>, _ spots: [(VoxelIndex, Int16)], rescale: Rescale = .identity
  ) throws -> Volume {
    try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: spacing)), rescale: rescale) { out in
      for n in out.indices { out[n] = 20 }
      for (v, value) in spots { out[(v.k * size.j + v.j) * size.i + v.i] = value }
    }
  }

  /// Slices of 3 mm, pixels of 1 mm²: the score is the weights' sum.
  @Test func byHand() throws {
    let size = GridSize(12, 10, 4)!
    let scan = try volume(
      size, [1, 1, 3],
      [
        (VoxelIndex(2, 2, 1), 130), (VoxelIndex(3, 3, 1), 210),  // touch by a corner: one part of weight 2
        (VoxelIndex(6, 2, 1), 399), (VoxelIndex(8, 8, 1), 129), (VoxelIndex(2, 2, 2), 400),
        (VoxelIndex(9, 2, 1), 1000),  // within no outline
      ])
    let outlines = [
      ellipse("LAD", 4, 3, k: 1, [3.9, 2.5]), ellipse(" lad ", 4, 3, k: 2, [3.9, 2.5]),
      ellipse("rca", 8, 8, k: 1, [1, 1]),
      ellipse("aorta", 9, 2, k: 1, [1, 1]),
    ]
    let calcium = try #require(CoronaryCalcium(outlines, of: scan, acquisition: usual))
    #expect(calcium.vessels.map(\.name) == ["LAD", "RCA"])
    let score: Double = 2 * 2 + 3 + 4, volume: Double = 4 * 3
    #expect(calcium.vessels[0] == .init(name: "LAD", agatston: score, volume: volume, parts: 3))
    #expect(calcium.vessels[1].agatston == 0 && calcium.agatston == 11)
    #expect(calcium.remarks == [.ungated])
  }

  private static let steps: [(Double, Double)] = [
    (129, 0), (130, 1), (199, 1), (200, 2), (299, 2), (300, 3), (399, 3), (400, 4), (2000, 4),
  ]

  @Test(arguments: steps) func weights(_ value: Double, _ weight: Double) throws {
    let scan = try volume(GridSize(5, 5, 1)!, [1, 1, 3], [(VoxelIndex(2, 2, 0), Int16(value))])
    let calcium = CoronaryCalcium([ellipse("LM", 2, 2, k: 0, [2, 2])], of: scan)
    #expect(calcium?.agatston == weight)
  }

  /// A quarter of a square millimetre a pixel: four make a part, three do not.
  @Test(arguments: [(3, 0.0), (4, 1.0)]) func theLeastArea(_ pixels: Int, _ score: Double) throws {
    let spots = (0..<pixels).map { (VoxelIndex(3 + $0, 4, 0), Int16(150)) }
    let scan = try volume(GridSize(12, 9, 1)!, [0.5, 0.5, 3], spots)
    let calcium = CoronaryCalcium([ellipse("LCX", 5, 4, k: 0, [2.5, 2])], of: scan)
    #expect(calcium?.agatston == score)
  }

  /// Three slices of 1 mm are one of 3 mm: a spot on one of them is averaged away, one through all is not.
  @Test func thinSlicesAreAveraged() throws {
    let size = GridSize(8, 8, 7)!
    let through = (3..<6).map { (VoxelIndex(2, 2, $0), Int16(300)) }
    let scan = try volume(size, [1, 1, 1], through + [(VoxelIndex(5, 5, 3), 300), (VoxelIndex(2, 2, 6), 300)])
    let calcium = try #require(
      CoronaryCalcium(
        [ellipse("LM", 3.5, 3.5, k: 4, [3.5, 3.5]), ellipse("RCA", 3.5, 3.5, k: 6, [3.5, 3.5])], of: scan))
    let main = CoronaryCalcium.Vessel(name: "LM", agatston: 3, volume: 3, parts: 1)
    #expect(calcium.vessels[0] == main)
    // the last stack has one slice alone, and a third of the height
    #expect(abs(calcium.vessels[1].agatston - 1) < 1e-12 && calcium.vessels[1].volume == 1)
    #expect(calcium.remarks == [.ungated, .kilovoltsUnknown, .contrastUnknown, .averaged(3)])
  }

  @Test func whatLowersTrustIsSaid() throws {
    let scan = try volume(GridSize(6, 6, 2)!, [1, 1, 5], [])
    let outline = [ellipse("LM", 3, 3, k: 0, [2, 2])]
    #expect(CoronaryCalcium(outline, of: scan, acquisition: AcquisitionFacts(contrast: true)) == nil)
    #expect(CoronaryCalcium([], of: scan) == nil)
    let calcium = CoronaryCalcium(outline, of: scan, acquisition: AcquisitionFacts(contrast: false, kilovolts: 100))
    #expect(calcium?.remarks == [.ungated, .kilovolts(100), .thickSlices(mm: 5)])
    // an outline across the axial slices is none
    var coronal = outline[0]
    coronal.plane = .coronal
    #expect(CoronaryCalcium([coronal], of: scan) == nil)
  }

  /// Random scans and outlines, some over each other, against a recount with plain loops.
  @Test(arguments: [[0.4, 0.6, 0.7], [0.8, 0.7, 1.5], [1.1, 0.9, 2.5], [0.7, 0.7, 4]]) func againstAPlainRecount(
    _ spacing: [Double]
  ) throws {
    let size = GridSize(22, 19, 8)!
    var random = SeededRandom(seed: UInt64(spacing[2] * 10))
    for scale in [Rescale(slope: 1, intercept: 0), Rescale(slope: 2, intercept: -40)] {
      let grid = VoxelGrid(size: size, affine: Affine(spacing: [spacing[0], spacing[1], spacing[2]]))
      let scan = try Volume(grid: grid, rescale: scale) { out in
        for n in out.indices { out[n] = Int16.random(in: -50...260, using: &random) }
      }
      var outlines: [Measurement] = []
      for _ in 0..<9 {
        let k = Int.random(in: 0..<8, using: &random)
        outlines.append(
          ellipse(
            CoronaryCalcium.vesselNames.randomElement(using: &random)!, Double.random(in: 3...18, using: &random),
            Double.random(in: 3...15, using: &random), k: k, [Double.random(in: 1...5, using: &random), 3]))
      }
      let found = try #require(CoronaryCalcium(outlines, of: scan))
      #expect(found.agatston > 0)
      for vessel in found.vessels {
        let (score, volume) = recount(vessel.name, outlines, scan)
        let (offScore, offVolume) = (abs(vessel.agatston - score), abs(vessel.volume - volume))
        #expect(offScore < 1e-6, "\(vessel)")
        #expect(offVolume < 1e-6)
      }
    }
  }

  private func recount(_ name: String, _ outlines: [Measurement], _ scan: Volume) -> (Double, Double) {
    let size = scan.size, spacing = scan.grid.spacing
    let n = max(Int((3 / spacing.z).rounded()), 1)
    func contains(_ m: Measurement, _ i: Int, _ j: Int) -> Bool {
      let x = (Double(i) - m.points[0].x) * spacing.x / m.radii.x
      let y = (Double(j) - m.points[0].y) * spacing.y / m.radii.y
      return x * x + y * y <= 1
    }
    let area = spacing.x * spacing.y
    let least = max(1, Int((1 / area).rounded(.up)))
    var score = 0.0, volume = 0.0
    for stack in 0..<(size.k + n - 1) / n {
      let ks = stack * n..<min(stack * n + n, size.k)
      var parts = [[Int]](repeating: [Int](repeating: 0, count: size.i), count: size.j)
      var value = [[Double]](repeating: [Double](repeating: 0, count: size.i), count: size.j)
      for j in 0..<size.j {
        for i in 0..<size.i {
          let here = outlines.filter { ks.contains($0.slice!) && contains($0, i, j) }.map(\.name!)
          let owner = CoronaryCalcium.vesselNames.first { here.contains($0) }
          value[j][i] = ks.reduce(0.0) { $0 + scan.value(at: VoxelIndex(i, j, $1)) } / Double(ks.count)
          if owner == name, value[j][i] >= 130 { parts[j][i] = j * size.i + i + 1 }
        }
      }
      // the highest number goes round until nothing changes
      var changed = true
      while changed {
        changed = false
        for j in 0..<size.j {
          for i in 0..<size.i where parts[j][i] > 0 {
            for y in max(j - 1, 0)...min(j + 1, size.j - 1) {
              for x in max(i - 1, 0)...min(i + 1, size.i - 1) where parts[y][x] > parts[j][i] {
                parts[j][i] = parts[y][x]
                changed = true
              }
            }
          }
        }
      }
      for part in Set(parts.joined()) where part > 0 {
        var pixels = 0, peak = 0.0
        for j in 0..<size.j {
          for i in 0..<size.i where parts[j][i] == part {
            pixels += 1
            peak = max(peak, value[j][i])
          }
        }
        if pixels < least { continue }
        let height = spacing.z * Double(ks.count)
        let weight: Double = peak >= 400 ? 4 : peak >= 300 ? 3 : peak >= 200 ? 2 : 1
        let square = Double(pixels) * area
        score += square * weight * height / 3
        volume += square * height
      }
    }
    return (score, volume)
  }
}
