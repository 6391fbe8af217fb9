import StyletCore
import StyletImaging

/// Makes a lesion part of a lung: of the one that most of it lies in, or else of the nearest. What of it is air outside
/// the patient is left out. Cost: the lesion's voxels, and the slices that it lies on.
public struct LesionToLungs {
  /// 1 right, 2 left.
  public let lung: UInt8
  /// nil when nothing of it is new to the lungs.
  public let edit: Edit?
  /// Voxels of air outside the patient, which stay out.
  public private(set) var outside = 0

  /// - Parameters:
  ///   - runs: of the lesion, by k, j and i ascending.
  ///   - lungs: the layer of the lungs.
  ///   - volume: complete, of the same grid.
  /// - Returns: nil without lungs, or without a voxel.
  public init?(_ runs: [LabelRun], lungs: LabelLayer, volume: Volume) {
    guard let lung = Self.lung(of: runs, in: lungs.labels, volume.grid) else { return nil }
    self.lung = lung
    var builder = EditBuilder(layer: lungs)
    var outside = 0
    var air: (k: Int, value: OutsideAir)?
    for run in runs {
      let j = Int(run.j), k = Int(run.k)
      if air?.k != k { air = (k, OutsideAir(volume, lungs: lungs.labels, k: k)) }
      let slice = air?.value
      builder.set(j: j, k: k, Int(run.low)..<Int(run.high) + 1, to: lung) { i, old in
        if slice?.contains(i: i, j: j) == true {
          outside += 1
          return false
        }
        return old != LungLabels.right && old != LungLabels.left
      }
    }
    self.outside = outside
    edit = builder.edit(name: .words("tool.lungs-add-lesion"), tool: "lungs-add-lesion", origin: .manual)
  }

  private static func lung(of runs: [LabelRun], in lungs: LabelMap, _ grid: VoxelGrid) -> UInt8? {
    var inside: [UInt8: Int] = [:]
    var sum = SIMD3<Double>(), voxels = 0
    for run in runs {
      for i in Int(run.low)...Int(run.high) {
        let v = VoxelIndex(i, Int(run.j), Int(run.k))
        inside[lungs[v], default: 0] += 1
        sum += SIMD3(Double(v.i), Double(v.j), Double(v.k))
        voxels += 1
      }
    }
    guard voxels > 0 else { return nil }
    let (right, left) = (inside[LungLabels.right] ?? 0, inside[LungLabels.left] ?? 0)
    if right != left { return right > left ? LungLabels.right : LungLabels.left }
    // The nearest lung, from the lesion's middle.
    let middle = sum / Double(voxels), s = grid.spacing
    var best: (distance: Double, lung: UInt8)?
    for k in 0..<lungs.size.k {
      for j in 0..<lungs.size.j {
        lungs.forEachRun(j: j, k: k) { i, count, label in
          guard label == LungLabels.right || label == LungLabels.left else { return }
          let nearest = min(max(middle.x, Double(i)), Double(i + count - 1))
          let d = SIMD3((nearest - middle.x) * s.x, (Double(j) - middle.y) * s.y, (Double(k) - middle.z) * s.z)
          let distance = (d * d).sum()
          if distance < best?.distance ?? .infinity { best = (distance, label) }
        }
      }
    }
    return best?.lung
  }
}

/// The air around the patient on an axial slice: what of air, or of the padding in its corners, hangs together with the
/// picture's border. Lung that the border cuts is none. Cost: the slice.
struct OutsideAir {
  /// HU; a lesion is denser, and so are blankets.
  private static let air = -850.0
  private let width: Int
  private var outside: [Bool]

  init(_ volume: Volume, lungs: LabelMap, k: Int) {
    let size = volume.size, width = size.i, height = size.j
    self.width = width
    var open = [Bool](repeating: false, count: width * height)
    let rescale = volume.rescale
    volume.withSamples { samples in
      let slice = samples[k * width * height..<(k + 1) * width * height]
      let first = slice.startIndex
      // Padding is one value over and over; tissue that the picture's corner cuts is not.
      let ends = [0, width * (height - 1)].flatMap { row -> [Range<Int>] in
        [row..<row + min(6, width), row + max(width - 6, 0)..<row + width]
      }
      let paddings = ends.map { Set(slice[first + $0.lowerBound..<first + $0.upperBound]) }.filter { $0.count == 1 }
      let corners = Set(paddings.joined())
      for n in open.indices {
        let sample = slice[first + n]
        open[n] = corners.contains(sample) || rescale.value(sample) < Self.air
      }
    }
    for j in 0..<height {
      lungs.forEachRun(j: j, k: k) { i, count, _ in for n in j * width + i..<j * width + i + count { open[n] = false } }
    }
    outside = [Bool](repeating: false, count: open.count)
    var waiting: [Int] = []
    func reach(_ n: Int) {
      guard open[n], !outside[n] else { return }
      outside[n] = true
      waiting.append(n)
    }
    for i in 0..<width {
      reach(i)
      reach((height - 1) * width + i)
    }
    for j in 0..<height {
      reach(j * width)
      reach(j * width + width - 1)
    }
    while let n = waiting.popLast() {
      if n % width > 0 { reach(n - 1) }
      if n % width < width - 1 { reach(n + 1) }
      if n >= width { reach(n - width) }
      if n + width < open.count { reach(n + width) }
    }
  }

  func contains(i: Int, j: Int) -> Bool { outside[j * width + i] }
}
