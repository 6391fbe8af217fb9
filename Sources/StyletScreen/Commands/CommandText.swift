import StyletBase
import StyletImaging

/// What is said of commands.
extension Sentence {
  /// The keys that matter on the first screen, as the key map in force has them.
  /// - Parameter isPair: of two scans side by side, in which nothing is drawn.
  static func firstKeys(_ keymap: Keymap, isPair: Bool = false) -> String {
    func key(_ command: String) -> String {
      let keys = keymap.bindings(of: command).first { $0.action.argument.isEmpty }?.keys
      return keys.map(KeyNames.label) ?? CommandTable.command(command)?.typed ?? command
    }
    let slices = [key("slice-forward"), key("slice-back")].joined(separator: " ")
    let leave = CommandTable.command("leave")?.typed ?? ":leave"
    return isPair
      ? words(
        "say.first-keys-side-by-side",
        [
          "help": key("help"), "slices": slices, "numbers": key("follow-up-numbers"), "commands": key("palette"),
          "leave": leave,
        ])
      : words(
        "say.first-keys",
        ["help": key("help"), "slices": slices, "paint": key("stamp"), "commands": key("palette"), "leave": leave])
  }

  static func tooSmall(_ command: Command) -> String {
    words("say.too-small", ["title": command.title])
  }

  /// What was typed as a number where digits are commands, and what they did.
  static func digitsRan(_ digits: [DigitRun], _ table: LabelTable) -> String {
    let number = digits.map { String($0.digit) }.joined()
    let did = digits.compactMap { run in
      run.action.flatMap { KeyTable.title(of: $0, table) }.map { "\(run.digit) \($0)" }
    }
    return words("say.digits-ran", ["number": number, "list": list(did)])
  }

  static func takesNothing(_ command: Command) -> String {
    words("say.takes-nothing", ["name": command.name, "title": command.title])
  }

  static func notInMode(_ command: Command, _ mode: Mode) -> String {
    if command.modes == [.contour] { return words("say.not-in-contour", ["title": command.title]) }
    if command.modes == [.measure] { return words("say.not-in-measuring", ["title": command.title]) }
    if command.modes == [.solid] { return words("say.not-in-solid", ["title": command.title]) }
    return words("say.not-in-mode", ["title": command.title, "name": name(mode)])
  }

  private static func name(_ mode: Mode) -> String {
    switch mode {
    case .navigate: words("mode.while-navigate")
    case .contour: words("mode.while-contour")
    case .adjust: words("mode.while-adjust")
    case .preview: words("mode.while-preview")
    case .measure: words("mode.while-measure")
    case .solid: words("mode.while-solid")
    case .mosaic: words("mode.while-mosaic")
    }
  }
}

extension ReadingText {
  /// Who undoes in the form may mean the answer: a step of the history is none.
  static func imageOnly(_ command: Command) -> String {
    words("form.image-only", ["title": command.title, "history": command.section == .history])
  }
}
