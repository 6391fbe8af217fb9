import CZlib
import StyletBase

@testable import StyletDICOM
@testable import StyletFiles

/// Writes zip archives by hand; each part can be wrong on purpose.
struct TestZip {
  struct Member {
    var name: [UInt8]
    /// What it should become.
    var content: [UInt8]
    var method: UInt16 = 8
    var flags: UInt16 = 0
    /// Checksum and sizes after the data, not before.
    var hasDescriptor = false
    /// Sizes and offset in 64 bits.
    var isLong = false
    /// What stands in place of the compressed content.
    var data: [UInt8]?
    /// What is stated in place of the truth, in the directory and in the member's own header.
    var size: UInt64?
    var compressedSize: UInt64?
    var checksum: UInt32?
    var offset: UInt64?
    /// The part of a split archive, as a number of 32 bits.
    var disk: UInt32?
    /// In the member's own header.
    var localName: [UInt8]?
    var localMethod: UInt16?
    var localSize: UInt64?

    init(_ name: String, _ content: [UInt8], method: UInt16 = 8) {
      self.name = Array(name.utf8)
      self.content = content
      self.method = method
    }
  }

  var members: [Member]
  var comment: [UInt8] = []
  /// The directory's place and the count in 64 bits.
  var isLong = false
  var count: UInt64?
  var disk: UInt16 = 0
  /// What follows the end.
  var trailer: [UInt8] = []

  init(_ members: [Member]) { self.members = members }

  static func little<T: FixedWidthInteger>(_ n: T) -> [UInt8] { withUnsafeBytes(of: n.littleEndian) { Array($0) } }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for m in members {
      let data = m.data ?? (m.method == 8 ? SyntheticSeries.deflate(m.content) : m.content)
      let offset = m.offset ?? UInt64(out.count)
      let flags = m.flags | (m.hasDescriptor ? 8 : 0)
      let checksum = m.checksum ?? Self.checksum(m.content)
      let size = m.size ?? UInt64(m.content.count)
      let compressed = m.compressedSize ?? UInt64(data.count)
      func short(_ n: UInt64) -> [UInt8] { Self.little(m.isLong ? .max : UInt32(truncatingIfNeeded: n)) }
      func head(_ method: UInt16, _ checksum: UInt32, _ sizes: [UInt8]) -> [UInt8] {
        Self.little(UInt16(45)) + Self.little(flags) + Self.little(method) + Self.little(UInt32(0x5a21_6000))
          + Self.little(checksum) + sizes
      }

      let localName = m.localName ?? m.name
      let localSize = m.localSize ?? size
      let before = m.hasDescriptor ? UInt64(0) : 1
      // A field of another kind stands before the sizes.
      let localExtra: [UInt8] =
        [0x55, 0x54, 1, 0, 7]
        + (m.isLong ? [1, 0, 16, 0] + Self.little(localSize * before) + Self.little(compressed * before) : [])
      out += Self.little(UInt32(0x0403_4b50))
      out += head(
        m.localMethod ?? m.method, m.hasDescriptor ? 0 : checksum,
        short(compressed * before) + short(localSize * before))
      out +=
        Self.little(UInt16(localName.count)) + Self.little(UInt16(localExtra.count)) + localName + localExtra + data
      if m.hasDescriptor {
        out += Self.little(UInt32(0x0807_4b50)) + Self.little(checksum)
        out += Self.little(UInt32(truncatingIfNeeded: compressed)) + Self.little(UInt32(truncatingIfNeeded: size))
      }

      let extra: [UInt8] =
        [0x55, 0x54, 1, 0, 7]
        + (m.isLong ? [1, 0, 24, 0] + Self.little(size) + Self.little(compressed) + Self.little(offset) : [])
        + (m.disk.map { [1, 0, 4, 0] + Self.little($0) } ?? [])
      directory += Self.little(UInt32(0x0201_4b50)) + Self.little(UInt16(0x032d))
      directory += head(m.method, checksum, short(compressed) + short(size))
      directory += Self.little(UInt16(m.name.count)) + Self.little(UInt16(extra.count)) + Self.little(UInt16(2))
      directory +=
        Self.little(m.disk == nil ? 0 : UInt16.max) + [0, 0, 0, 0, 0, 0] + short(offset) + m.name + extra + [
          0x21, 0x21,
        ]
    }
    let start = UInt64(out.count)
    let size = UInt64(directory.count)
    let count = self.count ?? UInt64(members.count)
    out += directory
    if isLong {
      let record = UInt64(out.count)
      out += Self.little(UInt32(0x0606_4b50)) + Self.little(UInt64(44)) + Self.little(UInt32(0x002d_002d))
      out +=
        Self.little(UInt64(disk)) + Self.little(count) + Self.little(count) + Self.little(size) + Self.little(start)
      out += Self.little(UInt32(0x0706_4b50)) + Self.little(UInt32(0)) + Self.little(record) + Self.little(UInt32(1))
    }
    let short = isLong ? UInt16.max : UInt16(truncatingIfNeeded: count)
    out += Self.end(
      count: short, size: isLong ? .max : UInt32(size), offset: isLong ? .max : UInt32(start), disk: disk, comment)
    return out + trailer
  }

  static func end(count: UInt16, size: UInt32, offset: UInt32, disk: UInt16 = 0, _ comment: [UInt8] = []) -> [UInt8] {
    little(UInt32(0x0605_4b50)) + little(disk) + little(disk) + little(count) + little(count) + little(size)
      + little(offset) + little(UInt16(comment.count)) + comment
  }
}

/// The members' names and what they become; a failure where one cannot be read.
func unzipped(_ path: String) throws -> [String: Result<[UInt8], Failure>] {
  let archive = try ZipArchive(path)
  return Dictionary(
    archive.members.map { member in
      (member.name, Result { try contentOf(member, archive) }.mapError { $0 as? Failure ?? Failure(.defect, "\($0)") })
    }
  ) { a, _ in a }
}

func contentOf(_ member: ZipMember, _ archive: ZipArchive) throws -> [UInt8] {
  let source = try DICOMSource(member, of: archive)
  var bytes = [UInt8](repeating: 0, count: source.size)
  try bytes.withUnsafeMutableBytes { try source.copy(at: 0, into: $0) }
  return bytes
}
