import CZlib
import StyletBase

/// A member's bytes, after its own header was held against the directory. Used by any number of threads.
package struct ZipContent: Sendable {
  let member: ZipMember
  let archive: ZipArchive
  /// Where the data begin, in the archive.
  let start: Int

  /// Of a member's own header, without name and extra fields.
  static let headerSize = 30
  /// The most that is inflated into memory at once.
  private static let longest = 2 << 30

  fileprivate init(_ member: ZipMember, _ archive: ZipArchive) throws {
    if let refusal = member.refusal { throw refusal }
    self.member = member
    self.archive = archive
    let head = ByteReader(
      try archive.file.bytes(at: member.offset, count: Self.headerSize), fileOffset: member.offset)
    func differs(_ what: String) -> Failure {
      Failure(
        .badData, "its own header and the archive's directory disagree about \(what)", at: member.place,
        advice: "fetch the archive again")
    }
    guard try head.at(0, UInt32.self) == 0x0403_4b50 else { throw differs("where it begins") }
    let nameLength = Int(try head.at(26, UInt16.self))
    let extraLength = Int(try head.at(28, UInt16.self))
    start = member.offset + Self.headerSize + nameLength + extraLength
    guard start <= member.limit, member.compressedSize <= member.limit - start else { throw differs("its length") }
    let more = try archive.file.bytes(at: member.offset + Self.headerSize, count: nameLength + extraLength)
    guard more.prefix(nameLength).elementsEqual(member.rawName) else { throw differs("its name") }
    guard try head.at(8, UInt16.self) == member.method.number else { throw differs("its compression") }
    let flags: UInt16 = try head.at(6)
    guard (flags ^ member.flags) & (1 | 1 << 6) == 0 else { throw differs("its encryption") }
    // With flag 3 they follow the data, and may be 0 here.
    let follows = flags & 1 << 3 != 0
    let checksum: UInt32 = try head.at(14)
    guard checksum == member.checksum || follows && checksum == 0 else { throw differs("its checksum") }
    let shortCompressed: UInt32 = try head.at(18)
    let shortSize: UInt32 = try head.at(22)
    if follows, shortCompressed == 0 || shortCompressed == .max, shortSize == 0 || shortSize == .max { return }
    var long = Zip64Fields(Array(more.dropFirst(nameLength)))
    let size = shortSize == .max ? try long.next() : UInt64(shortSize)
    let compressed = shortCompressed == .max ? try long.next() : UInt64(shortCompressed)
    guard size == member.size, compressed == member.compressedSize else { throw differs("its size") }
  }

  /// Fills `buffer` with a stored member's bytes from `offset` on. Where that is most of the member, the rest is
  /// read too and the checksum of the whole is checked.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    try archive.file.read(at: start + offset, into: buffer)
    guard buffer.count > member.size / 2 else { return }
    var sum = try Self.checksum(of: archive.file, start..<start + offset, after: 0)
    sum = crc(sum, UnsafeRawBufferPointer(buffer))
    sum = try Self.checksum(of: archive.file, start + offset + buffer.count..<start + member.size, after: sum)
    try check(sum)
  }

  private static func checksum(of file: OpenFile, _ range: Range<Int>, after sum: UInt) throws -> UInt {
    var sum = sum
    for at in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 16) {
      try file.bytes(at: at, count: min(1 << 16, range.upperBound - at)).withUnsafeBytes { sum = crc(sum, $0) }
    }
    return sum
  }

  /// Writes all bytes of the member, in pieces where it is compressed.
  package func write(to sink: any ByteSink) throws {
    guard member.method != .stored else {
      return try sink.write(
        [UInt8](unsafeUninitializedCapacity: member.size) { buffer, count in
          try read(at: 0, into: UnsafeMutableRawBufferPointer(buffer))
          count = member.size
        })
    }
    let stream = try inflater()
    while stream.position < member.size {
      try sink.write(try stream.exactly(min(1 << 20, member.size - stream.position)))
    }
  }

  /// A deflated member's bytes, from the first one on.
  package func inflater() throws -> ZipInflater { try ZipInflater(self) }

  /// All of a deflated member, in memory, inflated once however many threads ask; the archive keeps the last one.
  package func whole() throws -> [UInt8] {
    try archive.inflated.with { kept in
      if let kept, kept.offset == member.offset { return kept.bytes }
      kept = nil
      guard member.size <= Self.longest else {
        throw Failure(
          .badData, "a compressed file of \(member.size) bytes is not inflated into memory", at: member.place,
          advice: "unpack the archive, and open the folder")
      }
      let bytes = try inflater().exactly(member.size)
      kept = (member.offset, bytes)
      return bytes
    }
  }

  fileprivate func check(_ sum: UInt) throws {
    guard UInt32(truncatingIfNeeded: sum) == member.checksum else {
      throw Failure(
        .badData, "damaged: its checksum is not what the archive's directory says", at: member.place,
        advice: "fetch the archive again")
    }
  }
}

extension ZipArchive {
  /// - Throws: ``Failure`` that says why the member cannot be read.
  package func content(of member: ZipMember) throws -> ZipContent { try ZipContent(member, self) }
}

/// Inflates a member: never beyond the size that is stated for it, and checks what came out when that is reached.
package final class ZipInflater: ByteStream {
  private let content: ZipContent
  private let stream: InflateStream
  private var sum: UInt = 0
  /// Bytes that came out.
  package private(set) var position = 0

  fileprivate init(_ content: ZipContent) throws {
    self.content = content
    let compressed = FileRange(content.archive.file, content.start..<content.start + content.member.compressedSize)
    stream = try InflateStream(source: compressed, wrapping: .raw) { compressed.position }
    if content.member.size == 0 { try finish() }
  }

  package var place: String { stream.place }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, content.member.size - position)
    guard wanted > 0 else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    let n = try stream.read(into: part)
    guard n > 0 else {
      throw Failure(
        .badData, "the compressed data end after \(position) of \(content.member.size) bytes", at: place,
        advice: "fetch the archive again")
    }
    sum = crc(sum, UnsafeRawBufferPointer(rebasing: part[..<n]))
    position += n
    if position == content.member.size { try finish() }
    return n
  }

  /// The next `count` bytes, all of them.
  package func exactly(_ count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      try exactly(UnsafeMutableRawBufferPointer(buffer))
      used = count
    }
  }

  /// - Parameter buffer: no longer than what is left.
  package func exactly(_ buffer: UnsafeMutableRawBufferPointer) throws {
    guard try fill(buffer) == buffer.count else { throw Failure(.defect, "asked for more than the member has") }
  }

  package func pass(_ count: Int) throws { _ = try skip(count) }

  /// Nothing may follow, and the checksum is that of the directory.
  private func finish() throws {
    guard try stream.bytes(upTo: 1).isEmpty else {
      throw Failure(
        .badData, "it becomes more than the \(content.member.size) bytes that the archive's directory says", at: place,
        advice: "fetch the archive again; do not unpack it if it is from a stranger")
    }
    try content.check(sum)
  }
}

private func crc(_ sum: UInt, _ bytes: UnsafeRawBufferPointer) -> UInt {
  UInt(crc32_z(uLong(sum), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
}
