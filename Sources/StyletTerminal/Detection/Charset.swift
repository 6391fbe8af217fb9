import CTerminal
import StyletBase

/// The character set of the terminal, as far as the locale tells.
struct Charset: Equatable, Sendable {
  var codeset: String
  /// Whether block characters can be shown.
  var unicode: Bool
  var reason: String

  /// Sets the process's character type; the curses screen must be made after. C.UTF-8 stands in where nothing is
  /// said, or where UTF-8 is asked for by a locale that is not installed; an explicit C stays ASCII.
  /// - Parameters: `select` sets a locale (nil: the environment's) and gives its codeset; `columns` is wcwidth.
  static func settle(
    ascii: Bool, environment: [String: String],
    select: (String?) -> String? = { stylet_locale($0).map { String(cString: $0) } },
    columns: (UInt32) -> Int32 = { stylet_columns_of($0) }
  ) -> Charset {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { name in environment[name].flatMap { $0.isEmpty ? nil : (name, $0) } }.first
    var codeset = select(nil)
    var reason = asked.map { "\($0.0)=\($0.1)" } ?? words("cli.doctor.why.no-locale")
    let wantsUTF8 = asked.map { isUTF8(String($0.1.drop { $0 != "." }.dropFirst())) } ?? true
    if wantsUTF8 && !isUTF8(codeset ?? "") {
      let why =
        asked == nil ? words("cli.doctor.why.no-locale") : words("cli.doctor.why.not-installed", ["locale": reason])
      for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where !isUTF8(codeset ?? "") {
        codeset = select(name)
        if isUTF8(codeset ?? "") { reason = words("cli.doctor.why.so", ["why": why, "name": name]) }
      }
    }
    if codeset == nil { codeset = select("C") }
    let name = codeset ?? "ANSI_X3.4-1968"
    if ascii { return Charset(codeset: name, unicode: false, reason: "--ascii") }
    let known = isUTF8(name) && columns(0x2580) == 1
    return Charset(codeset: name, unicode: known, reason: reason)
  }

  private static func isUTF8(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0 != "-" }
    return plain == "utf8" || plain.hasPrefix("utf8@")
  }
}
