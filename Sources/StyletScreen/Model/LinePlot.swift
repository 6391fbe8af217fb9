/// A line of values over millimetres.
public struct LinePlot: Equatable, Sendable {
  /// Evenly spaced; NaN where there is none.
  public var values: [Float]
  /// mm from the first to the last.
  public var length: Double

  /// HU at the lower and the upper edge: round numbers around all values.
  var range: (low: Double, high: Double) {
    let known = values.filter { $0.isFinite }.map(Double.init)
    guard let low = known.min(), let high = known.max() else { return (0, 1) }
    var step = 1.0
    for next in [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000.0] where high - low > 6 * step { step = next }
    let bottom = (low / step).rounded(.down) * step, top = (high / step).rounded(.up) * step
    return (bottom, top > bottom ? top : bottom + step)
  }
}
