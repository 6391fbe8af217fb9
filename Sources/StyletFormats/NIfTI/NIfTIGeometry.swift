import StyletBase
import StyletFiles
import StyletImaging

/// Where a NIfTI image lies: which of its three statements counts, and what is odd about them.
///
/// As nibabel does: the sform when its code is above 0, else the qform when its code is, else the voxel sizes
/// with the volume centred on the origin and x to the right. NIfTI's axes are RAS; Stylet's are LPS.
struct NIfTIGeometry {
  private(set) var affine: Affine
  /// "sform", "qform" or "voxel sizes"
  private(set) var source: String
  private(set) var problems: [String] = []

  init(_ h: NIfTIHeader, extents: [Int]) {
    var problems: [String] = []
    let unit = Self.millimetres(h.units, &problems)
    let sizes = Self.voxelSizes(h, &problems)
    let sform = h.sformCode > 0 ? Self.usable(Self.sform(h), "sform", &problems) : nil
    let qform = h.qformCode > 0 ? Self.usable(Self.qform(h, sizes, &problems), "qform", &problems) : nil
    if let sform {
      affine = sform
      source = "sform"
      if let qform, let apart = Self.distance(sform, qform, extents, unit: unit) {
        problems.append(words("scan.forms-disagree", ["apart": said(apart)]))
      }
    } else if let qform {
      affine = qform
      source = "qform"
    } else {
      affine = Self.centred(sizes, extents)
      source = words("scan.voxel-sizes")
      problems.append(
        words("scan.no-form"))
    }
    affine = affine.scaled(by: unit)
    self.problems = problems
  }

  /// Millimetres in the unit that xyzt_units states.
  private static func millimetres(_ units: Int, _ problems: inout [String]) -> Double {
    switch units & 7 {
    case 1:
      problems.append(words("scan.lengths-in", ["unit": words("scan.metres")]))
      return 1000
    case 3:
      problems.append(words("scan.lengths-in", ["unit": words("scan.micrometres")]))
      return 0.001
    default: return 1
    }
  }

  /// pixdim 1...3, made positive; 1 where they are 0 or no number.
  private static func voxelSizes(_ h: NIfTIHeader, _ problems: inout [String]) -> SIMD3<Double> {
    var sizes = SIMD3(h.pixdim[1], h.pixdim[2], h.pixdim[3])
    for a in 0..<3 where a < h.dim[0] || sizes[a] != 0 {
      if !sizes[a].isFinite || sizes[a] == 0 {
        problems.append(words("scan.pixdim-used", ["axis": a + 1, "value": "\(sizes[a])"]))
        sizes[a] = 1
      } else if sizes[a] < 0 {
        problems.append(words("scan.pixdim-negative", ["axis": a + 1]))
        sizes[a] = -sizes[a]
      }
    }
    for a in 0..<3 where sizes[a] == 0 { sizes[a] = 1 }
    return sizes
  }

  private static func sform(_ h: NIfTIHeader) -> Affine {
    let (x, y, z) = (h.srow[0], h.srow[1], h.srow[2])
    func column(_ n: Int) -> PatientPoint { [-x[n], -y[n], z[n]] }
    return Affine(column(0), column(1), column(2), origin: column(3))
  }

  /// Rotation of the quaternion (a, b, c, d), a ≥ 0, times the voxel sizes; pixdim[0] = −1 turns the third axis.
  /// Formula and the limit for half a turn: nifti1.h, method 2, and its library.
  private static func qform(_ h: NIfTIHeader, _ sizes: SIMD3<Double>, _ problems: inout [String]) -> Affine {
    var q = h.quaternion
    let square = dot(q, q)
    var a = 0.0
    // Half a turn: what is left of 1 is rounding, and its root would be a turn of its own.
    if square > 1 - 1e-7 {
      if square > 1 + 1e-5 { problems.append(words("scan.long-quaternion")) }
      q /= square.squareRoot()
    } else {
      a = (1 - square).squareRoot()
    }
    let (b, c, d) = (q.x, q.y, q.z)
    let x = SIMD3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)) * sizes.x
    let y = SIMD3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)) * sizes.y
    var z = SIMD3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - c * c - b * b) * sizes.z
    if h.pixdim[0] < 0 { z = -z }
    let toLPS = SIMD3(-1.0, -1, 1)
    return Affine(x * toLPS, y * toLPS, z * toLPS, origin: h.qoffset * toLPS)
  }

  private static func centred(_ sizes: SIMD3<Double>, _ extents: [Int]) -> Affine {
    let n = SIMD3(Double(extents[0] - 1), Double(extents[1] - 1), Double(extents[2] - 1))
    // RAS: x falls, y and z rise; so in LPS x rises, y falls.
    return Affine(
      [sizes.x, 0, 0], [0, -sizes.y, 0], [0, 0, sizes.z], origin: SIMD3(-1, 1, -1) * n * sizes / 2)
  }

  /// nil, with a problem, for a matrix that spans no volume.
  private static func usable(_ m: Affine, _ name: String, _ problems: inout [String]) -> Affine? {
    let lengths = length(m[0]) * length(m[1]) * length(m[2])
    let o = m.origin
    guard lengths.isFinite, lengths > 0, abs(m.determinant) >= 1e-4 * lengths, (o.x + o.y + o.z).isFinite else {
      problems.append(words("scan.form-not-used", ["name": name]))
      return nil
    }
    return m
  }

  /// How far two matrices put a corner apart, mm; nil when less than a tenth of the smallest voxel size.
  private static func distance(_ a: Affine, _ b: Affine, _ extents: [Int], unit: Double) -> Double? {
    var worst = 0.0
    for corner in 0..<8 {
      let index = SIMD3(
        corner & 1 == 0 ? 0 : Double(extents[0] - 1), corner & 2 == 0 ? 0 : Double(extents[1] - 1),
        corner & 4 == 0 ? 0 : Double(extents[2] - 1))
      worst = max(worst, length(a.patient(of: index) - b.patient(of: index)))
    }
    return worst > 0.1 * min(length(a[0]), length(a[1]), length(a[2])) ? worst * unit : nil
  }
}

extension Affine {
  /// All lengths times `factor`: a change of unit.
  func scaled(by factor: Double) -> Affine {
    Affine(columns.0 * factor, columns.1 * factor, columns.2 * factor, origin: origin * factor)
  }
}
