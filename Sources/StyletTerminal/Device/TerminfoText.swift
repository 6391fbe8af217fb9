/// The strings of terminfo as bytes for a terminal.
enum TerminfoText {
  /// Without the `$<5>` that ask for pauses.
  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x24, at + 1 < bytes.count, bytes[at + 1] == 0x3c,
        let end = bytes[at...].firstIndex(of: 0x3e)
      {
        at = end + 1
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }
}
