import StyletBase

/// How long readings took, of the raw times in a reader's log: from each opening to the pause, seal or skip that ends
/// it. What is done with a reading once it is sealed is looking, until it is opened again.
public enum TimeOnTask {
  /// Seconds by alias. An opening that nothing ends (the line dropped, the machine stopped) counts for nothing: when it
  /// ended nobody knows.
  /// - Parameter events: of all machines.
  public static func seconds(_ events: [ReadingEvent]) -> [Alias: Int] {
    var begun: [Alias: Int] = [:], sealed: Set<Alias> = [], seconds: [Alias: Int] = [:]
    for event in events.byTime {
      guard let time = UTC.seconds(event.time) else { continue }
      let alias = event.alias
      switch event.kind {
      case .open: if !sealed.contains(alias) { begun[alias] = time }
      case .reopen:
        sealed.remove(alias)
        begun[alias] = time
      case .pause, .seal, .skip:
        if let start = begun.removeValue(forKey: alias) { seconds[alias, default: 0] += max(time - start, 0) }
        if event.kind == .seal { sealed.insert(alias) }
      case .flag, .compare: break
      }
    }
    return seconds
  }
}
