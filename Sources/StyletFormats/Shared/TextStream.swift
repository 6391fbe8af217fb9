import StyletBase
import StyletFiles

/// Numbers written as text, given as the little-endian bytes of an element type: so that text is read by the
/// same way as binary data. Numbers stand apart by white space or commas.
final class TextStream: ByteStream {
  private let file: InputFile
  private let element: ElementType
  private var input: [UInt8] = []
  private var next = 0
  private var out: [UInt8] = []
  private var sent = 0

  init(_ file: InputFile, element: ElementType) {
    self.file = file
    self.element = element
  }

  var place: String { "offset \(file.position - (input.count - next))" }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if sent == out.count {
      out.removeAll(keepingCapacity: true)
      sent = 0
      while out.count < 1 << 16, let word = try word() { try append(word) }
    }
    let n = min(buffer.count, out.count - sent)
    buffer.copyBytes(from: out[sent..<sent + n])
    sent += n
    return n
  }

  private func byte() throws -> UInt8? {
    if next == input.count {
      input = try file.bytes(upTo: 1 << 16)
      next = 0
      if input.isEmpty { return nil }
    }
    next += 1
    return input[next - 1]
  }

  private func word() throws -> [UInt8]? {
    var word: [UInt8] = []
    while let b = try byte() {
      if b <= 32 || b == UInt8(ascii: ",") {
        if !word.isEmpty { break }
      } else {
        word.append(b)
        // No number is that long: do not gather a binary file into one word.
        if word.count > 400 { break }
      }
    }
    return word.isEmpty ? nil : word
  }

  private func append(_ word: [UInt8]) throws {
    let text = String(decoding: word, as: UTF8.self)
    func put<T: FixedWidthInteger>(_ value: T?) -> Bool {
      guard let value else { return false }
      withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) }
      return true
    }
    let good =
      switch element {
      case .int8: put(Int8(text))
      case .uint8: put(UInt8(text))
      case .int16: put(Int16(text))
      case .uint16: put(UInt16(text))
      case .int32: put(Int32(text))
      case .uint32: put(UInt32(text))
      case .int64: put(Int64(text))
      case .uint64: put(UInt64(text))
      case .float32: put(Float(text)?.bitPattern)
      case .float64: put(Double(text)?.bitPattern)
      }
    guard good else { throw Failure(.badData, "\"\(text.prefix(40))\" is not a number of type \(element)", at: place) }
  }
}
