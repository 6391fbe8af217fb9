import StyletBase

/// A file in a zip archive, as the archive's directory has it.
package struct ZipMember: Sendable {
  /// A label and no more: nothing is ever written under it. It may hold anything.
  package let name: String
  /// As stored, for comparison with the member's own header.
  let rawName: [UInt8]
  let flags: UInt16
  package let method: ZipMethod
  let checksum: UInt32
  package let compressedSize: Int
  package let size: Int
  /// Where its own header begins, in the archive.
  let offset: Int
  /// Where the next member, or the directory, begins: it must end before.
  var limit: Int

  /// deflate makes at most 258 bytes of two bits.
  static let greatestRatio = 1032

  /// Names that end so are folders.
  var isFolder: Bool { name.hasSuffix("/") || name.hasSuffix("\\") }

  /// Of a program's own making, not of the hospital's: "__MACOSX/._IM1", ".DS_Store".
  var isHidden: Bool {
    name.split { $0 == "/" || $0 == "\\" }.contains {
      ($0.hasPrefix(".") && $0 != "." && $0 != "..") || $0 == "__MACOSX"
    }
  }

  /// Why it cannot be read, as far as the directory tells.
  var refusal: Failure? {
    if flags & (1 | 1 << 6) != 0 || method.number == 99 {
      return Failure(
        .badData, "encrypted", at: place, advice: "unpack the archive with its password, and open the folder")
    }
    guard method == .stored || method == .deflated else {
      return Failure(
        .badData, "compressed with \(method), which is not read", at: place,
        advice: "unpack the archive, and open the folder")
    }
    if flags & 1 << 5 != 0 {
      return Failure(.badData, "a patch to another file, not a file", at: place)
    }
    if method == .stored, compressedSize != size {
      return Failure(
        .badData, "it is stored as it is, in \(compressedSize) bytes, and should have \(size)", at: place,
        advice: "fetch the archive again")
    }
    // No overflow: the directory is refused where a size does not fit in the file.
    if method == .deflated, size > compressedSize * Self.greatestRatio {
      return Failure(
        .badData,
        "it cannot be true that \(compressedSize) compressed bytes become \(size): deflate makes "
          + "\(Self.greatestRatio) times as many at most", at: place)
    }
    return nil
  }

  /// "offset 1234 of the archive"
  var place: String { "offset \(offset) of the archive" }
}

/// How a member is compressed (APPNOTE 4.4.5).
package struct ZipMethod: Hashable, Sendable, CustomStringConvertible {
  package let number: UInt16

  package static let stored = ZipMethod(number: 0)
  package static let deflated = ZipMethod(number: 8)

  private static let names: [UInt16: String] = [
    0: "nothing", 1: "Shrink", 2: "Reduce", 3: "Reduce", 4: "Reduce", 5: "Reduce", 6: "Implode", 8: "Deflate",
    9: "Deflate64", 10: "DCL Implode", 12: "bzip2", 14: "LZMA", 16: "CMPSC", 18: "TERSE", 19: "LZ77", 20: "zstd",
    93: "zstd", 94: "MP3", 95: "xz", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES encryption",
  ]

  /// "bzip2 (method 12)"
  package var description: String { Self.names[number].map { "\($0) (method \(number))" } ?? "method \(number)" }
}
