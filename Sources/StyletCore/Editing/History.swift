/// What can be undone and redone: one step a stroke, unlimited in number within a budget of bytes.
public struct History: Sendable {
  /// Oldest first.
  public private(set) var done: [Edit] = []
  /// Next to redo last.
  public private(set) var undone: [Edit] = []
  /// The most bytes kept; the oldest steps go first, the newest step always stays.
  public var budget: Int
  private var memory = 0
  /// The stroke that the newest step belongs to, while it may still grow.
  private var openStroke: Int?

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
    undone.append(step)
    return step
  }

  /// Moves the last undone step back; the caller applies it.
  public mutating func redo() -> Edit? {
    guard let step = undone.popLast() else { return nil }
    openStroke = nil
    done.append(step)
    return step
  }
}
