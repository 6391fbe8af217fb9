import StyletBase
import StyletFiles

/// The bytes of all numbers of an image, through all the files that hold them. Reading throws a ``Failure`` that
/// names the file when one ends too soon.
final class VoxelParts: ByteStream {
  private let data: StoredData
  private let element: ElementType
  /// Numbers and bytes in each file.
  private let count: Int
  private let bytes: Int
  private var part = 0
  /// The file that is read; nil until something of it is wanted.
  private var stream: (any ByteStream)?
  /// Bytes of the file that are not read yet.
  private var left: Int

  /// - Parameter numbers: how many all files hold.
  init(_ data: StoredData, element: ElementType, numbers: Int) throws {
    self.data = data
    self.element = element
    count = try data.numbersPerFile(numbers)
    bytes = count * element.size
    left = bytes
  }

  var place: String { stream?.place ?? "offset \(data.start)" }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard buffer.count > 0, try hasMore() else { return 0 }
    let n = try opened { try $0.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(left))) }
    if n == 0 { throw tooSoon() }
    left -= n
    return n
  }

  func skip(_ count: Int) throws -> Int {
    var done = 0
    while done < count, try hasMore() {
      let wanted = min(left, count - done)
      // A file that is passed over as a whole is not opened.
      let n = wanted == bytes ? wanted : try opened { try $0.skip(wanted) }
      left -= n
      if n < wanted { throw tooSoon() }
      done += n
    }
    return done
  }

  /// After the last voxel: reads on a little, so that a checksum that follows is checked.
  func finish() throws {
    if left == 0, stream is InflateStream { _ = try opened { try $0.skip(1 << 16) } }
  }

  /// Goes on to the next file where one is at its end; false after the last.
  private func hasMore() throws -> Bool {
    if left > 0 { return true }
    try finish()
    guard part + 1 < data.files.count else { return false }
    part += 1
    stream = nil
    left = bytes
    return true
  }

  private func opened<R>(_ body: (any ByteStream) throws -> R) throws -> R {
    do {
      let open = try stream ?? data.open(data.files[part], element: element, count: count)
      stream = open
      return try body(open)
    } catch let failure as Failure { throw failure.about(data.files[part]) }
  }

  private func tooSoon() -> Failure {
    Failure(
      .badData, path: data.files[part], "the voxels end too soon: \(bytes - left) of \(bytes) bytes are there",
      at: place, advice: "copy the file again")
  }
}
