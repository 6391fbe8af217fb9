import StyletBase
import StyletFiles

/// The fields of a NIfTI-1 or NIfTI-2 header that Stylet uses, as stored.
///
/// Layouts: nifti1.h and nifti2.h of the NIfTI Data Format Working Group (nifti.nimh.nih.gov).
struct NIfTIHeader {
  enum Version: Int {
    case one = 1
    case two
    /// Bytes of the header, the value of its first field.
    var size: Int { self == .one ? 348 : 540 }
    /// Where the voxels of a single file begin at the earliest.
    var firstVoxel: Int { size + 4 }
  }

  let version: Version
  let order: ByteOrder
  /// "n+1": header and voxels in one file; else "ni1": the voxels are in an .img file.
  let isSingleFile: Bool
  /// dim[0...7]
  let dim: [Int]
  let datatype: Int
  let bitpix: Int
  /// pixdim[0...7]
  let pixdim: [Double]
  let voxOffset: Double
  let slope: Double
  let intercept: Double
  let units: Int
  /// Free text, 80 bytes.
  let descrip: String
  let qformCode: Int
  let sformCode: Int
  /// b, c, d
  let quaternion: SIMD3<Double>
  let qoffset: SIMD3<Double>
  /// srow_x, srow_y, srow_z
  let srow: [SIMD4<Double>]

  /// Which version and byte order the first bytes of a file claim; nil when they are no NIfTI or Analyze header.
  static func claim(_ bytes: [UInt8]) -> (Version, ByteOrder)? {
    switch bytes.prefix(4) {
    case [0x5c, 0x01, 0, 0]: (.one, .little)
    case [0, 0, 0x01, 0x5c]: (.one, .big)
    case [0x1c, 0x02, 0, 0]: (.two, .little)
    case [0, 0, 0x02, 0x1c]: (.two, .big)
    default: nil
    }
  }

  /// - Parameter bytes: the first 540 bytes of the file, or fewer.
  init(_ bytes: [UInt8]) throws {
    guard let (version, order) = Self.claim(bytes) else {
      throw Failure(.badData, "not a NIfTI header", at: "sizeof_hdr, offset 0")
    }
    guard bytes.count >= version.size else {
      throw Failure(
        .badData, "the header is cut short: \(bytes.count) of \(version.size) bytes are there",
        advice: "copy the file again")
    }
    let magicAt = version == .one ? 344 : 4
    let magic = Array(bytes[magicAt..<magicAt + 4])
    let digit = UInt8(ascii: version == .one ? "1" : "2")
    switch magic {
    case [UInt8(ascii: "n"), UInt8(ascii: "+"), digit, 0]: isSingleFile = true
    case [UInt8(ascii: "n"), UInt8(ascii: "i"), digit, 0]: isSingleFile = false
    case [0, 0, 0, 0] where version == .one:
      throw Failure(
        .badData, "an Analyze 7.5 image, which does not say which way the patient lies", at: "magic, offset 344",
        advice: "convert the original images to NIfTI")
    default:
      throw Failure(.badData, "not a NIfTI header, or a damaged one", at: "magic, offset \(magicAt)")
    }
    self.version = version
    self.order = order
    let reader = ByteReader(bytes, order: order)
    func int16(_ at: Int) throws -> Int { Int(try reader.at(at, Int16.self)) }
    func int32(_ at: Int) throws -> Int { Int(try reader.at(at, Int32.self)) }
    func float(_ at: Int) throws -> Double { Double(try reader.at(at, Float.self)) }
    func double(_ at: Int) throws -> Double { try reader.at(at, Double.self) }
    let text = version == .one ? bytes[148..<228] : bytes[240..<320]
    descrip = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    switch version {
    case .one:
      dim = try (0..<8).map { try int16(40 + 2 * $0) }
      datatype = try int16(70)
      bitpix = try int16(72)
      pixdim = try (0..<8).map { try float(76 + 4 * $0) }
      voxOffset = try float(108)
      slope = try float(112)
      intercept = try float(116)
      units = Int(try reader.at(123, UInt8.self))
      qformCode = try int16(252)
      sformCode = try int16(254)
      quaternion = SIMD3(try float(256), try float(260), try float(264))
      qoffset = SIMD3(try float(268), try float(272), try float(276))
      srow = try (0..<3).map { row in
        let at = 280 + 16 * row
        return SIMD4(try float(at), try float(at + 4), try float(at + 8), try float(at + 12))
      }
    case .two:
      dim = try (0..<8).map { Int(try reader.at(16 + 8 * $0, Int64.self)) }
      datatype = try int16(12)
      bitpix = try int16(14)
      pixdim = try (0..<8).map { try double(104 + 8 * $0) }
      voxOffset = Double(try reader.at(168, Int64.self))
      slope = try double(176)
      intercept = try double(184)
      units = try int32(500)
      qformCode = try int32(344)
      sformCode = try int32(348)
      quaternion = SIMD3(try double(352), try double(360), try double(368))
      qoffset = SIMD3(try double(376), try double(384), try double(392))
      srow = try (0..<3).map { row in
        let at = 400 + 32 * row
        return SIMD4(try double(at), try double(at + 8), try double(at + 16), try double(at + 24))
      }
    }
  }

  /// Extents along the three axes of space, and the volumes that the axes beyond make: time (dim[4]), values of a
  /// vector (dim[5]) and more.
  /// - Throws: when the dimensions make no sense.
  func extents() throws -> (space: [Int], volumes: VolumeChoice) {
    let place = "dim, offset \(version == .one ? 40 : 16)"
    let count = dim[0]
    guard (1...7).contains(count) else { throw Failure(.badData, "it states \(count) dimensions", at: place) }
    let sizes = Array(dim[1...count])
    guard sizes.allSatisfy({ $0 >= 1 }) else {
      let text = sizes.map(String.init).joined(separator: "x")
      throw Failure(.badData, "it states an impossible size of \(text) voxels", at: place)
    }
    return ((1...3).map { $0 <= count ? dim[$0] : 1 }, try VolumeChoice(sizes, space: [0, 1, 2], at: place))
  }

  func element() throws -> ElementType {
    switch datatype {
    case 2: return .uint8
    case 4: return .int16
    case 8: return .int32
    case 16: return .float32
    case 64: return .float64
    case 256: return .int8
    case 512: return .uint16
    case 768: return .uint32
    case 1024: return .int64
    case 1280: return .uint64
    default:
      let names = [
        0: "unknown", 1: "binary (1 bit)", 32: "complex64", 128: "RGB colour", 1536: "float128",
        1792: "complex128", 2048: "complex256", 2304: "RGBA colour",
      ]
      let name = names[datatype].map { " (\($0))" } ?? ""
      throw Failure(
        .badData, "voxels of type \(datatype)\(name) are not grey values that Stylet reads",
        at: "datatype, offset \(version == .one ? 70 : 12)", advice: "convert it to int16 or float32")
    }
  }
}
