import StyletBase

/// What a user says about the labels of a mask: `2=GGO,5=CON,7=none`. It comes before all that is found out by itself.
public struct MapRules: Hashable, Sendable {
  /// Which label of the mask is meant.
  public enum Label: Hashable, Sendable {
    case value(UInt8)
    /// A segment's name or code.
    case name(String)
  }

  public struct Rule: Hashable, Sendable {
    public let label: Label
    /// A finding of the project; nil leaves the label out.
    public let finding: UInt8?
    /// As the user wrote it: `2=GGO`.
    public let text: String
  }

  public let rules: [Rule]

  public static let none = MapRules(rules: [])

  private init(rules: [Rule]) { self.rules = rules }

  /// - Parameters:
  ///   - text: rules parted by commas. Left of = stands a value of the mask, or a segment's code or name; right of it a
  ///     finding's code, name or value, or `none` (or 0) to leave the label out. A name with a comma, an = or nothing
  ///     but digits stands in double quotes.
  ///   - findings: the project's.
  /// - Throws: a ``Failure`` (`usage`) that quotes the rule.
  public init(_ text: String, findings: LabelTable) throws {
    var rules: [Rule] = []
    for part in Self.split(text, at: ",") {
      let rule = part.trimmed
      if rule.isEmpty { continue }
      let sides = Self.split(rule, at: "=").map(\.trimmed)
      guard sides.count == 2, let label = Self.label(sides[0]) else {
        throw Failure(.usage, words("error.rule", ["rule": rule]), advice: words("error.rule-advice"))
      }
      let new = Rule(label: label, finding: try Self.finding(sides[1], rule, findings), text: rule)
      if let old = rules.first(where: { $0.label == label }), old.finding != new.finding {
        throw Failure(.usage, words("error.rules", ["one": old.text, "other": rule]), advice: words("error.keep-one"))
      }
      rules.append(new)
    }
    self.rules = rules
  }

  private static func label(_ text: String) -> Label? {
    if let name = unquoted(text) { return FindingNames.folded(name).isEmpty ? nil : .name(FindingNames.folded(name)) }
    if text.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return UInt8(text).flatMap { $0 == 0 ? nil : .value($0) }
    }
    let name = FindingNames.folded(text)
    return name.isEmpty ? nil : .name(name)
  }

  private static func finding(_ text: String, _ rule: String, _ findings: LabelTable) throws -> UInt8? {
    let name = unquoted(text)
    if name == nil, text == "0" || text.lowercased() == "none" { return nil }
    let all = findings.findings
    let found =
      all.first { FindingNames.isSame($0.code, name ?? text) }
      ?? all.first { FindingNames.isSame($0.name, name ?? text) }
      ?? (name == nil ? UInt8(text).flatMap { findings[$0] } : nil)
    guard let found else {
      throw Failure(
        .usage, words("error.rule-finding", ["rule": rule]),
        advice: words("error.use-one-of", ["known": (all.map(\.code) + ["none"]).joined(separator: ", ")]))
    }
    return found.value
  }

  private static func unquoted(_ text: String) -> String? {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// The parts between separators that stand outside quotes.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var isQuoted = false
    for c in text {
      if c == "\"" { isQuoted.toggle() }
      if c == separator, !isQuoted { parts.append("") } else { parts[parts.count - 1].append(c) }
    }
    return parts
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    var s = Substring(self)
    while let c = s.first, c.isWhitespace { s.removeFirst() }
    while let c = s.last, c.isWhitespace { s.removeLast() }
    return String(s)
  }
}
