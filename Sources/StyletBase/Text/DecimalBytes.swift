extension [UInt8] {
  /// Appends a number ≥ 0 in decimal, without making a String.
  package mutating func append(decimal value: Int) {
    if value < 10 {
      append(48 &+ UInt8(truncatingIfNeeded: value))
      return
    }
    var digits: (UInt64, UInt64, UInt32) = (0, 0, 0)
    var rest = value
    Swift.withUnsafeMutableBytes(of: &digits) { digits in
      var first = digits.count
      while rest > 0, first > 0 {
        first -= 1
        let (next, digit) = rest.quotientAndRemainder(dividingBy: 10)
        digits[first] = 48 &+ UInt8(truncatingIfNeeded: digit)
        rest = next
      }
      append(contentsOf: digits[first...])
    }
  }
}
