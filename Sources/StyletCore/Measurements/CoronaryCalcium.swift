import StyletImaging

/// Coronary calcium within outlines that a reader drew around the arteries, after Agatston: an estimate, since the scan
/// is not gated to the heart.
///
/// Only ellipses and polygons on axial slices count, each named after its artery. Slices thinner than
/// ``ChestStandards/Calcium/sliceMM`` are averaged in stacks of about that height first, counted from the lowest slice
/// of the scan, because noise alone passes the threshold on thin ones; an outline on any slice of a stack holds for
/// all of it. A part of a stack's outline is calcium when its values reach the threshold, its pixels touch by edges or
/// corners, and its area reaches the least one. The score is Σ area · weight · h/3, with the weight of the part's
/// highest value and the height h of its stack in mm; a pixel within outlines of two arteries is the former one's.
public struct CoronaryCalcium: Hashable, Sendable {
  public struct Vessel: Hashable, Sendable {
    /// "LM", "LAD", "LCX", "RCA".
    public var name: String
    public var agatston: Double
    /// mm³ of the calcified parts.
    public var volume: Double
    /// Calcified parts of slices or stacks.
    public var parts: Int
  }

  /// What lowers trust in the number.
  public enum Remark: Hashable, Sendable {
    case ungated
    case kilovoltsUnknown
    case kilovolts(Double)
    case contrastUnknown
    case thickSlices(mm: Double)
    /// So many slices were averaged into one.
    case averaged(Int)
  }

  /// The arteries that have an outline, in the order of ``vesselNames``.
  public var vessels: [Vessel]
  public var remarks: [Remark]

  public var agatston: Double { vessels.reduce(0) { $0 + $1.agatston } }
  public var volume: Double { vessels.reduce(0) { $0 + $1.volume } }

  public static let vesselNames = ["LM", "LAD", "LCX", "RCA"]

  /// nil when there is no outline of an artery, or contrast medium, whose values are those of calcium. The volume must
  /// be complete. Cost: the outlines times the slices of a stack, and a slice's pixels for each stack with an outline.
  /// - Parameter acquisition: how the scan was made; what its file says when nil.
  public init?(
    _ measurements: [Measurement], of volume: Volume, standards: ChestStandards = .standard,
    acquisition: AcquisitionFacts? = nil
  ) {
    let acquisition = acquisition ?? volume.acquisition
    guard acquisition.contrast != true, volume.isComplete else { return nil }
    let rules = standards.calcium
    let grid = volume.grid
    let stacks = CalciumStacks(grid, rules)
    var outlines: [Int: CalciumStacks.Outline] = [:]
    var drawn: Set<Int> = []
    for (n, name) in Self.vesselNames.enumerated() {
      for m in measurements where m.plane == .axial && Self.isName(m.name, name) && m.isSound(on: grid.size) {
        guard let region = m.region(in: grid) else { continue }
        drawn.insert(n)
        let number = region.w / stacks.slices
        outlines[number, default: CalciumStacks.Outline(grid.size)].add(region, of: n)
      }
    }
    var found = Self.vesselNames.map { Vessel(name: $0, agatston: 0, volume: 0, parts: 0) }
    for (number, outline) in outlines.sorted(by: { $0.key < $1.key }) {
      stacks.measure(outline, number: number, volume, standards, into: &found)
    }
    vessels = found.indices.filter(drawn.contains).map { found[$0] }
    guard !vessels.isEmpty else { return nil }
    remarks = [.ungated]
    if let kilovolts = acquisition.kilovolts {
      if abs(kilovolts - rules.kilovolts) > 0.5 { remarks.append(.kilovolts(kilovolts)) }
    } else {
      remarks.append(.kilovoltsUnknown)
    }
    if acquisition.contrast == nil { remarks.append(.contrastUnknown) }
    if stacks.height > rules.sliceMM * 1.001 { remarks.append(.thickSlices(mm: stacks.height)) }
    if stacks.slices > 1 { remarks.append(.averaged(stacks.slices)) }
  }

  private static func isName(_ text: String?, _ vessel: String) -> Bool {
    text?.filter { !$0.isWhitespace }.uppercased() == vessel
  }
}

/// How the slices of a scan are taken together.
private struct CalciumStacks {
  /// Whose outline each pixel of a stack lies in.
  struct Outline {
    /// By j * size.i + i: the number of the artery, 255 for none.
    private(set) var owners: [UInt8]
    private(set) var pixels: [Int] = []
    private let width: Int

    init(_ size: GridSize) {
      owners = [UInt8](repeating: 255, count: size.i * size.j)
      width = size.i
    }

    mutating func add(_ region: SliceRegion, of vessel: Int) {
      for row in region.rows {
        for i in row.u where owners[row.v * width + i] == 255 {
          owners[row.v * width + i] = UInt8(vessel)
          pixels.append(row.v * width + i)
        }
      }
    }
  }

  /// In one, but the last one of the scan, which may be lower.
  let slices: Int
  /// Of a slice, along the normal, mm.
  let height: Double
  private let pixelArea: Double
  private let leastPixels: Int
  private let size: GridSize

  init(_ grid: VoxelGrid, _ rules: ChestStandards.Calcium) {
    pixelArea = grid.pixelArea(.axial)
    height = grid.voxelVolume / pixelArea
    slices = max(Int(min((rules.sliceMM / height).rounded(), 1000)), 1)
    leastPixels = max(1, Int(min((rules.minimumMM2 / pixelArea - 1e-9).rounded(.up), 1e9)))
    size = grid.size
  }

  /// Adds the calcified parts of a stack to the arteries that they belong to.
  func measure(
    _ outline: Outline, number: Int, _ volume: Volume, _ standards: ChestStandards,
    into vessels: inout [CoronaryCalcium.Vessel]
  ) {
    let threshold = standards.calcium.thresholdHU
    let ks = number * slices..<min((number + 1) * slices, size.k)
    var bright = [Double](repeating: -.infinity, count: size.i * size.j)
    volume.withSamples { samples in
      for pixel in outline.pixels {
        var sum = 0
        for k in ks { sum &+= Int(samples[k * size.j * size.i + pixel]) }
        let value = volume.rescale.slope * Double(sum) / Double(ks.count) + volume.rescale.intercept
        if value >= threshold { bright[pixel] = value }
      }
    }
    let thickness = height * Double(ks.count)
    for start in outline.pixels where bright[start] > -.infinity {
      let owner = outline.owners[start]
      var peak = bright[start]
      var pixels = 0
      var waiting = [start]
      bright[start] = -.infinity
      while let p = waiting.popLast() {
        pixels += 1
        let (j, i) = (p / size.i, p % size.i)
        for y in max(j - 1, 0)...min(j + 1, size.j - 1) {
          for x in max(i - 1, 0)...min(i + 1, size.i - 1) {
            let near = y * size.i + x
            guard bright[near] > -.infinity, outline.owners[near] == owner else { continue }
            peak = max(peak, bright[near])
            bright[near] = -.infinity
            waiting.append(near)
          }
        }
      }
      guard pixels >= leastPixels else { continue }
      let area = Double(pixels) * pixelArea
      let weight = Double(standards.scales.calciumWeight.grade(of: peak).grade)
      vessels[Int(owner)].agatston += area * weight * thickness / standards.calcium.sliceMM
      vessels[Int(owner)].volume += area * thickness
      vessels[Int(owner)].parts += 1
    }
  }
}
