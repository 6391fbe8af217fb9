import StyletBase

package enum ByteOrder: Hashable, Sendable {
  case little, big

  /// For loops over numbers: inlined in other modules, as `==` may not be.
  @inlinable
  package var isLittle: Bool {
    switch self {
    case .little: true
    case .big: false
    }
  }
}

/// Reads numbers of either byte order out of bytes that may be cut short or lie about their lengths: every read
/// is checked, and one past the end throws a ``Failure`` that names the offset.
package struct ByteReader: Sendable {
  package let bytes: [UInt8]
  package var order: ByteOrder
  /// Where `bytes[0]` lies in its file, for errors.
  package let fileOffset: Int
  /// The next byte to be read, in `bytes`; always within 0...bytes.count.
  package private(set) var position = 0

  package init(_ bytes: [UInt8], order: ByteOrder = .little, fileOffset: Int = 0) {
    self.bytes = bytes
    self.order = order
    self.fileOffset = fileOffset
  }

  package var remaining: Int { bytes.count - position }
  package var isAtEnd: Bool { position == bytes.count }

  /// The next number: `let rows: UInt16 = try reader.next()`.
  @inlinable
  package mutating func next<T: FixedWidthInteger>(_ type: T.Type = T.self) throws -> T {
    let value: T = try at(position)
    try skip(MemoryLayout<T>.size)
    return value
  }

  package mutating func next(_ type: Float.Type) throws -> Float { Float(bitPattern: try next()) }
  package mutating func next(_ type: Double.Type) throws -> Double { Double(bitPattern: try next()) }

  package mutating func next(count: Int) throws -> ArraySlice<UInt8> {
    let slice = try at(position, count: count)
    position += count
    return slice
  }

  package mutating func skip(_ count: Int) throws { position += try at(position, count: count).count }

  /// - Parameter position: from the start of `bytes`; the end itself is allowed.
  package mutating func seek(to position: Int) throws { self.position = try at(position, count: 0).startIndex }

  /// The number at a position, wherever reading stands.
  @inlinable
  package func at<T: FixedWidthInteger>(_ position: Int, _ type: T.Type = T.self) throws -> T {
    try check(position, MemoryLayout<T>.size)
    let raw = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: T.self) }
    return order.isLittle ? T(littleEndian: raw) : T(bigEndian: raw)
  }

  package func at(_ position: Int, _ type: Float.Type) throws -> Float { Float(bitPattern: try at(position)) }
  package func at(_ position: Int, _ type: Double.Type) throws -> Double { Double(bitPattern: try at(position)) }

  package func at(_ position: Int, count: Int) throws -> ArraySlice<UInt8> {
    try check(position, count)
    return bytes[position..<position + count]
  }

  @usableFromInline
  func check(_ position: Int, _ count: Int) throws {
    guard position >= 0, count >= 0, position <= bytes.count, count <= bytes.count - position else {
      let end = fileOffset + bytes.count
      throw Failure(
        .badData, "the data end too soon: \(count) bytes are wanted where they end at \(end)",
        at: "offset \(fileOffset &+ position)")
    }
  }
}
