/// Where a key leads in rows: the same keys in every list and on every page.
enum RowStep {
  case rows(Int)
  case pages(Int)
  case first, last

  /// nil for every other key.
  init?(_ key: Key) {
    switch key {
    case .up, .character("k"): self = .rows(-1)
    case .down, .character("j"): self = .rows(1)
    case .pageUp, .control("b"): self = .pages(-1)
    case .pageDown, .control("f"), .character(" "): self = .pages(1)
    case .home, .character("g"): self = .first
    case .end, .character("G"): self = .last
    default: return nil
    }
  }

  /// The row it leads to, base 0.
  /// - Parameters:
  ///   - row: where it begins.
  ///   - page: rows on the screen.
  ///   - times: how often it is taken.
  func row(from row: Int, page: Int, count: Int, times: Int = 1) -> Int {
    let to =
      switch self {
      case .rows(let n): row + n * times
      case .pages(let n): row + n * page * times
      case .first: 0
      case .last: count - 1
      }
    return min(max(to, 0), max(count - 1, 0))
  }
}
