/// When to warn of a journal that grows: long before it is too long to be read in seconds. Any size can be read.
public struct JournalGrowth: Sendable {
  /// Bytes from which on it is worth a warning.
  public static let first = 64 << 20
  /// The size that was warned of last.
  private var warned = 0

  public init() {}

  /// The size in MiB when it is time to warn: past 64 MiB, and each time that the journal has more than doubled since.
  public mutating func warning(bytes: Int) -> Int? {
    guard bytes > max(Self.first, 2 * warned) else { return nil }
    warned = bytes
    return bytes >> 20
  }
}
