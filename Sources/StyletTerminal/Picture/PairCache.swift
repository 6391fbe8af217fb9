/// Numbers for colour pairs, given out as they are first used and never more than the terminal has.
///
/// A number keeps its colours until `removeAll`: redefining a live pair makes curses look through the whole screen.
/// Pair 0 is the terminal's own and is not given out.
struct PairCache: Sendable {
  /// The most numbers given out. Grey by grey at 64 levels is 4,096; past 32,767 older code truncates.
  let limit: Int
  private var numbers: [UInt64: Int32] = [:]

  init(terminalPairs: Int) { limit = min(max(terminalPairs, 1), 32_768) - 1 }

  var count: Int { numbers.count }

  /// The pair of two colours (-1 for the terminal's own); `define` is called once for a new one. nil when full.
  mutating func pair(ink: Int32, paper: Int32, define: (Int32, Int32, Int32) -> Void) -> Int32? {
    let key = UInt64(UInt32(bitPattern: ink)) << 32 | UInt64(UInt32(bitPattern: paper))
    if let known = numbers[key] { return known }
    guard numbers.count < limit else { return nil }
    let number = Int32(numbers.count + 1)
    numbers[key] = number
    define(number, ink, paper)
    return number
  }

  mutating func removeAll() { numbers.removeAll(keepingCapacity: true) }
}
