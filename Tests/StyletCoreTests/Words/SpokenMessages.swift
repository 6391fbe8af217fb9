import Foundation
import StyletBase

/// The messages that the sources say, as they stand there: the identifier behind `words(`, and the names of its
/// arguments, where these are written out.
struct SpokenMessages {
  struct Said {
    var file: String
    var id: String
    /// nil where they are not written out: a step's name gets them of its tool.
    var arguments: Set<String>?
  }

  private(set) var said: [Said] = []

  static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources").path

  init() throws {
    for name in FileManager.default.subpaths(atPath: Self.sources) ?? [] where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: Self.sources + "/" + name, encoding: .utf8)
      // Simple boundaries: to Unicode's a point between letters is none.
      let call = /\bwords\(\s*"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"\s*(,|\))/.wordBoundaryKind(.simple)
      for match in text.matches(of: call) {
        let rest = text[match.range.upperBound...]
        said.append(
          Said(file: name, id: String(match.output.1), arguments: match.output.2 == ")" ? [] : Self.names(rest)))
      }
    }
  }

  /// The names in `["n": n, "what": "…"]` at a text's beginning: what stands before a colon in no deeper brackets.
  private static func names(_ text: Substring) -> Set<String>? {
    let list = text.drop { $0.isWhitespace }
    guard list.first == "[" else { return nil }
    // A name stands behind the bracket or a comma; other strings are values.
    var names: Set<String> = [], depth = 0, isNext = false, string: String?, rest = list
    while let c = rest.popFirst() {
      if let open = string {
        switch c {
        case "\\":
          guard let next = rest.popFirst() else { return nil }
          if next == "(" { skipInterpolation(&rest) }
          string = open + String(next)
        case "\"":
          if isNext { names.insert(open) }
          (string, isNext) = (nil, false)
        default: string = open + String(c)
        }
        continue
      }
      switch c {
      case "\"": string = ""
      case "[", "(", "{":
        depth += 1
        isNext = depth == 1
      case "]", ")", "}":
        depth -= 1
        isNext = false
        if depth == 0 { return names }
      case ",": isNext = depth == 1
      case let c where c.isWhitespace: break
      default: isNext = false
      }
    }
    return nil
  }

  private static func skipInterpolation(_ rest: inout Substring) {
    var depth = 1
    while depth > 0, let c = rest.popFirst() {
      if c == "(" { depth += 1 }
      if c == ")" { depth -= 1 }
      if c == "\"" {
        while let inner = rest.popFirst(), inner != "\"" {
          if inner == "\\", rest.popFirst() == "(" { skipInterpolation(&rest) }
        }
      }
    }
  }
}
