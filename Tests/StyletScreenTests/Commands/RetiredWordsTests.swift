import Foundation
import Testing

/// Words that neither a native speaker nor a French reader could follow: none of them is in a sentence on a screen, in a
/// protocol, a key map or the README again.
@Suite struct RetiredWordsTests {
  private static let words = [
    "beside the screen", "proposed, not read\"", "being looked for", "To look at", "reckoned", "for want of",
    "disease of before", "by the image", "Front and back", "Upper and lower", "In the slice", "Which questions",
    "counts 100", "Holds steps", "not saved yet", "nearer", "counts for nothing", "come back here",
  ]

  /// Words that are wrong only beside, or without, others: "takes it away" is plain, and so is "LIVE WIRE".
  private static func hasOther(_ shown: String) -> Bool {
    shown.contains(/proposed, not read\b/) || shown.contains(/\b[Tt]akes? it\b(?! (?:away|back|out|off|over)\b)/)
      || shown.replacing("LIVE WIRE", with: "").contains(/\bWIRE\b/)
  }

  @Test func othersAreTold() {
    for text in ["Enter takes it\"", "proposed, not read by us", "~proposed, not read\"", "WIRE\"", "take it, or"] {
      #expect(Self.hasOther(text), "\(text)")
    }
    for text in ["u takes it back", "Backspace takes it away", "LIVE WIRE\"", "proposed, not reviewed", "a mistake"] {
      #expect(!Self.hasOther(text), "\(text)")
    }
  }

  @Test func noSentenceHasThem() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..").standardized
    var read = 0
    for folder in ["Sources", "Samples/protocols", "Samples/standards", "Keymaps", "README.md"] {
      let start = root.appendingPathComponent(folder).path
      let names = FileManager.default.subpaths(atPath: start) ?? [""]
      for name in names.isEmpty ? [""] : names {
        let path = name.isEmpty ? start : start + "/" + name
        guard ["swift", "toml", "md"].contains((path as NSString).pathExtension),
          let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { continue }
        read += 1
        for (n, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
          // In Swift, sentences are string literals; in TOML what is no comment.
          let shown = path.hasSuffix(".swift") ? Self.literals(line) : path.hasSuffix(".toml") && line.contains("# ") ? "" : String(line)
          if Self.hasOther(shown) { Issue.record("\(path.dropFirst(root.path.count + 1)):\(n + 1): \(line)") }
          for word in Self.words where shown.contains(word) {
            Issue.record("\(path.dropFirst(root.path.count + 1)):\(n + 1) has \"\(word)\": \(line)")
          }
        }
      }
    }
    #expect(read > 300)
  }

  /// What stands between quotation marks, and all of a line that is text of several lines.
  private static func literals(_ line: Substring) -> String {
    let trimmed = line.drop { $0 == " " }
    guard !trimmed.hasPrefix("//") else { return "" }
    return trimmed.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { $0.element + "\"" }.joined(separator: " ")
  }
}
