/// Numbers as people read them, with the decimal mark of the language in force: never for data, nor to be read again.
public enum NumberText {
  /// `decimals` 0...3; "–" when not finite, "9e9" style values are cut to their limit.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    let scale = [1.0, 10, 100, 1000][min(max(decimals, 0), 3)]
    let n = Int((min(max(value, -1e12), 1e12) * scale).rounded())
    let whole = String(abs(n) / Int(scale))
    let sign = n < 0 ? "−" : ""
    guard decimals > 0 else { return sign + whole }
    let part = String(abs(n) % Int(scale))
    return sign + whole + Words.language.decimalMark + String(repeating: "0", count: min(decimals, 3) - part.count) + part
  }

  /// A length or volume with as many decimals as matter: 0.25, 3.9, 120.
  public static func short(_ value: Double) -> String {
    fixed(value, abs(value) < 0.995 ? 2 : abs(value) < 99.5 ? 1 : 0)
  }

  /// Without decimals where there is nothing behind the point: 5, 2.5, 0.75.
  public static func trimmed(_ value: Double) -> String {
    var s = fixed(value, 2)
    let mark = Words.language.decimalMark
    guard s.contains(mark) else { return s }
    while s.hasSuffix("0") { s.removeLast() }
    if s.hasSuffix(mark) { s.removeLast() }
    return s
  }

  /// What is printed with a point for data, as people read it: "2.50" is "2,50" in French.
  public static func marked(_ printed: String) -> String { Words.language.marked(printed) }

  public static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }

  /// With blanks behind it.
  public static func filled(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
