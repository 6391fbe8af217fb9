/// What can be undone and redone: one step a stroke, unlimited in number within a budget of bytes.
public struct History: Sendable {
  /// Oldest first.
  public private(set) var done: [Edit] = []
  /// Next to redo last.
  public private(set) var undone: [Edit] = []
  /// The most bytes kept; the oldest steps go first, the newest step always stays.
  public var budget: Int
  /// Bytes of all steps.
  package private(set) var memory = 0
  /// Steps done less those taken back, whether they are still kept or not: a difference counts steps.
  public private(set) var depth = 0
  /// The stroke that the newest step belongs to, while it may still grow.
  private var openStroke: Int?

  /// Whether nothing can be taken back or done again.
  public var isEmpty: Bool { done.isEmpty && undone.isEmpty }

  public init(budget: Int = 64 << 20) { self.budget = budget }

  /// Records an applied edit. Edits of one stroke (the same number, one after another) are one step.
  public mutating func record(_ edit: Edit, stroke: Int? = nil) {
    for step in undone { memory -= step.memory }
    undone.removeAll()
    if let stroke, stroke == openStroke, let newest = done.indices.last, done[newest].layer == edit.layer {
      memory -= done[newest].memory
      done[newest].append(edit)  // in place: a long stroke is not copied at each of its stamps
      memory += done[newest].memory
    } else {
      done.append(edit)
      memory += edit.memory
      depth += 1
    }
    openStroke = stroke
    var dropped = 0
    while memory > budget, dropped < done.count - 1 {
      memory -= done[dropped].memory
      dropped += 1
    }
    done.removeFirst(dropped)
  }

  /// Moves the newest step over to `undone`; the caller applies its inverse.
  public mutating func undo() -> Edit? {
    guard let step = done.popLast() else { return nil }
    openStroke = nil
    depth -= 1
    undone.append(step)
    return step
  }

  /// Moves the last undone step back; the caller applies it.
  public mutating func redo() -> Edit? {
    guard let step = undone.popLast() else { return nil }
    openStroke = nil
    depth += 1
    done.append(step)
    return step
  }

  /// The next edit starts a new step, even within the same stroke.
  public mutating func endStroke() { openStroke = nil }

  /// Follows an event as a journal tells it, whether or not it has the steps that the event takes back.
  package mutating func follow(_ event: SessionEvent) {
    switch event {
    case .performed(let edit, let stroke): record(edit, stroke: stroke)
    case .undone(let step):
      expectDone(step)
      _ = undo()
    case .redone(let step):
      expectUndone(step)
      _ = redo()
    case .takenOver: break
    }
  }

  /// The shortest work that leaves this history behind.
  package var events: [SessionEvent] {
    (done + undone.reversed()).map { .performed($0, stroke: nil) } + undone.map { .undone($0) }
  }

  /// Forgets every step: they do not fit what is drawn.
  package mutating func forget() { self = History(budget: budget) }

  /// Makes `step` the newest one done, for a journal that takes back what was done before it began.
  mutating func expectDone(_ step: Edit) { expect(step, in: \.done) }

  /// Makes `step` the next to redo.
  mutating func expectUndone(_ step: Edit) { expect(step, in: \.undone) }

  /// Steps that are not what the journal says came first are not known to fit the labels: they go.
  private mutating func expect(_ step: Edit, in list: WritableKeyPath<History, [Edit]>) {
    guard self[keyPath: list].last != step else { return }
    for other in self[keyPath: list] { memory -= other.memory }
    self[keyPath: list] = [step]
    memory += step.memory
  }
}
