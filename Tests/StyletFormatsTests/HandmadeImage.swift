import StyletImaging
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// A small image of which the tests themselves make files, byte by byte: so that readers are not only tested with
/// what our writers write.
struct HandmadeImage {
  var extents = [3, 4, 5]
  /// Stored index → LPS mm.
  var affine = Affine([0.8, 0.1, 0], [-0.1, 0.9, 0.2], [0.05, -0.2, 2.5], origin: [-10, 20, -30])
  var element = ElementType.int16
  var order = ByteOrder.little
  /// Stored order.
  var numbers: [Double]

  init(element: ElementType = .int16, order: ByteOrder = .little, numbers: [Double]? = nil) {
    self.element = element
    self.order = order
    self.numbers = numbers ?? (0..<60).map { Double(($0 * 7) % 61) }
  }

  /// The voxels as the element type's bytes.
  var voxels: [UInt8] {
    numbers.flatMap { n -> [UInt8] in
      switch element {
      case .int8: raw(Int8(n))
      case .uint8: raw(UInt8(n))
      case .int16: raw(Int16(n))
      case .uint16: raw(UInt16(n))
      case .int32: raw(Int32(n))
      case .uint32: raw(UInt32(n))
      case .int64: raw(Int64(n))
      case .uint64: raw(UInt64(n))
      case .float32: raw(Float(n).bitPattern)
      case .float64: raw(n.bitPattern)
      }
    }
  }

