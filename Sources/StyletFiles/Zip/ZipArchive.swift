import StyletBase

/// A zip archive (PKWARE's APPNOTE 6.3), read where it lies: nothing is unpacked onto the disk.
///
/// Of the archive as a whole, what could be a trap is refused: members over one another, a directory that does
/// not fit, parts of split archives. Of a member: encryption, methods other than Deflate, sizes that cannot be.
/// Archives in the archive are not looked into.
package final class ZipArchive: Sendable {
  let file: OpenFile
  /// In the directory's order; folders, hidden files and "__MACOSX" are left out.
  package let members: [ZipMember]
  /// Members that many frames are read from, inflated.
  let inflated = Guarded<(offset: Int, bytes: [UInt8])?>(nil)

  package var path: String { file.path }

  /// Reads the directory. Cost: 65 KB of the archive's end and about 80 bytes a member.
  ///
  /// - Throws: ``Failure`` naming `path`, the number and the offset.
  package convenience init(_ path: String) throws {
    do {
      try self.init(OpenFile(path))
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  private init(_ file: OpenFile) throws {
    self.file = file
    let end = try ZipEnd(file)
    var reader = ByteReader(
      try file.bytes(at: end.directory.lowerBound, count: end.directory.count), fileOffset: end.directory.lowerBound)
    var members: [ZipMember] = []
    members.reserveCapacity(end.count)
    for _ in 0..<end.count { members.append(try ZipMember(&reader, limit: end.directory.lowerBound)) }
    try Self.limit(&members)
    self.members = members.filter { !$0.isFolder && !$0.isHidden }
  }

  /// Whether a file that begins so is a zip archive: with a member, with the end of an empty one, or with the
  /// mark of a split one.
  package static func recognises(_ head: [UInt8]) -> Bool {
    [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6], [0x50, 0x4b, 7, 8], Array("PK00PK".utf8)].contains {
      head.starts(with: $0)
    }
  }

  /// Lets each member reach as far as the next one begins, and refuses one that needs more.
  private static func limit(_ members: inout [ZipMember]) throws {
    let order = members.indices.sorted { members[$0].offset < members[$1].offset }
    for (n, next) in zip(order, order.dropFirst()) { members[n].limit = members[next].offset }
    for n in order {
      let member = members[n]
      guard member.compressedSize <= member.limit - member.offset - ZipContent.headerSize else {
        throw Failure(
          .badData,
          "the archive's members lie over one another: \(member.name) has \(member.compressedSize) bytes, and only "
            + "\(member.limit - member.offset) to its end", at: member.place,
          advice: "fetch the archive again; do not unpack it if it is from a stranger")
      }
    }
  }
}

extension ZipMember {
  /// The next entry of the directory (APPNOTE 4.3.12).
  fileprivate init(_ reader: inout ByteReader, limit: Int) throws {
    let place = "offset \(reader.fileOffset + reader.position) of the archive"
    func wrong(_ what: String) -> Failure {
      Failure(.badData, "the archive's directory is damaged: \(what)", at: place, advice: "fetch the archive again")
    }
    guard try reader.next(UInt32.self) == 0x0201_4b50 else { throw wrong("an entry does not begin with its mark") }
    try reader.skip(4)
    flags = try reader.next()
    method = ZipMethod(number: try reader.next())
    try reader.skip(4)
    checksum = try reader.next()
    let shortCompressed: UInt32 = try reader.next()
    let shortSize: UInt32 = try reader.next()
    let nameLength: UInt16 = try reader.next()
    let extraLength: UInt16 = try reader.next()
    let commentLength: UInt16 = try reader.next()
    let shortDisk: UInt16 = try reader.next()
    try reader.skip(6)
    let shortOffset: UInt32 = try reader.next()
    rawName = Array(try reader.next(count: Int(nameLength)))
    name = zipName(rawName, isUTF8: flags & 1 << 11 != 0)
    let extra = Array(try reader.next(count: Int(extraLength)))
    try reader.skip(Int(commentLength))

    var long = Zip64Fields(extra)
    let size = shortSize == .max ? try long.next() : UInt64(shortSize)
    let compressed = shortCompressed == .max ? try long.next() : UInt64(shortCompressed)
    let offset = shortOffset == .max ? try long.next() : UInt64(shortOffset)
    let disk = shortDisk == .max ? try long.nextDisk() : UInt32(shortDisk)
    guard disk == 0 else { throw wrong("\(name) is said to be on part \(Int(disk) + 1) of a split archive") }
    guard let offset = Int(exactly: offset), offset <= limit - ZipContent.headerSize else {
      throw wrong("\(name) should begin at \(offset), and the members end at \(limit)")
    }
    guard let compressed = Int(exactly: compressed), compressed <= limit else {
      throw wrong("\(name) should have \(compressed) bytes, and the members end at \(limit)")
    }
    guard let size = Int(exactly: size), size < 1 << 62 else { throw wrong("\(name) should become \(size) bytes") }
    self.size = size
    compressedSize = compressed
    self.offset = offset
    self.limit = limit
  }
}

/// The sizes that do not fit in 32 bits (APPNOTE 4.5.3): only those whose own field is full, in order.
struct Zip64Fields {
  private var fields: ByteReader

  /// - Parameter extra: an entry's or header's extra fields; those of other kinds are passed over.
  init(_ extra: [UInt8]) {
    var reader = ByteReader(extra)
    fields = ByteReader([])
    while reader.remaining >= 4, let kind: UInt16 = try? reader.next(), let length: UInt16 = try? reader.next(),
      let value = try? reader.next(count: Int(length))
    {
      if kind == 1 {
        fields = ByteReader(Array(value))
        return
      }
    }
  }

  mutating func next() throws -> UInt64 { try Self.known { try fields.next() } }
  mutating func nextDisk() throws -> UInt32 { try Self.known { try fields.next() } }

  private static func known<T>(_ read: () throws -> T) throws -> T {
    guard let value = try? read() else {
      throw Failure(
        .badData, "the archive's directory is damaged: a size of 64 bits is missing", advice: "fetch the archive again")
    }
    return value
  }
}
