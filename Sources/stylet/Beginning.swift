import StyletBase

/// What `stylet` alone says: how to begin.
enum Beginning {
  static var text: String {
    words("cli.beginning", ["notice": Wrapping.lines(ResearchUse.notice, 80).joined(separator: "\n")])
  }
}
