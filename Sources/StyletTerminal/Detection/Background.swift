import StyletBase

/// What `--background` asks for.
public enum BackgroundChoice: String, Sendable, CaseIterable { case auto, dark, light }

/// Whether the terminal's own paper is light, and why that is believed. Where there are no colours the picture stands
/// on it, and must not become its negative; where there are, a light surround asks for lighter greys.
struct Background: Equatable, Sendable {
  var isLight: Bool
  var reason: String

  /// - Parameter answer: the luminance of the paper, 0...1, by the terminal's own word (OSC 11); nil where it was not
  ///   asked or has not answered.
  static func decide(_ choice: BackgroundChoice, environment: [String: String], answer: Double?) -> Background {
    switch choice {
    case .dark, .light: return Background(isLight: choice == .light, reason: "--background \(choice.rawValue)")
    case .auto: break
    }
    if let answer { return Background(isLight: answer > 0.5, reason: words("cli.doctor.why.paper-answered")) }
    // Set by rxvt, Konsole and others: ink;paper, or ink;default;paper, by the first 16 colours.
    if let said = environment["COLORFGBG"], let paper = said.split(separator: ";").last.flatMap({ Int($0) }) {
      return Background(isLight: paper == 7 || paper >= 9 && paper < 16, reason: "COLORFGBG=\(said)")
    }
    return Background(isLight: false, reason: words("cli.doctor.why.paper-assumed"))
  }

  /// The luminance of `rgb:RRRR/GGGG/BBBB`, of one to four hexadecimal digits each, 0...1 by Rec. 709 of the coded
  /// values; nil for anything else.
  static func luminance(_ text: some Collection<UInt8>) -> Double? {
    let head = Array("rgb:".utf8)
    guard text.starts(with: head) else { return nil }
    let parts = text.dropFirst(head.count).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let values = parts.compactMap { part -> Double? in
      guard (1...4).contains(part.count), let n = Int(String(decoding: part, as: UTF8.self), radix: 16), n >= 0 else {
        return nil
      }
      return Double(n) / Double(1 << (4 * part.count) - 1)
    }
    guard parts.count == 3, values.count == 3 else { return nil }
    return 0.2126 * values[0] + 0.7152 * values[1] + 0.0722 * values[2]
  }
}
