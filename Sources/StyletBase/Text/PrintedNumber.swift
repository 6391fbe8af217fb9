import Glibc

extension Double {
  /// As C's `printf` writes it: `0.25.printed("%.3f")` is "0.250". The point is a point: the program sets the C
  /// library's locale for characters alone.
  /// - Parameter format: one conversion of a double and nothing else that takes an argument.
  public func printed(_ format: String) -> String {
    withVaList([self]) { number in
      var text = [CChar](repeating: 0, count: 400)  // the largest number has 309 digits before the point
      let count = Int(vsnprintf(&text, text.count, format, number))
      let written = text.prefix(min(max(count, 0), text.count - 1))
      return String(decoding: written.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
