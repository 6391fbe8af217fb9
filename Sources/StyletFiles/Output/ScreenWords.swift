import StyletBase

/// What tells a picture of the screen, in every language that there is a catalogue of.
enum ScreenWords {
  /// "Axial 64/160 " at the beginning of a line, behind blanks.
  static func beginsWithPlace(_ lines: ArraySlice<Substring>) -> Bool {
    isFound(#"^\s*(?:\#(planes))e? \d+/\d+ "#, lines)
  }

  /// The status line: the mode in capitals, and behind what else it says the plane and the slice.
  static func isStatus(_ lines: ArraySlice<Substring>) -> Bool {
    isFound(#"^ (?:\p{Lu}{4,}[\p{Lu} -]*|3-?D) .*  (?:\#(planes))e? \d+"#, lines)
  }

  /// The lower edge of a box, with how it is closed.
  static func closesBox(_ lines: ArraySlice<Substring>) -> Bool {
    let closing = said { words("panel.list-keys") } + "|" + said { words("panel.help-keys").firstRun }
    return isFound("[└+][─-].*(?:\(closing)).*[─-][┘+]", lines)
  }

  /// A screen that is too small for anything else.
  static func tellsTooSmall(_ lines: ArraySlice<Substring>) -> Bool {
    isFound("(?:" + said { words("panel.too-small-1") } + ")$", lines)
  }

  private static var planes: String {
    [said { words("panel.name-axial") }, said { words("panel.name-coronal") }, said { words("panel.name-sagittal") }]
      .joined(separator: "|")
  }

  private static func isFound(_ pattern: String, _ lines: ArraySlice<Substring>) -> Bool {
    guard let regex = try? Regex(pattern) else { return false }
    return lines.contains { $0.firstMatch(of: regex) != nil }
  }

  /// The message in every language, as alternatives of a pattern.
  private static func said(_ message: () -> String) -> String {
    let all = Language.allCases.map { language in Words.$inTask.withValue(language) { pattern(message()) } }
    return all.joined(separator: "|")
  }

  /// The text itself. What is beyond ASCII may be other signs on a terminal that has no more.
  private static func pattern(_ text: String) -> String {
    text.map { $0.isASCII ? ($0.isLetter || $0.isNumber || $0 == " " ? "\($0)" : "\\\($0)") : "\\S{1,3}" }.joined()
  }
}

extension String {
  /// As far as the first blanks in a row: the foot of a box parts what it says so.
  fileprivate var firstRun: String { firstRange(of: "  ").map { String(self[..<$0.lowerBound]) } ?? self }
}
