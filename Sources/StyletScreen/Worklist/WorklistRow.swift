/// A row of a reader's worklist: a reading, by the name that it goes by there.
public struct WorklistRow: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    /// May be begun.
    case waiting
    case open, sealed, skipped
    /// Carried away, to be read elsewhere.
    case away
    /// Opens later by itself.
    case later
  }

  public var name: String
  public var state: State
  /// 1…5; nil where nobody says.
  public var priority: Int?
  /// Of triage, as it is shown, "P2"; it stands in the priority's place. nil where the list is in its own order.
  public var tier: String?
  /// The day to read it by: "2026-03-01".
  public var due: String?
  /// Spent on it so far.
  public var seconds: Int
  public var isFlagged: Bool
  /// The reader's own words.
  public var note: String
  /// What is known of the case can be shown.
  public var isKnown = false

  public init(
    _ name: String, _ state: State = .waiting, priority: Int? = nil, due: String? = nil, seconds: Int = 0,
    isFlagged: Bool = false, note: String = ""
  ) {
    (self.name, self.state, self.priority, self.due) = (name, state, priority, due)
    (self.seconds, self.isFlagged, self.note) = (seconds, isFlagged, note)
  }

  /// Whether there is something left to read.
  public var isToRead: Bool { state == .waiting || state == .open }

  /// What cannot be read yet is not.
  /// - Parameter today: as ``due``.
  public func isOverdue(_ today: String) -> Bool {
    guard let due, state != .sealed, state != .skipped, state != .later else { return false }
    return due < today
  }
}

/// How far a reader is.
public struct WorklistProgress: Hashable, Sendable {
  public var all = 0, sealed = 0, open = 0, skipped = 0, away = 0, flagged = 0, overdue = 0

  init(_ rows: [WorklistRow], today: String) {
    all = rows.count
    for row in rows {
      switch row.state {
      case .sealed: sealed += 1
      case .open: open += 1
      case .skipped: skipped += 1
      case .away: away += 1
      case .waiting, .later: break
      }
      if row.isFlagged { flagged += 1 }
      if row.isOverdue(today) { overdue += 1 }
    }
  }
}
