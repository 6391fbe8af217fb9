import StyletBase

/// What becomes of readings that come back to a study: a pure function of the study's logs, the reader's list and the
/// logs that were carried. A reading that the study has none of is taken; what was done to it in the study meanwhile
/// stays, and what came back is kept beside it.
public struct Checkin: Sendable {
  /// Of an alias.
  public enum Verdict: Hashable, Sendable {
    /// Nothing was done with it.
    case unread
    /// The study has it as it is.
    case there(ReadingProgress.State)
    case taken(ReadingProgress.State)
    case kept(Checkout.Kept)
  }

  /// Logs of a reader by machine, each in its order.
  public typealias Logs = [HostName: [ReadingEvent]]

  /// Of all that were carried, and of whatever else the logs speak of, in their order.
  public let verdicts: [(alias: Alias, verdict: Verdict)]
  /// What the study's own log has to say first, so that its own readings of what is kept stay the last ones.
  public let assertions: [ReadingEvent]
  /// Logs that go on where the study's copies end, or that it has none of.
  public let fresh: Set<HostName>
  /// Logs of which the study has another: those that were carried are kept beside it.
  public let parted: Set<HostName>

  /// - Parameters:
  ///   - before: the study's logs of the reader.
  ///   - carried: those of the checkout.
  ///   - isOver: the checkout was brought back already, or given up: what the study has of it is the study's.
  ///   - withdrawn: aliases that stand on no list since their cases were withdrawn: their readings are taken, and count
  ///     nowhere.
  ///   - reason: what the study's own log says where it asserts itself.
  public init(
    _ checkout: Checkout, list: Set<Alias>, before: Logs, carried: Logs, isOver: Bool, withdrawn: Set<Alias> = [],
    reason: String, now: String = UTC.now()
  ) {
    var fresh: Set<HostName> = [], parted: Set<HostName> = [], news: [ReadingEvent] = [], after = before
    for (host, events) in carried {
      let there = before[host] ?? [], common = zip(there, events).prefix { $0 == $1 }.count
      news += events[common...]
      if common < there.count {
        // Those of a copy that is older are all there.
        if common < events.count { parted.insert(host) }
      } else if common < events.count {
        fresh.insert(host)
        after[host] = events
      }
    }
    let own = before.filter { !$0.key.isCarrying(checkout.id) }
    let there = ReadingProgress(Self.all(before)), ofOwn = ReadingProgress(Self.all(own))
    let merged = ReadingProgress(Self.all(after)), brought = ReadingProgress(Self.all(carried))
    let changed = Set(news.map(\.alias)), isParted = Set(parted.flatMap { carried[$0] ?? [] }.map(\.alias))
    var latest: [Alias: String] = [:]
    for event in Self.all(after) { latest[event.alias] = max(latest[event.alias] ?? "", event.time) }
    let carriedAliases = Set(checkout.aliases)
    let others = Set(Self.all(carried).map(\.alias)).subtracting(carriedAliases).sorted()
    var verdicts: [(alias: Alias, verdict: Verdict)] = [], assertions: [ReadingEvent] = []
    for alias in checkout.aliases + others {
      let state = brought.state(of: alias)
      guard changed.contains(alias) else {
        let known = carried.values.contains { $0.contains { $0.alias == alias } }
        verdicts.append((alias, known ? .there(there.state(of: alias)) : .unread))
        continue
      }
      let kept: Checkout.Kept? =
        if !list.contains(alias), !withdrawn.contains(alias) {
          .unlisted
        } else if ofOwn.state(of: alias) != .waiting {
          Self.kept(ofOwn.state(of: alias))
        } else if isParted.contains(alias) || isOver && there.state(of: alias) != .waiting {
          .changed
        } else { nil }
      guard let kept else {
        verdicts.append((alias, .taken(state)))
        continue
      }
      verdicts.append((alias, .kept(kept)))
      let before = there.state(of: alias)
      let isAsBefore = merged.state(of: alias) == before
        && (before != .sealed || merged.seals[alias] == there.seals[alias])
      if kept != .unlisted, !isAsBefore {
        // Where a clock was ahead, too.
        let time = StudyTime.text(after: latest[alias] ?? "", orNow: now)
        if let event = Self.assertion(of: alias, there, at: time, reason) { assertions.append(event) }
      }
    }
    (self.verdicts, self.assertions, self.fresh, self.parted) = (verdicts, assertions, fresh, parted)
  }

  private static func all(_ logs: Logs) -> [ReadingEvent] {
    logs.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private static func kept(_ state: ReadingProgress.State) -> Checkout.Kept {
    switch state {
    case .sealed: .sealed
    case .skipped: .skipped
    case .open, .waiting: .begun
    }
  }

  /// What says again how far a reading is in the study.
  private static func assertion(
    of alias: Alias, _ progress: ReadingProgress, at time: String, _ reason: String
  ) -> ReadingEvent? {
    switch progress.state(of: alias) {
    case .sealed: ReadingEvent(.seal, of: alias, time: time, reason: reason, project: progress.seals[alias])
    case .skipped: ReadingEvent(.skip, of: alias, time: time, reason: reason)
    case .open: ReadingEvent(.reopen, of: alias, time: time, reason: reason)
    case .waiting: nil
    }
  }
}
