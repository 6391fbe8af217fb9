import Glibc
import StyletBase

extension Double {
  /// For messages: at most three decimals, no zeros at the end.
  package var short: String {
    let rounded = (self * 1000).rounded() / 1000
    guard let whole = Int(exactly: rounded) else { return "\(rounded)" }
    return "\(whole)"
  }

  /// The same with the decimal mark of the language in force.
  package var said: String { NumberText.marked(short) }
}

extension [String] {
  /// "a, b, c and 4 more" in the language in force.
  package func listedInWords(_ most: Int = 5) -> String {
    if count <= most { return joined(separator: ", ") }
    return words("scan.and-more", ["named": prefix(most).joined(separator: ", "), "count": count - most])
  }
}

extension [String] {
  /// "a, b and c" in the language in force.
  package var joinedInWords: String { joined { words("scan.and", ["first": $0, "last": $1]) } }

  /// The same of what one is enough of: "a, b or c".
  package var alternatives: String { joined { words("scan.or", ["first": $0, "last": $1]) } }

  private func joined(_ joint: (_ first: String, _ last: String) -> String) -> String {
    guard count > 1, let last else { return joined() }
    return joint(dropLast().joined(separator: ", "), last)
  }
}

/// The angle of a sine, degrees.
package func degrees(ofSine sine: Double) -> Double { asin(min(max(sine, -1), 1)) * 180 / .pi }

/// ``short(_:)`` with the decimal mark of the language in force.
package func said(_ value: Double) -> String { NumberText.marked(short(value)) }

/// A number as a person reads it: three significant digits.
package func short(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
  if value == value.rounded(), value.magnitude < 1e9 { return String(Int(value)) }
  var scale = 1.0
  var digits = value.magnitude
  while digits < 100, scale < 1e15 {
    digits *= 10
    scale *= 10
  }
  let rounded = (value * scale).rounded() / scale
  return rounded == rounded.rounded() && rounded.magnitude < 1e9 ? String(Int(rounded)) : "\(rounded)"
}
