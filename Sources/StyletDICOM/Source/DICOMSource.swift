import StyletBase
import StyletFiles

/// The bytes that a data set is parsed from, fetched in blocks as far as they are asked for: a file's, those of a
/// member of a zip archive, or memory's.
///
/// Made, used and let go by one thread.
final class DICOMSource {
  /// Bytes in all.
  let size: Int
  /// What was fetched last; of a compressed member, all from its beginning on.
  private var block: ByteReader
  private let content: Content

  private enum Content {
    /// `block` is all there is.
    case memory
    case file(OpenFile)
    case stored(ZipContent)
    case deflated(ZipContent)
  }

  /// Where the bytes after `block` of a compressed member come from; nil when nothing was asked for yet, or when
  /// others than the next ones were.
  private var inflating: ZipInflater?

  /// A header is seldom longer.
  private static let blockSize = 16_384
  /// Most headers need no more, and inflating costs more than reading.
  private static let firstInflated = 4096
  /// Members of which more than this is wanted in pieces are many frames, and are inflated once for all of them.
  private static let mostInPieces = 8 << 20

  /// - Throws: ``Failure`` naming `path` when it cannot be opened or is no regular file.
  init(path: String) throws {
    let file = try OpenFile(path)
    content = .file(file)
    size = file.size
    block = ByteReader([])
  }

  /// - Throws: ``Failure`` that says why the member cannot be read.
  init(_ member: ZipMember, of archive: ZipArchive) throws {
    let found = try archive.content(of: member)
    content = member.method == .stored ? .stored(found) : .deflated(found)
    size = member.size
    block = ByteReader([])
  }

  init(memory bytes: [UInt8]) {
    content = .memory
    size = bytes.count
    block = ByteReader(bytes)
  }

  func number<T: FixedWidthInteger>(at offset: Int, _ order: ByteOrder, _ type: T.Type = T.self) throws -> T {
    try cover(offset, MemoryLayout<T>.size)
    block.order = order
    return try block.at(offset - block.fileOffset)
  }

  func bytes(at offset: Int, count: Int) throws -> ArraySlice<UInt8> {
    try cover(offset, count)
    return try block.at(offset - block.fileOffset, count: count)
  }

  /// Fills `buffer` with the bytes from `offset` on, past the block: for pixels.
  func copy(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    guard offset >= 0, offset <= size, buffer.count <= size - offset else { throw tooShort(offset, buffer.count) }
    if case .deflated(let member) = content, block.bytes.count < offset + buffer.count {
      if size > Self.mostInPieces, buffer.count < size / 2 { return try copyFromWhole(member, offset, buffer) }
      return try inflate(member, past: offset, into: buffer)
    }
    switch content {
    case .memory, .deflated:
      try block.at(offset, count: buffer.count).withUnsafeBytes { buffer.copyMemory(from: $0) }
    case .file(let file): try file.read(at: offset, into: buffer)
    case .stored(let member): try member.read(at: offset, into: buffer)
    }
  }

  private func cover(_ offset: Int, _ count: Int) throws {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { throw tooShort(offset, count) }
    if offset >= block.fileOffset, offset + count <= block.fileOffset + block.bytes.count { return }
    switch content {
    case .memory: break
    case .file(let file): try fetch(offset, count, file.read)
    case .stored(let member): try fetch(offset, count, member.read)
    case .deflated(let member): try inflate(member, upTo: offset + count)
    }
  }

  private func fetch(
    _ offset: Int, _ count: Int, _ read: (Int, UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    let wanted = min(max(count, Self.blockSize), size - offset)
    let bytes = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      try read(offset, UnsafeMutableRawBufferPointer(buffer))
      filled = wanted
    }
    block = ByteReader(bytes, fileOffset: offset)
  }

  /// Lengthens the block; twice as long at least, so that many small wishes cost one pass.
  private func inflate(_ member: ZipContent, upTo end: Int) throws {
    if end > Self.mostInPieces, end < size {
      block = ByteReader(try member.whole())
      return
    }
    let stream = try inflating ?? restart(member)
    let wanted = min(max(end, 2 * block.bytes.count, Self.firstInflated), size)
    // Unless it succeeds, the stream stands elsewhere than the block ends.
    inflating = nil
    block = ByteReader(block.bytes + (try stream.exactly(wanted - block.bytes.count)))
    inflating = stream
  }

  /// Inflates what `buffer` takes straight into it, and the rest for the checksum.
  private func inflate(
    _ member: ZipContent, past offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws {
    let stream = try inflating ?? restart(member)
    inflating = nil
    let known = block.bytes.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: known)
    if known.isEmpty { try stream.pass(offset - stream.position) }
    try stream.exactly(UnsafeMutableRawBufferPointer(rebasing: buffer[known.count...]))
    try stream.pass(size - stream.position)
  }

  private func copyFromWhole(
    _ member: ZipContent, _ offset: Int, _ buffer: UnsafeMutableRawBufferPointer
  ) throws {
    block = ByteReader(try member.whole())
    try block.at(offset, count: buffer.count).withUnsafeBytes { buffer.copyMemory(from: $0) }
  }

  private func restart(_ member: ZipContent) throws -> ZipInflater {
    block = ByteReader([])
    return try member.inflater()
  }

  private func tooShort(_ offset: Int, _ count: Int) -> Failure {
    Failure(
      .badData, "cut short: \(count) bytes are wanted where the file ends at \(size)", at: "offset \(offset)",
      advice: "copy the file again")
  }
}
