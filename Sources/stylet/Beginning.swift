import StyletBase

/// What `stylet` alone says: how to begin.
enum Beginning {
  static var text: String { words("cli.beginning", ["notice": ResearchUse.notice]) }
}
