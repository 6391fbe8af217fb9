import StyletBase
import StyletFiles
import StyletImaging

/// Writes NIfTI-1: .nii and .nii.gz. Values are int16 with scl_slope and scl_inter where a Float holds these
/// exactly, else the narrowest exact type. The matrix goes into the sform (as Float: NIfTI-1 has no more), and
/// into the qform too where it has no shear; where it has some, it is remarked that ITK does not read the file.
struct NIfTIWriter: ImageWriter {
  let name = "NIfTI"
  let extensions = ["nii.gz", "nii"]

  func write(_ volume: Volume, notes: [(name: String, value: String)], to path: String) throws {
    let r = volume.rescale
    let isExact = Double(Float(r.slope)) == r.slope && Double(Float(r.intercept)) == r.intercept && r.slope != 0
    try write(
      isExact ? StoredOrderSource(samples: volume) : StoredOrderSource(values: volume),
      isExact ? r : .identity, nil, to: path, level: 1)
  }

  func write(_ labels: LabelMap, grid: VoxelGrid, findings: LabelTable, to path: String) throws {
    try write(try StoredOrderSource(labels, grid: grid), .identity, MaskComment.text(findings), to: path, level: 6)
  }

  private func write(
    _ source: StoredOrderSource, _ rescale: Rescale, _ comment: String?, to path: String, level: Int32
  ) throws {
    try Failure.naming(path) {
      let header = try Self.header(source.grid, source.element, rescale, comment)
      let file = try OutputFile(path)
      if path.lowercased().hasSuffix(".gz") {
        let gzip = try DeflateSink(file, .gzip, level: level)
        try gzip.write(header)
        try source.write(to: gzip)
        try gzip.finish()
      } else {
        try file.write(header)
        try source.write(to: file)
      }
      try OutputFile.commit(file)
      if NIfTIQuaternion(source.grid.storedAffine) == nil {
        Messages.remark(path, words("scan.sheared-nifti", ["degrees": source.grid.shear.said]))
      }
    }
  }

  /// The 348 bytes of the header and four zeros: no extension follows.
  private static func header(
    _ grid: VoxelGrid, _ element: ElementType, _ rescale: Rescale, _ comment: String?
  ) throws -> [UInt8] {
    let size = grid.storedSize
    guard max(size.i, size.j, size.k) <= Int(Int16.max) else {
      throw Failure(.cannotCreate, "NIfTI-1 has no axis longer than 32767", advice: "write .nrrd or .mha")
    }
    var bytes = [UInt8](repeating: 0, count: 352)
    func put<T: FixedWidthInteger>(_ value: T, _ at: Int) {
      withUnsafeBytes(of: value.littleEndian) { for (n, byte) in $0.enumerated() { bytes[at + n] = byte } }
    }
    func put(_ values: [Double], _ at: Int) {
      for (n, value) in values.enumerated() { put(Float(value).bitPattern, at + 4 * n) }
    }
    put(Int32(348), 0)
    bytes[38] = UInt8(ascii: "r")
    for (n, extent) in [3, size.i, size.j, size.k, 1, 1, 1, 1].enumerated() { put(Int16(extent), 40 + 2 * n) }
    put(Int16(code(element)), 70)
    put(Int16(element.size * 8), 72)
    let affine = grid.storedAffine
    let spacing = (0..<3).map { length(affine[$0]) }
    let rotation = NIfTIQuaternion(affine)
    put([rotation?.factor ?? 1] + spacing + [0, 0, 0, 0], 76)
    put([352, rescale.slope, rescale.intercept], 108)
    bytes[123] = 2  // mm
    for (n, byte) in (comment ?? "Stylet").utf8.prefix(79).enumerated() { bytes[148 + n] = byte }
    let toRAS = SIMD3(-1.0, -1, 1)
    let origin = affine.origin * toRAS
    if let rotation {
      put(Int16(1), 252)
      put([rotation.bcd.x, rotation.bcd.y, rotation.bcd.z, origin.x, origin.y, origin.z], 256)
    }
    put(Int16(1), 254)
    let columns = (0..<3).map { affine[$0] * toRAS }
    for row in 0..<3 { put([columns[0][row], columns[1][row], columns[2][row], origin[row]], 280 + 16 * row) }
    for (n, byte) in "n+1".utf8.enumerated() { bytes[344 + n] = byte }
    return bytes
  }

  private static func code(_ element: ElementType) -> Int {
    switch element {
    case .uint8: 2
    case .int16: 4
    case .int32: 8
    case .float32: 16
    case .float64: 64
    case .int8: 256
    case .uint16: 512
    case .uint32: 768
    case .int64: 1024
    case .uint64: 1280
    }
  }
}

/// The rotation of an affine as NIfTI's quaternion: b, c, d with a ≥ 0, and the factor −1 for a left-handed grid.
struct NIfTIQuaternion {
  let bcd: SIMD3<Double>
  let factor: Double

  /// nil where the axes are not at right angles (to 1e-4).
  init?(_ affine: Affine) {
    let toRAS = SIMD3(-1.0, -1, 1)
    let c = (0..<3).map { affine[$0] / length(affine[$0]) * toRAS }
    guard abs(dot(c[0], c[1])) < 1e-4, abs(dot(c[0], c[2])) < 1e-4, abs(dot(c[1], c[2])) < 1e-4 else { return nil }
    factor = dot(c[0], cross(c[1], c[2])) < 0 ? -1 : 1
    let z = c[2] * factor
    let m = [c[0], c[1], z]  // columns; m[column][row]
    // Of the four squares the greatest is divided by (Shepperd 1978).
    let squares = [
      1 + m[0].x + m[1].y + m[2].z, 1 + m[0].x - m[1].y - m[2].z, 1 - m[0].x + m[1].y - m[2].z,
      1 - m[0].x - m[1].y + m[2].z,
    ]
    let greatest = squares.indices.max { squares[$0] < squares[$1] } ?? 0
    let s = 2 * max(squares[greatest], 0).squareRoot()
    var q: (a: Double, bcd: SIMD3<Double>)
    switch greatest {
    case 0: q = (s / 4, [m[1].z - m[2].y, m[2].x - m[0].z, m[0].y - m[1].x] / s)
    case 1: q = ((m[1].z - m[2].y) / s, [s / 4, (m[1].x + m[0].y) / s, (m[2].x + m[0].z) / s])
    case 2: q = ((m[2].x - m[0].z) / s, [(m[1].x + m[0].y) / s, s / 4, (m[2].y + m[1].z) / s])
    default: q = ((m[0].y - m[1].x) / s, [(m[2].x + m[0].z) / s, (m[2].y + m[1].z) / s, s / 4])
    }
    bcd = q.a < 0 ? -q.bcd : q.bcd
  }
}
