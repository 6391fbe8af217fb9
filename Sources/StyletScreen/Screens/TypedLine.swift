/// A line that is typed at the foot of a screen, and what becomes of it.
struct TypedLine {
  /// In front of it: ":", "/", or a question.
  let label: String
  var text = PalettePrompt()
  /// Takes what was typed, without the blanks around it.
  /// - Returns: false where the line stays open.
  let enter: (String) -> Bool
  /// Told of every change, and "" when the line is left: a list that is searched meanwhile, in which arrows go on.
  var follow: ((String) -> Void)?

  init(_ label: String, _ text: String = "", follow: ((String) -> Void)? = nil, enter: @escaping (String) -> Bool) {
    (self.label, self.follow, self.enter) = (label, follow, enter)
    self.text.set(text)
  }
}
