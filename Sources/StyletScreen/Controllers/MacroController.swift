import StyletBase

/// Macros: recorded as keys, played as keys, so that they know every tool. A macro plays in pieces between which the
/// screen is drawn and Esc is heard, and waits for work in the background before its next key.
final class MacroController: Controller {
  unowned let workspace: Workspace
  let previews: PreviewController
  /// Where the keys of a macro go.
  weak var keys: (any KeyTaker)?
  var state = MacroState()

  init(_ workspace: Workspace, previews: PreviewController) {
    (self.workspace, self.previews) = (workspace, previews)
  }

  var isPlaying: Bool { state.playback != nil }

  var isWorking: Bool { isPlaying }

  func idle() { playOn() }

  func finish() {
    playOn(patient: true)
    previews.finish()
  }

  func show(in model: inout ScreenModel) { model.isRecording = isRecording }

  /// Far more than anybody records; a stuck key fills no memory.
  private static let mostKeys = 10_000

  var isRecording: Bool { state.recording != nil }

  // MARK: Recording

  /// Every key passes here before it is pressed.
  func record(_ key: Key) {
    guard var keys = state.recording else { return }
    if self.keys?.isAtCommandStart == true { state.commandStart = keys.count }
    guard keys.count < Self.mostKeys else {
      stopRecording()
      return
    }
    state.recording = nil  // one owner: appending stays in place
    keys.append(key)
    state.recording = keys
  }

  /// Starts, or stops and keeps what was typed in between.
  func toggleRecording() throws {
    guard state.playback == nil else { throw Sentence.macroInMacro }
    guard state.recording != nil else {
      (state.recording, state.commandStart) = ([], 0)
      say(Sentence.recording(keymap))
      return
    }
    forgetCommand()
    stopRecording()
  }

  private func stopRecording() {
    let keys = state.recording ?? []
    state.recording = nil
    guard !keys.isEmpty else {
      refuse(Sentence.nothingRecorded)
      return
    }
    state.last = keys
    say(Sentence.recorded(keys.count, keymap))
  }

  /// The command that is being run does not belong to the recording.
  private func forgetCommand() {
    guard let keys = state.recording, state.commandStart < keys.count else { return }
    state.recording = Array(keys[..<state.commandStart])
  }

  func saveMacro(as name: String) throws {
    guard !name.isEmpty else { throw Sentence.expected(words("expected.name"), "macro-save nodule") }
    guard !state.last.isEmpty else { throw Sentence.noMacro(keymap) }
    state.named[name] = state.last
    say(Sentence.macroSaved(name, state.last.count))
  }

  // MARK: Playing

  /// - Parameter name: of a named macro, which becomes the last one; the last one when empty.
  func playMacro(_ name: String, rounds: Int) throws {
    guard state.playback == nil else { throw Sentence.macroInMacro }
    if !name.isEmpty {
      guard let keys = state.named[name] else { throw Sentence.noMacro(named: name, state.named.keys.sorted()) }
      state.last = keys
    }
    guard !state.last.isEmpty else { throw Sentence.noMacro(keymap) }
    forgetCommand()  // what it plays is recorded instead: a recording never refers to another
    state.playback = Playback(
      keys: state.last, left: max(rounds, 1), rounds: max(rounds, 1), depth: session.history.depth)
    playOn()
  }

  /// Plays until it is done, has to wait, or the screen wants its turn.
  /// - Parameter patient: waits for work in the background and plays to the end.
  func playOn(patient: Bool = false) {
    let pause = ContinuousClock.now + .milliseconds(25)
    while var playback = state.playback {
      if let work = previews.preview?.work {
        if patient { _ = work.wait() }
        previews.poll()
        if previews.preview?.work != nil { return }
      }
      if playback.next == playback.keys.count || playback.left == playback.rounds {
        guard playback.left > 0 else { return endPlayback() }
        playback.left -= 1
        playback.next = 0
      }
      let key = playback.keys[playback.next]
      playback.next += 1
      state.playback = playback
      notice = nil
      record(key)
      keys?.press(key)
      if let notice, notice.weight != .info { return endPlayback(refused: notice) }
      if workspace.isFinished { return endPlayback() }
      if !patient, ContinuousClock.now > pause { return }
    }
  }

  /// Esc, while it plays: what is drawn stays.
  func stopPlayback() {
    endPlayback(refused: Notice(.warning, Sentence.macroStoppedByReader))
  }

  private func endPlayback(refused: Notice? = nil) {
    guard let playback = state.playback else { return }
    state.playback = nil
    let steps = min(session.history.depth - playback.depth, session.history.done.count)
    if let refused {
      let round = playback.rounds - playback.left
      say(Sentence.macroStopped(refused.text, round: round, of: playback.rounds, steps: steps, keymap), refused.weight)
    } else if steps > 0 || notice == nil {
      say(Sentence.macroPlayed(steps: steps, keymap))
    }
    for key in playback.typed where !workspace.isFinished { keys?.handle(.key(key)) }
  }

  /// Puts a key that is typed while a macro plays in line; Esc stops the macro.
  /// - Returns: whether the key is dealt with.
  func takeWhilePlaying(_ key: Key) -> Bool {
    guard state.playback != nil else { return false }
    if key == .escape {
      state.playback?.typed = []
      stopPlayback()
    } else if let typed = state.playback?.typed.count, typed < Self.mostKeys {
      state.playback?.typed.append(key)
    }
    return true
  }
}

/// What takes keys as if they were typed.
protocol KeyTaker: AnyObject {
  /// The next key begins a command.
  var isAtCommandStart: Bool { get }
  func press(_ key: Key)
  func handle(_ event: InputEvent)
}
