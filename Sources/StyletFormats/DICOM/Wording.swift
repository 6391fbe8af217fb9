import Glibc

extension Double {
  /// For messages: at most three decimals, no zeros at the end.
  var short: String {
    let rounded = (self * 1000).rounded() / 1000
    guard let whole = Int(exactly: rounded) else { return "\(rounded)" }
    return "\(whole)"
  }
}

extension [String] {
  /// "a, b, c and 4 more"
  public func listed(_ most: Int = 5) -> String {
    count <= most ? joined(separator: ", ") : prefix(most).joined(separator: ", ") + " and \(count - most) more"
  }
}

extension [String] {
  /// "a, b and c"
  func inWords(_ last: String) -> String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " \(last) " + self[count - 1]
  }

  var inWords: String { inWords("and") }
}

/// The angle of a sine, degrees.
func degrees(ofSine sine: Double) -> Double { asin(min(max(sine, -1), 1)) * 180 / .pi }
