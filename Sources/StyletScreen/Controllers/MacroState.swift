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
