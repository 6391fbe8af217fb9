import StyletBase
import StyletImaging

/// What two masks on one grid have in common, mm and mL.
public struct MaskAgreement: Equatable, Sendable {
  public let overlap: MaskOverlap
  /// mm³ of a voxel, shear included.
  public let voxelVolume: Double
  public let lesions: LesionMatches
  /// nil where a mask is empty, and on a sheared grid.
  public let surface: SurfaceDistances?

  /// - Parameters:
  ///   - a, b: what belongs to the first and to the second mask, each by its own labels.
  ///   - tolerance: of the surface Dice, mm.
  /// Cost: the box of both together, whatever the grid; memory about nine bytes for each of its voxels.
  public init(
    _ a: (labels: LabelMap, values: Set<UInt8>), _ b: (labels: LabelMap, values: Set<UInt8>), grid: VoxelGrid,
    tolerance: Double
  ) {
    precondition(a.labels.size == grid.size && b.labels.size == grid.size, "masks of another grid")
    voxelVolume = grid.voxelVolume
    guard var box = Self.box(a) ?? Self.box(b) else {
      (overlap, surface) = (MaskOverlap(first: 0, second: 0, common: 0), nil)
      lesions = LesionMatches([])
      return
    }
    for own in [Self.box(a), Self.box(b)].compactMap({ $0 }) { box.formUnion(own) }
    let masks = (MaskBox(a.values, of: a.labels, in: box), MaskBox(b.values, of: b.labels, in: box))
    overlap = Self.count(masks.0.bytes, masks.1.bytes)
    lesions = LesionMatches(masks.0, masks.1)
    let isMeasured = overlap.first > 0 && overlap.second > 0 && grid.hasPerpendicularAxes
    surface =
      isMeasured ? SurfaceDistances(masks.0, masks.1, spacing: grid.spacing, tolerance: tolerance) : nil
  }

  /// The box that a mask fills.
  private static func box(_ mask: (labels: LabelMap, values: Set<UInt8>)) -> VoxelBox? {
    let whole = VoxelBox(mask.labels.size)
    return mask.values.compactMap { mask.labels.bounds(of: $0, within: whole) }
      .reduce(nil) { all, own in
        var all = all ?? own
        all.formUnion(own)
        return all
      }
  }

  /// What belongs to the one, to the other, and to both.
  private static func count(_ a: [UInt8], _ b: [UInt8]) -> MaskOverlap {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var (first, second, common) = (0, 0, 0)
        for n in a.indices {
          first &+= Int(a[n])
          second &+= Int(b[n])
          common &+= Int(a[n] & b[n])
        }
        return MaskOverlap(first: first, second: second, common: common)
      }
    }
  }

  /// Voxels of the first, of the second, and of both.
  public var first: Int { overlap.first }
  public var second: Int { overlap.second }
  public var common: Int { overlap.common }
  /// 0...1; nil where a mask is empty.
  public var dice: Double? { overlap.dice }
  public var jaccard: Double? { overlap.jaccard }

  public func millilitres(_ voxels: Int) -> Double { Double(voxels) * voxelVolume / 1000 }
}

extension VoxelGrid {
  /// Whether distances can be taken along the axes one after another: no cosine between two of them above 0.0005, which
  /// is a tenth of a millimetre in 20 cm.
  package var hasPerpendicularAxes: Bool {
    [(0, 1), (0, 2), (1, 2)].allSatisfy { a, b in
      abs(dot(affine[a], affine[b])) <= 0.0005 * length(affine[a]) * length(affine[b])
    }
  }
}

extension MaskBox {
  /// The voxels of a box that carry one of some labels. Cost: the box, on all cores.
  init(_ values: Set<UInt8>, of labels: LabelMap, in box: VoxelBox) {
    self.init(box)
    let belongs = (0...255).map { UInt8(values.contains(UInt8($0)) && $0 != 0 ? 1 : 0) }
    let slice = box.i.count * box.j.count
    bytes.withUnsafeMutableBufferPointer { out in
      guard let base = out.baseAddress else { return }
      let writer = SharedWriter(pointer: base)
      Parallel.forEach(box.k.count, together: box.count > 1 << 15) { n in
        let rows = UnsafeMutableBufferPointer(start: writer.pointer + n * slice, count: slice)
        labels.read(.axial, w: box.k.lowerBound + n, u: box.i, v: box.j, into: rows)
        belongs.withUnsafeBufferPointer { belongs in for x in 0..<slice { rows[x] = belongs[Int(rows[x])] } }
      }
    }
  }
}
