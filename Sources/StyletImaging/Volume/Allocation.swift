import Glibc
import StyletBase

/// The system would not give memory of a size that a file asks for.
public struct OutOfMemory: Error, CustomStringConvertible, Sendable {
  public let bytes: Int
  public var description: String { words("error.memory", ["mb": bytes / 1_000_000]) }
}

extension UnsafeMutableBufferPointer where Element: FixedWidthInteger {
  /// Zeroed memory from the system's lazily committed pages: a large buffer costs nothing until it is
  /// written. Free it with ``deallocateZeroed()``.
  static func allocateZeroed(count: Int) throws -> Self {
    guard let raw = calloc(count, MemoryLayout<Element>.stride) else {
      throw OutOfMemory(bytes: count * MemoryLayout<Element>.stride)
    }
    return Self(start: raw.bindMemory(to: Element.self, capacity: count), count: count)
  }

  func deallocateZeroed() { free(baseAddress) }
}
