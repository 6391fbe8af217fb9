/// What keys are called on the screen.
enum KeyNames {
  /// The keys of a command without an argument, as help shows them.
  static func keys(of command: String, _ keymap: Keymap) -> String {
    keymap.bindings(of: command).filter(\.action.argument.isEmpty).map { label($0.keys) }.joined(separator: " ")
  }

  /// The first key of a command without an argument, as help shows it; empty where it has none.
  static func key(of command: String, _ keymap: Keymap) -> String {
    keymap.bindings(of: command).first(where: \.action.argument.isEmpty).map { label($0.keys) } ?? ""
  }

  /// Keys pressed one after another, as help shows them.
  static func label(_ keys: [Key]) -> String {
    let labels = keys.map(\.label)
    return labels.joined(separator: labels.allSatisfy { $0.count == 1 } ? "" : " ")
  }
}
