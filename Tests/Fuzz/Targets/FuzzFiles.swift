import Foundation

/// Files in memory, where the system has such a place, for as long as they are needed.
enum FuzzFolder {
  private static let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

  /// - Returns: nil where there is no room for them.
  @discardableResult
  static func with<R>(_ files: [(name: String, bytes: [UInt8])], _ body: (String) -> R) -> R? {
    let folder = base + "/stylet-fuzz-\(getpid())-\(UInt.random(in: 0 ... .max))"
    guard mkdir(folder, 0o700) == 0 else { return nil }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in files {
      let descriptor = open(folder + "/" + file.name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      guard descriptor >= 0 else { return nil }
      _ = file.bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      close(descriptor)
    }
    return body(folder)
  }
}

/// Several files in one input: each after its length (4 bytes, little endian).
struct Chunks {
  var parts: [[UInt8]] = []

  init(_ parts: [[UInt8]]) { self.parts = parts }

  init(_ bytes: [UInt8]) {
    var at = 0
    while at + 4 <= bytes.count {
      let count = (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
      let end = min(at + 4 + count, bytes.count)
      parts.append(Array(bytes[at + 4..<end]))
      at = end
    }
  }

  var bytes: [UInt8] {
    parts.flatMap { part in (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) } + part }
  }
}

/// CRC-32, as zip archives and the lines of a journal have it.
func crc(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var value = ~UInt32(0)
  for byte in bytes { value = crcTable[Int((value ^ UInt32(byte)) & 255)] ^ (value >> 8) }
  return ~value
}

private let crcTable: [UInt32] = (0..<256).map { (n: UInt32) -> UInt32 in
  var value = n
  for _ in 0..<8 {
    let isOdd = value & 1 == 1
    value >>= 1
    if isOdd { value ^= 0xedb8_8320 }
  }
  return value
}

/// A journal whose lines state what they hold: without that no change would get past the checksum.
func withSums(_ journal: [UInt8]) -> [UInt8] {
  let lines = journal.split(separator: 10, omittingEmptySubsequences: false).map { line -> [UInt8] in
    guard line.count > 9, line[line.startIndex + 8] == 32 else { return Array(line) }
    let json = line.dropFirst(9)
    let digits = String(crc(json), radix: 16)
    return Array((String(repeating: "0", count: 8 - digits.count) + digits + " ").utf8) + json
  }
  return Array(lines.joined(separator: [10]))
}
