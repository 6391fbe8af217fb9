import StyletBase

/// What is said, and in which language.
extension Workspace {
  /// In the language asked for with `:lang`, else in the program's.
  func speaking<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let language else { return try body() }
    return try Words.$inTask.withValue(language, operation: body)
  }

  /// - Parameter asked: a language's code; empty goes round.
  func speak(_ asked: String) throws {
    let all = Language.allCases
    let next = all[((all.firstIndex(of: Words.language) ?? 0) + 1) % all.count]
    guard let chosen = asked.isEmpty ? next : Language(code: asked) else {
      let list = all.map(\.rawValue).joined(separator: ", ")
      throw Sentence.expected(words("expected.language", ["list": list]), "lang fr")
    }
    language = chosen
    speaking { say(Sentence.speaks) }
  }

  /// The key of a command, as the key map in force has it; what is typed in the palette where it has none.
  func key(_ command: String) -> String { commands.naming("{\(command)}", keymap) }

  /// Shows a line to the reader until the next key, with the keys in force.
  /// - Parameter task: what goes on, where this says how far it is.
  func say(_ text: String, _ weight: Notice.Weight = .info, progress task: Notice.Task? = nil) {
    notice = Notice(weight, commands.naming(text, keymap).escapedForTerminal, progress: task)
  }

  /// Shows a line, and behind it what should be looked at: whole where two lines of a small screen have room for it,
  /// else how much it is and where it stands.
  func say(_ text: String, checking remarks: [String]) {
    guard !remarks.isEmpty else { return say(text) }
    let whole = Joint.clauses([text] + remarks.map(Sentence.check))
    if Sentence.fits(commands.naming(whole, keymap)) { return say(whole, .warning) }
    var folded = Notice(
      .warning, commands.naming(Joint.clauses([text, Sentence.toCheck(remarks.count)]), keymap).escapedForTerminal)
    folded.details = remarks.map { Sentence.check($0).escapedForTerminal }
    notice = folded
  }

  /// Shows why something was not done, and what to do about it. A script ends with the first.
  func say(_ error: any Error) {
    let failure = error as? Failure ?? Failure(.defect, "\(error)")
    keep(refusal: failure)
    say(failure.onScreen, failure.kind == .usage ? .warning : .error)
  }

  /// The same in a sentence alone. What holds already, or is only to be known, is said by ``say(_:_:progress:)``.
  func refuse(_ text: String) { say(Failure(.usage, text)) }

  /// With the keys in force: it is read where no screen is.
  func keep(refusal failure: Failure) {
    guard refusal == nil else { return }
    var named = failure
    named.what = commands.naming(failure.what, keymap)
    named.advice = failure.advice.map { commands.naming($0, keymap) }
    refusal = named
  }

  /// Whether progress of a task may be said: what else stands there stays.
  func maySay(progress task: Notice.Task) -> Bool { notice.map { $0.progress == task } ?? true }

  /// The page of what was said, the newest first.
  func openMessages() {
    let lines = messages.notices.reversed().flatMap { notice in
      ([notice.text] + notice.details.map { "  " + $0 }).map {
        PageOverlay.Line($0, notice.weight == .info ? .text : .warning)
      }
    }
    prompt = .page(
      PageOverlay(title: Sentence.messagesTitle, lines: lines.isEmpty ? [.init(Sentence.noMessages, .quiet)] : lines))
  }
}
