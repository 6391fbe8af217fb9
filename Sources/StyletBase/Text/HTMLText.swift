extension String {
  /// Inert between the tags of an HTML page and in quoted attributes: markup becomes entities, and control and format
  /// characters, which a page may not hold, become `\u{1b}` and the like.
  public var escapedForHTML: String {
    var out = ""
    for s in escapedForTerminal.unicodeScalars {
      switch s {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(s)
      }
    }
    return out
  }
}
