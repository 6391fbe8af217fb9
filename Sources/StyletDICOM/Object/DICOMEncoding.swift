import StyletBase
import StyletFiles

/// How the elements of a data set are written (PS3.5 §7.1).
struct DICOMEncoding: Hashable, Sendable {
  let order: ByteOrder
  /// Whether elements state their VR.
  let explicit: Bool

  static let explicitLittleEndian = DICOMEncoding(order: .little, explicit: true)
  static let implicitLittleEndian = DICOMEncoding(order: .little, explicit: false)
  static let explicitBigEndian = DICOMEncoding(order: .big, explicit: true)

  /// Where a length is not stated.
  static let undefined: UInt32 = 0xffff_ffff

  func append<T: FixedWidthInteger>(_ n: T, to out: inout [UInt8]) {
    withUnsafeBytes(of: order.isLittle ? n.littleEndian : n.bigEndian) { out.append(contentsOf: $0) }
  }

  func bytes<T: FixedWidthInteger>(_ numbers: [T]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(numbers.count * MemoryLayout<T>.size)
    for n in numbers { append(n, to: &out) }
    return out
  }

  func append(_ tag: DICOMTag, to out: inout [UInt8]) {
    append(tag.group, to: &out)
    append(tag.element, to: &out)
  }

  /// The VR that an element of this length is written with. One whose VR leaves 16 bits for a length that needs more is
  /// UN, which has 32 (PS3.5 §6.2.2, note on values of 64 KB and more); readers take its VR from the dictionary.
  func written(_ vr: DICOMValueRepresentation, length: Int?) -> DICOMValueRepresentation {
    explicit && !vr.hasLongLength && (length ?? .max) > 0xfffe ? .un : vr
  }

  /// Tag, VR and length; the last four bytes, or two, are the length.
  ///
  /// - Parameter length: nil where a delimiter ends the value.
  /// - Throws: ``Failure`` when no length of DICOM holds it.
  func appendHeader(
    _ tag: DICOMTag, _ vr: DICOMValueRepresentation, length: Int?, to out: inout [UInt8]
  ) throws {
    let stated = try length.map(Self.stated) ?? Self.undefined
    append(tag, to: &out)
    guard explicit, tag.group != DICOMTag.item.group else { return append(stated, to: &out) }
    let vr = written(vr, length: length)
    out.append(vr.first)
    out.append(vr.second)
    if vr.hasLongLength {
      out += [0, 0]
      append(stated, to: &out)
    } else {
      append(UInt16(truncatingIfNeeded: stated), to: &out)
    }
  }

  /// The value of an element, from bytes of another order.
  func appendValue(
    _ bytes: [UInt8], _ vr: DICOMValueRepresentation, from order: ByteOrder, to out: inout [UInt8]
  ) {
    // UN is little endian in any file (PS3.5 §6.2.2).
    let wanted = written(vr, length: bytes.count) == .un ? .little : self.order
    out += order == wanted ? bytes : vr.swapped(bytes)
  }

  /// Sets the 32 bits before `first` to the number of bytes from there on.
  func setLength(from first: Int, in out: inout [UInt8]) throws {
    var length: [UInt8] = []
    append(try Self.stated(out.count - first), to: &length)
    out.replaceSubrange(first - 4..<first, with: length)
  }

  private static func stated(_ length: Int) throws -> UInt32 {
    guard let stated = UInt32(exactly: length), stated < undefined else {
      throw Failure(.cannotCreate, "\(length) bytes are more than a DICOM element can hold")
    }
    return stated
  }
}

extension DICOMValueRepresentation {
  /// Bytes of the numbers that a value consists of; 1 where it is text or bytes.
  var wordSize: Int {
    switch self {
    case .us, .ss, .ow, .at: 2
    case .ul, .sl, .fl, .of, .ol: 4
    case .fd, .od, .sv, .uv, .ov: 8
    default: 1
    }
  }

  /// The same numbers in the other byte order; bytes that make no whole number stay as they are.
  func swapped(_ bytes: [UInt8]) -> [UInt8] {
    let size = wordSize
    guard size > 1 else { return bytes }
    var out = bytes
    for start in stride(from: 0, through: bytes.count - size, by: size) {
      for n in 0..<size { out[start + n] = bytes[start + size - 1 - n] }
    }
    return out
  }
}
