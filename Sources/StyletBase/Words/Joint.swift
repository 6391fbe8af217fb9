/// How the language in force joins what stands in one line.
public enum Joint {
  /// "what is so; what to do; what else": empty for none.
  public static func clauses(_ parts: [String]) -> String {
    guard let first = parts.first else { return "" }
    return parts.dropFirst().reduce(first) { words("core.joint.clauses", ["first": $0, "next": $1]) }
  }

  /// "GGO: ground-glass opacity"
  public static func named(_ name: String, _ what: String) -> String {
    words("core.joint.named", ["name": name, "what": what])
  }
}
