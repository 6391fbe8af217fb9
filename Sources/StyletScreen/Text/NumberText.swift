import StyletBase

extension NumberText {
  /// Cut to `width` with the last character an ellipsis where something is missing.
  static func cut(_ text: String, _ width: Int, _ glyphs: Glyphs) -> String {
    if text.columns <= width { return text }
    guard width > 0 else { return "" }
    return text.prefix(columns: width - 1) + String(glyphs.ellipsis)
  }
}
