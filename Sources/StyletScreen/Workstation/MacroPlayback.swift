import StyletBase

/// Keys that were recorded and are played again.
struct MacroState {
  /// While recording: the keys so far.
  var recording: [Key]?
  /// How many of them there were before the command that is being typed.
  var commandStart = 0
  /// What `@` plays.
  var last: [Key] = []
  /// By name, for the session.
  var named: [String: [Key]] = [:]
  var playback: Playback?
}

/// A macro on its way: its keys go the way that typed ones go.
struct Playback {
  let keys: [Key]
  var next = 0
  /// Rounds still to be begun.
  var left: Int
  let rounds: Int
  /// Steps of the history when it began.
  let depth: Int
  /// Keys typed meanwhile: they come after it.
  var typed: [Key] = []
}

/// Macros: recorded as keys, played as keys, so that they know every tool. A macro plays in pieces between which the
/// screen is drawn and Esc is heard, and waits for work in the background before its next key.
extension Workstation {
  /// Far more than anybody records; a stuck key fills no memory.
  private static let mostKeys = 10_000

  public var isRecording: Bool { macros.recording != nil }

  // MARK: Recording

  /// Every key passes here before it is pressed.
  func record(_ key: Key) {
    guard var keys = macros.recording else { return }
    if isAtCommandStart { macros.commandStart = keys.count }
    guard keys.count < Self.mostKeys else {
      stopRecording()
      return
    }
    macros.recording = nil  // one owner: appending stays in place
    keys.append(key)
    macros.recording = keys
  }

  private var isAtCommandStart: Bool {
    guard case .none = prompt else { return false }
    return pending.isEmpty && count == nil
  }

  /// Starts, or stops and keeps what was typed in between.
  func toggleRecording() throws {
    guard macros.playback == nil else { throw Say.macroInMacro }
    guard macros.recording != nil else {
      (macros.recording, macros.commandStart) = ([], 0)
      say(Say.recording(keymap))
      return
    }
    forgetCommand()
    stopRecording()
  }

  private func stopRecording() {
    let keys = macros.recording ?? []
    macros.recording = nil
    guard !keys.isEmpty else {
      say(Say.nothingRecorded, .warning)
      return
    }
    macros.last = keys
    say(Say.recorded(keys.count, keymap))
  }

  /// The command that is being run does not belong to the recording.
  private func forgetCommand() {
    guard let keys = macros.recording, macros.commandStart < keys.count else { return }
    macros.recording = Array(keys[..<macros.commandStart])
  }

  func saveMacro(as name: String) throws {
    guard !name.isEmpty else { throw Say.expected(words("expected.name"), "macro-save nodule") }
    guard !macros.last.isEmpty else { throw Say.noMacro(keymap) }
    macros.named[name] = macros.last
    say(Say.macroSaved(name, macros.last.count))
  }

  // MARK: Playing

  /// - Parameter name: of a named macro, which becomes the last one; the last one when empty.
  func playMacro(_ name: String, rounds: Int) throws {
    guard macros.playback == nil else { throw Say.macroInMacro }
    if !name.isEmpty {
      guard let keys = macros.named[name] else { throw Say.noMacro(named: name, macros.named.keys.sorted()) }
      macros.last = keys
    }
    guard !macros.last.isEmpty else { throw Say.noMacro(keymap) }
    forgetCommand()  // what it plays is recorded instead: a recording never refers to another
    macros.playback = Playback(
      keys: macros.last, left: max(rounds, 1), rounds: max(rounds, 1), depth: session.history.depth)
    playOn()
  }

  /// Plays until it is done, has to wait, or the screen wants its turn.
  /// - Parameter patient: waits for work in the background and plays to the end.
  func playOn(patient: Bool = false) {
    let pause = ContinuousClock.now + .milliseconds(25)
    while var playback = macros.playback {
      if let work = preview?.work {
        if patient { _ = work.wait() }
        pollPreview()
        if preview?.work != nil { return }
      }
      if playback.next == playback.keys.count || playback.left == playback.rounds {
        guard playback.left > 0 else { return endPlayback() }
        playback.left -= 1
        playback.next = 0
      }
      let key = playback.keys[playback.next]
      playback.next += 1
      macros.playback = playback
      notice = nil
      record(key)
      press(key)
      if let notice, notice.weight != .info { return endPlayback(refused: notice) }
      if isFinished { return endPlayback() }
      if !patient, ContinuousClock.now > pause { return }
    }
  }

  /// Esc, while it plays: what is drawn stays.
  func stopPlayback() {
    endPlayback(refused: Notice(.warning, Say.macroStoppedByReader))
  }

  private func endPlayback(refused: Notice? = nil) {
    guard let playback = macros.playback else { return }
    macros.playback = nil
    let steps = min(session.history.depth - playback.depth, session.history.done.count)
    if let refused {
      let round = playback.rounds - playback.left
      say(Say.macroStopped(refused.text, round: round, of: playback.rounds, steps: steps, keymap), refused.weight)
    } else if steps > 0 || notice == nil {
      say(Say.macroPlayed(steps: steps, keymap))
    }
    for key in playback.typed where !isFinished { handle(.key(key)) }
  }

  /// Puts a key that is typed while a macro plays in line; Esc stops the macro.
  /// - Returns: whether the key is dealt with.
  func takeWhilePlaying(_ key: Key) -> Bool {
    guard macros.playback != nil else { return false }
    if key == .escape {
      macros.playback?.typed = []
      stopPlayback()
    } else if let typed = macros.playback?.typed.count, typed < Self.mostKeys {
      macros.playback?.typed.append(key)
    }
    return true
  }
}
