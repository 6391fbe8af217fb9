/// A grey-level window: which values (HU) go from black to white.
public struct DisplayWindow: Hashable, Sendable {
  /// Centre, HU.
  public var level: Double
  /// From black to white, HU; at least 1.
  public var width: Double

  public init(level: Double, width: Double) {
    self.level = level
    self.width = width >= 1 ? width : 1  // not a number counts as too narrow
  }

  /// From black to white, HU; nil where level or width is no number.
  public var values: ClosedRange<Double>? {
    let low = level - width / 2, high = level + width / 2
    return low <= high && low.isFinite && high.isFinite ? low...high : nil
  }

  /// 0 (black) ... 1 (white), linear. NaN stays NaN.
  public func brightness(_ value: Float) -> Float {
    let low = Float(level - width / 2)
    if value.isNaN { return value }
    return min(max((value - low) / Float(width), 0), 1)
  }

  public static let lung = DisplayWindow(level: -600, width: 1500)
  public static let mediastinum = DisplayWindow(level: 40, width: 400)
  public static let bone = DisplayWindow(level: 480, width: 2500)
  public static let fat = DisplayWindow(level: -100, width: 300)

  /// The presets by the names that the command line and the `w` keys use.
  public static let presets: [(name: String, window: DisplayWindow)] = [
    ("lung", .lung), ("mediastinum", .mediastinum), ("bone", .bone), ("fat", .fat),
  ]

  /// From the 1st to the 99th percentile of the values given; NaN left out.
  public static func auto(_ values: [Float]) -> DisplayWindow {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let first = sorted.first, let last = sorted.last, last > first else { return .lung }
    let low = Double(sorted[sorted.count / 100]), high = Double(sorted[sorted.count - 1 - sorted.count / 100])
    return DisplayWindow(level: (low + high) / 2, width: high - low)
  }
}
