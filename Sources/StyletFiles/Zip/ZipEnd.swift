import StyletBase

/// Where an archive's directory is (APPNOTE 4.3.14 to 4.3.16), from the record at the archive's end.
struct ZipEnd {
  /// Members.
  let count: Int
  /// Of the directory, in the archive.
  let directory: Range<Int>

  static let mostMembers = 1_000_000
  private static let recordSize = 22
  /// More than this is no directory of a million files with names.
  private static let longestDirectory = 512 << 20

  /// Finds the record by its mark, from the end backwards. It counts only where the directory that it names ends
  /// before it; of two that count (one of them in the comment, say) neither can be trusted.
  init(_ file: OpenFile) throws {
    let length = min(file.size, Self.recordSize + 0xffff + 1024)
    let start = file.size - length
    let tail = ByteReader(try file.bytes(at: start, count: length), fileOffset: start)
    var found: [ZipEnd] = []
    var refusal: Failure?
    for at in stride(from: length - Self.recordSize, through: 0, by: -1) where tail.bytes[at] == 0x50 {
      guard try tail.at(at, UInt32.self) == 0x0605_4b50,
        Int(try tail.at(at + 20, UInt16.self)) <= length - at - Self.recordSize
      else { continue }
      do { try Self.end(tail, at, file).map { found.append($0) } } catch let failure as Failure {
        refusal = refusal ?? failure
      }
    }
    guard found.count < 2 else {
      throw Failure(
        .badData, "the archive has two directories, and which one counts cannot be told",
        at: "offsets \(found[1].directory.lowerBound) and \(found[0].directory.lowerBound)",
        advice: "unpack it with the program that made it")
    }
    if let one = found.first {
      self = one
    } else {
      throw refusal
        ?? Failure(
          .badData, "the archive has no directory at its end: it is cut short, or part of a split one",
          at: "offset \(file.size)", advice: "fetch the archive again, all of it")
    }
    guard count <= Self.mostMembers else {
      throw Failure(.badData, "the archive has \(count) files; no more than \(Self.mostMembers) are read")
    }
    // The smallest entry has 46 bytes.
    guard count * 46 <= directory.count, directory.count <= Self.longestDirectory else {
      throw Failure(
        .badData, "the archive's directory of \(count) files cannot have \(directory.count) bytes",
        at: "offset \(directory.lowerBound)", advice: "fetch the archive again")
    }
  }

  private init(count: Int, directory: Range<Int>) {
    self.count = count
    self.directory = directory
  }

  /// What the record at `at` says; nil where it does not fit its place.
  private static func end(_ tail: ByteReader, _ at: Int, _ file: OpenFile) throws -> ZipEnd? {
    let disk: UInt16 = try tail.at(at + 4)
    let firstDisk: UInt16 = try tail.at(at + 6)
    let onDisk: UInt16 = try tail.at(at + 8)
    let all: UInt16 = try tail.at(at + 10)
    let size: UInt32 = try tail.at(at + 12)
    let offset: UInt32 = try tail.at(at + 16)
    let place = tail.fileOffset + at
    if let long = try end64(file, before: place) {
      // A record of 64 bits counts where the short one has no room, and where both say the same.
      if all == .max || size == .max || offset == .max || onDisk == .max { return long }
      if Int(all) == long.count, long.directory == Int(offset)..<Int(offset) + Int(size) { return long }
    }
    guard Int(offset) + Int(size) == place else { return nil }
    guard disk == 0, firstDisk == 0, onDisk == all else { throw split(place) }
    return ZipEnd(count: Int(all), directory: Int(offset)..<place)
  }

  /// What the record of 64 bits before the end says; nil where there is none.
  private static func end64(_ file: OpenFile, before place: Int) throws -> ZipEnd? {
    guard place >= 20 + 56 else { return nil }
    let locator = ByteReader(try file.bytes(at: place - 20, count: 20), fileOffset: place - 20)
    guard try locator.at(0, UInt32.self) == 0x0706_4b50 else { return nil }
    let stated: UInt64 = try locator.at(8)
    guard try locator.at(4, UInt32.self) == 0, try locator.at(16, UInt32.self) <= 1 else { throw split(place - 20) }
    guard let at = Int(exactly: stated), at <= place - 20 - 56 else { return nil }
    let record = ByteReader(try file.bytes(at: at, count: 56), fileOffset: at)
    guard try record.at(0, UInt32.self) == 0x0606_4b50 else { return nil }
    let onDisk: UInt64 = try record.at(24)
    let all: UInt64 = try record.at(32)
    let size: UInt64 = try record.at(40)
    let offset: UInt64 = try record.at(48)
    guard try record.at(16, UInt32.self) == 0, try record.at(20, UInt32.self) == 0, onDisk == all else {
      throw split(at)
    }
    guard let first = Int(exactly: offset), first <= at, Int(exactly: size) == at - first else { return nil }
    guard let count = Int(exactly: all), count <= mostMembers else {
      throw Failure(
        .badData, "the archive has \(all) files; no more than \(mostMembers) are read", at: "offset \(at)")
    }
    return ZipEnd(count: count, directory: first..<at)
  }

  private static func split(_ place: Int) -> Failure {
    Failure(
      .badData, "a part of an archive that is split into several files", at: "offset \(place)",
      advice: "put the parts together again (zip -s 0) or unpack them")
  }
}
