/// A number as people write it where one is read: in an option, a typed line, a cell of a table.
public enum PlainNumber {
  /// Signs at most: nobody means a number that has more.
  private static let longest = 64

  /// A finite decimal number with a point, in the digits 0 to 9: "2", "-2.5", "+5", "1e-3". nil of all else: blanks
  /// around it, hexadecimal ones, "inf", "nan", what is beyond all numbers ("1e400"), digits of other scripts.
  public static func decimal(_ text: some StringProtocol) -> Double? {
    let signs = text.utf8
    guard (1...longest).contains(signs.count), signs.allSatisfy("0123456789.+-eE".utf8.contains) else { return nil }
    return Double(String(text)).flatMap { $0.isFinite ? $0 : nil }
  }
}
