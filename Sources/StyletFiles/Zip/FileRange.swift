/// A part of a file, forwards. The first reads are small: whoever wants a header only shall not pay for more.
final class FileRange: ByteStream {
  private let file: OpenFile
  private let end: Int
  private var most = 4096
  /// In the file.
  private(set) var position: Int

  /// - Parameter range: within the file.
  init(_ file: OpenFile, _ range: Range<Int>) {
    self.file = file
    position = range.lowerBound
    end = range.upperBound
  }

  var place: String { "offset \(position)" }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, most, end - position)
    try file.read(at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    position += wanted
    most = min(most * 4, 1 << 20)
    return wanted
  }
}
