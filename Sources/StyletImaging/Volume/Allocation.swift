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
    askForHugePages(raw, bytes: count * MemoryLayout<Element>.stride)
    return Self(start: raw.bindMemory(to: Element.self, capacity: count), count: count)
  }

  func deallocateZeroed() { free(baseAddress) }
}

/// Asks for pages of 2 MB, where the system has them to give: a sagittal slice of a volume touches a page of 4 KB for
/// each few voxels, and looking those up takes longer than the voxels. Nothing is lost where it is refused.
private func askForHugePages(_ start: UnsafeMutableRawPointer, bytes: Int) {
  let page = 2 << 20
  guard bytes >= 4 * page else { return }
  let first = (UInt(bitPattern: start) + UInt(page) - 1) / UInt(page) * UInt(page)
  let end = (UInt(bitPattern: start) + UInt(bytes)) / UInt(page) * UInt(page)
  _ = madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
}
