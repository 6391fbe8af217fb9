import StyletBase

/// Files of a source that is watched: each is taken once it is the same at two looks, and then not until it changes.
struct SeenFiles {
  private struct Look {
    var state: FileState
    /// Since when it is as it is, by a clock that nobody sets.
    var since: ContinuousClock.Instant
    var isDone = false
  }

  private var looks: [String: Look] = [:]
  private var finished: [String] = []

  /// Whether a file is to be taken now.
  mutating func isDue(_ file: String, _ state: FileState) -> Bool {
    guard let look = looks[file], look.state == state else {
      looks[file] = Look(state: state, since: .now)
      return false
    }
    return !look.isDone
  }

  /// Whether it has been as it is for less than so long.
  func isYoung(_ file: String, _ quiet: Duration) -> Bool {
    guard let look = looks[file] else { return false }
    return ContinuousClock.now - look.since < quiet
  }

  /// It need not be looked at again, once all that was taken is on the disk.
  mutating func done(_ file: String) { finished.append(file) }

  mutating func forget(_ file: String) { looks[file] = nil }

  mutating func keep() {
    for file in finished { looks[file]?.isDone = true }
    finished = []
  }
}
