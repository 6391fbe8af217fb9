/// A band of values, HU for CT, each of whose ends belongs to it or does not.
public struct HUBand: Hashable, Sendable {
  public enum End: Hashable, Sendable {
    case none
    /// Belongs to the band.
    case closed(Double)
    /// Does not.
    case open(Double)

    public var value: Double? {
      switch self {
      case .none: nil
      case .closed(let x), .open(let x): x
      }
    }
  }

  public var low: End
  public var high: End

  public init(_ low: End = .none, _ high: End = .none) {
    self.low = low
    self.high = high
  }

  public func contains(_ value: Double) -> Bool { isReached(by: value) && !isPassed(by: value) }

  /// Whether a value is not below the band.
  func isReached(by value: Double) -> Bool {
    switch low {
    case .none: true
    case .closed(let x): value >= x
    case .open(let x): value > x
    }
  }

  /// Whether a value is above the band.
  func isPassed(by value: Double) -> Bool {
    switch high {
    case .none: false
    case .closed(let x): value > x
    case .open(let x): value >= x
    }
  }

  /// Whether some value lies in it.
  var isSound: Bool {
    guard let a = low.value, let b = high.value else { return true }
    return contains(a) && contains(b) || a < b
  }

  /// Whether a value may lie in both.
  func crosses(_ other: HUBand) -> Bool {
    func ends(_ a: HUBand, before b: HUBand) -> Bool {
      guard let high = a.high.value, let low = b.low.value else { return false }
      return high < low || high == low && !(a.contains(high) && b.contains(low))
    }
    return !ends(self, before: other) && !ends(other, before: self)
  }
}