  func raw<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    withUnsafeBytes(of: order == .little ? value.littleEndian : value.bigEndian) { Array($0) }
  }

  /// Checks a volume that was read: every voxel's value, and its place in the patient.
  func check(_ volume: Volume, tolerance: Double = 0, sourceLocation: SourceLocation = #_sourceLocation) {
    let grid = volume.grid
    let stored = grid.storedSize
    #expect([stored.i, stored.j, stored.k] == extents, sourceLocation: sourceLocation)
    guard [stored.i, stored.j, stored.k] == extents else { return }
    var worst = 0.0
    var apart = 0.0
    for k in 0..<grid.size.k {
      for j in 0..<grid.size.j {
        for i in 0..<grid.size.i {
          let v = VoxelIndex(i, j, k)
          let s = grid.storage.stored(v, size: grid.size)
          worst = max(worst, abs(volume.value(at: v) - numbers[(s.z * extents[1] + s.y) * extents[0] + s.x]))
          apart = max(
            apart, length(grid.patient(of: v) - affine.patient(of: SIMD3(Double(s.x), Double(s.y), Double(s.z)))))
        }
      }
    }
    #expect(worst <= tolerance, "values differ by up to \(worst)", sourceLocation: sourceLocation)
    #expect(apart < 1e-4, "positions differ by up to \(apart) mm", sourceLocation: sourceLocation)
  }

  // MARK: NIfTI

  /// A NIfTI header; its fields can be changed by offset.
  func nifti(_ version: NIfTIHeader.Version, single: Bool = true) -> HandmadeHeader {
    var h = HandmadeHeader(version, order: order)
    let codes: [ElementType: Int16] = [
      .uint8: 2, .int16: 4, .int32: 8, .float32: 16, .float64: 64, .int8: 256, .uint16: 512, .uint32: 768,
      .int64: 1024, .uint64: 1280,
    ]
    let toRAS = SIMD3(-1.0, -1, 1)
    let c = [affine[0] * toRAS, affine[1] * toRAS, affine[2] * toRAS, affine.origin * toRAS]
    h.set("dim", [3] + extents + [1, 1, 1, 1])
    h.set("pixdim", [1] + (0..<3).map { length(affine[$0]) } + [0, 0, 0, 0])
    h.set("datatype", Int(codes[element] ?? 0))
    h.set("bitpix", element.size * 8)
    h.set("vox_offset", single ? Double(version.firstVoxel) : 0)
    h.set("scl_slope", 1)
    h.set("sform_code", 1)
    h.set("srow", (0..<3).flatMap { row in c.map { $0[row] } })
    h.set("xyzt_units", 2)
    h.setMagic(single: single)
    return h
  }

  func niftiFile(_ version: NIfTIHeader.Version) -> [UInt8] { nifti(version).bytes + [0, 0, 0, 0] + voxels }

  // MARK: MetaImage and NRRD

  /// The header of an .mha; the voxels follow.
  func metaImage(_ extra: [String] = [], data: String = "LOCAL") -> [UInt8] {
    let types: [ElementType: String] = [
      .int8: "CHAR", .uint8: "UCHAR", .int16: "SHORT", .uint16: "USHORT", .int32: "INT", .uint32: "UINT",
      .int64: "LONG_LONG", .uint64: "ULONG_LONG", .float32: "FLOAT", .float64: "DOUBLE",
    ]
    let spacing = (0..<3).map { length(affine[$0]) }
    let directions = (0..<3).flatMap { a in (0..<3).map { "\(affine[a][$0] / spacing[a])" } }
    let o = affine.origin
    let lines =
      [
        "ObjectType = Image", "NDims = 3", "BinaryData = True",
        "BinaryDataByteOrderMSB = \(order == .big ? "True" : "False")",
        "TransformMatrix = \(directions.joined(separator: " "))", "Offset = \(o.x) \(o.y) \(o.z)",
        "ElementSpacing = \(spacing[0]) \(spacing[1]) \(spacing[2])",
        "DimSize = \(extents[0]) \(extents[1]) \(extents[2])", "ElementType = MET_\(types[element] ?? "?")",
      ] + extra + ["ElementDataFile = \(data)", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  func nrrd(_ extra: [String] = [], encoding: String = "raw") -> [UInt8] {
    let types: [ElementType: String] = [
      .int8: "signed char", .uint8: "uchar", .int16: "short", .uint16: "unsigned short", .int32: "int",
      .uint32: "uint32_t", .int64: "longlong", .uint64: "uint64", .float32: "float", .float64: "double",
    ]
    func v(_ p: PatientPoint) -> String { "(\(p.x),\(p.y),\(p.z))" }
    let lines =
      [
        "NRRD0004", "# a comment", "type: \(types[element] ?? "?")", "dimension: 3",
        "space: left-posterior-superior", "sizes: \(extents[0]) \(extents[1]) \(extents[2])",
        "space directions: \(v(affine[0])) \(v(affine[1])) \(v(affine[2]))", "kinds: domain domain domain",
        "endian: \(order)", "encoding: \(encoding)", "space origin: \(v(affine.origin))", "a key:=a: value",
      ] + extra + ["", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// The same image in each format, plain: name and bytes.
  var files: [(name: String, bytes: [UInt8])] {
    [
      ("a.nii", niftiFile(.one)), ("b.nii", niftiFile(.two)), ("c.mha", metaImage() + voxels),
      ("d.nrrd", nrrd() + voxels),
    ]
  }
}

/// A NIfTI header that is put together field by field.
struct HandmadeHeader {
  let version: NIfTIHeader.Version
  let order: ByteOrder
  private(set) var bytes: [UInt8]

  /// Offset in NIfTI-1, its kind there, offset in NIfTI-2, its kind there.
  static let fields: [String: (Int, Kind, Int, Kind)] = [
    "dim": (40, .int16, 16, .int64), "datatype": (70, .int16, 12, .int16), "bitpix": (72, .int16, 14, .int16),
    "pixdim": (76, .float, 104, .double), "vox_offset": (108, .float, 168, .int64),
    "scl_slope": (112, .float, 176, .double), "scl_inter": (116, .float, 184, .double),
    "xyzt_units": (123, .uint8, 500, .int32), "qform_code": (252, .int16, 344, .int32),
    "sform_code": (254, .int16, 348, .int32), "quatern": (256, .float, 352, .double),
    "qoffset": (268, .float, 376, .double), "srow": (280, .float, 400, .double),
  ]
  enum Kind { case uint8, int16, int32, int64, float, double }

  init(_ version: NIfTIHeader.Version, order: ByteOrder) {
    self.version = version
    self.order = order
    bytes = [UInt8](repeating: 0, count: version.size)
    put(Int32(version.size), 0)
  }

  mutating func setMagic(single: Bool) {
    let at = version == .one ? 344 : 4
    let text = "n\(single ? "+" : "i")\(version.rawValue)\0" + (version == .two ? "\r\n\u{1a}\n" : "")
    for (n, byte) in text.utf8.enumerated() { bytes[at + n] = byte }
  }

  mutating func set(_ name: String, _ value: Int) { set(name, [Double(value)]) }
  mutating func set(_ name: String, _ value: Double) { set(name, [value]) }
  mutating func set(_ name: String, _ values: [Int]) { set(name, values.map(Double.init)) }

  mutating func set(_ name: String, _ values: [Double]) {
    guard let field = Self.fields[name] else { fatalError("no field \(name)") }
    var (at, kind) = version == .one ? (field.0, field.1) : (field.2, field.3)
    for value in values {
      switch kind {
      case .uint8: put(UInt8(value), at)
      case .int16: put(Int16(value), at)
      case .int32: put(Int32(value), at)
      case .int64: put(Int64(value), at)
      case .float: put(Float(value).bitPattern, at)
      case .double: put(value.bitPattern, at)
      }
      at += kind == .uint8 ? 1 : kind == .int16 ? 2 : kind == .int32 || kind == .float ? 4 : 8
    }
  }

  mutating func put<T: FixedWidthInteger>(_ value: T, _ at: Int) {
    withUnsafeBytes(of: order == .little ? value.littleEndian : value.bigEndian) {
      for (n, byte) in $0.enumerated() { bytes[at + n] = byte }
    }
  }
}

extension ImageDescription {
  /// What is said beside the shear of an image that has one, as handmade images do.
  var oddities: [String] { problems.filter { $0 != grid.shearInWords } }
}
