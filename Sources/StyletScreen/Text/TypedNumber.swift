import StyletBase

/// Numbers as a reader types them.
enum TypedNumber {
  /// The sign that the program itself writes before a number, which may be copied from the screen.
  static let minus: Character = "−"

  /// A finite decimal number with a point or a comma, nil when `text` is none. A hexadecimal one is none.
  static func number(_ text: some StringProtocol) -> Double? {
    let plain = String(text.map { $0 == "," ? "." : $0 == minus ? "-" : $0 })
    return PlainNumber.decimal(plain)
  }

  /// Two finite numbers with a blank or a comma between; with a blank between, a comma may be a decimal one.
  static func twoNumbers(_ text: String) -> (Double, Double)? {
    let isParted = isParted(byComma: text)
    let parts = text.split { $0 == " " || isParted && $0 == "," }.map { number($0) }
    guard parts.count == 2, let a = parts[0], let b = parts[1] else { return nil }
    return (a, b)
  }

  /// Whether a comma stands between the numbers of `text`, and not in one.
  static func isParted(byComma text: String) -> Bool {
    let parts = text.split(separator: " ")
    return parts.count == 1 ? text.contains(",") : parts.contains { $0.hasPrefix(",") || $0.hasSuffix(",") }
  }
}
