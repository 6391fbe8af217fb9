/// What Contrast/Bolus Agent (0018,0010) says of whether one was given. It is typed at the scanner: an agent's name, or
/// that there was none, in the words of the place.
enum ContrastAgent {
  /// - Returns: nil for what says nothing of it. What is no word for none is taken for the name of an agent.
  static func wasGiven(_ agent: String) -> Bool? {
    let words = agent.uppercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    if words.isEmpty || unknown.contains(words) { return nil }
    if none.contains(words) || beginnings.contains(where: { words.hasPrefix($0 + " ") }) { return false }
    return !phrases.contains { words.hasPrefix($0) }
  }

  private static let unknown: Set<String> = [
    "UNKNOWN", "NOT KNOWN", "UNSPECIFIED", "NOT SPECIFIED", "NA", "N A", "INCONNU", "NON PRECISE", "NON PRÉCISÉ",
    "UNBEKANNT",
  ]

  /// Alone they say that there was none; "NON" before another word may be a property of the agent ("non-ionic").
  private static let none: Set<String> = beginnings.union([
    "N", "NON", "NOT", "NIL", "NEIN", "0", "NATIVE", "NATIV", "NATIVO", "NATIVA", "PLAIN", "UNENHANCED", "NONCONTRAST",
  ])

  private static let beginnings: Set<String> = [
    "NO", "NONE", "WITHOUT", "W O", "WO", "SANS", "AUCUN", "AUCUNE", "OHNE", "KEIN", "KEINE", "SIN", "SENZA",
  ]

  private static let phrases = ["NON CONTRAST", "NON ENHANCED", "NON INJECT", "NOT GIVEN", "NOT INJECT", "UNENHANCED"]
}
