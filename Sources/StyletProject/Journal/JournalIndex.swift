/// What the lines of a journal are, without their contents: enough to say which of them no longer matter.
struct JournalIndex {
  enum Kind: Equatable {
    /// With the number of its stroke, as the file has it.
    case performed(stroke: Int?)
    case undone, redone, takenOver, saved
    /// Members with what the audit trail tells of them: that stays, whatever comes later.
    case noted
    /// With the names of the members, which a later line of the same names makes idle.
    case fields(Set<String>)
  }

  struct Line {
    var kind: Kind
    var bytes: Range<Int>
  }

  private(set) var lines: [Line] = []
  /// The lines before it stay as they are: a save has them, or another file counts on their places.
  private(set) var floor = 0

  init() {}

  init(_ contents: JournalContents) {
    var start = contents.headerEnd
    for (entry, end) in zip(contents.entries, contents.ends) {
      append(Kind(entry, strokeOffset: 0), start..<end)
      start = end
    }
  }

  mutating func append(_ kind: Kind, _ bytes: Range<Int>) {
    lines.append(Line(kind: kind, bytes: bytes))
    if kind == .saved { floor = lines.count }
  }

  /// All lines of now stay as they are.
  mutating func keepAll() { floor = lines.count }

  /// The first lines stay as they are.
  mutating func keep(_ count: Int) { floor = count }

  /// The journal begins anew.
  mutating func removeAll() { self = JournalIndex() }

  /// Where what may be left out begins; nil where nothing may.
  var floorBytes: Int? { lines.indices.contains(floor) ? lines[floor].bytes.lowerBound : nil }

  /// The lines that lead to the same drawing and to the same steps to take back: undone and done again is nothing, and
  /// so is a step that was undone before another one was made.
  func reduced() -> [Line] {
    var kept = Array(lines[..<floor])
    for line in lines[floor...] {
      let last = kept.count > floor ? kept.last?.kind : nil
      switch line.kind {
      case .redone where last == .undone, .undone where last == .redone: kept.removeLast()
      case .performed:
        Self.dropUndone(&kept, floor)
        kept.append(line)
      case .fields(let names):
        kept = kept.enumerated().filter { n, old in
          if n >= floor, case .fields(let before) = old.kind { return !before.isSubset(of: names) }
          return true
        }.map(\.element)
        kept.append(line)
      default: kept.append(line)
      }
    }
    return kept
  }

  /// What was undone just before a new step can never be done again. A stroke of several lines is one step, which one
  /// line undoes: only single ones are paired.
  private static func dropUndone(_ kept: inout [Line], _ floor: Int) {
    while let last = kept.last, last.kind == .undone, kept.count > floor {
      guard let first = kept.lastIndex(where: { $0.kind != .undone }), first >= floor,
        case .performed(let stroke) = kept[first].kind
      else { return }
      if let stroke, first > 0, kept[first - 1].kind == .performed(stroke: stroke) { return }
      kept.removeSubrange(first...first + 1)
    }
  }
}

extension JournalIndex.Kind {
  /// - Parameter strokeOffset: what is added to the stroke's number in the file.
  init(_ entry: JournalEntry, strokeOffset: Int) {
    switch entry {
    case .event(.performed(_, let stroke)): self = .performed(stroke: stroke.map { $0 &+ strokeOffset })
    case .event(.undone): self = .undone
    case .event(.redone): self = .redone
    case .event(.takenOver): self = .takenOver
    case .fields(_, let audit) where !audit.isEmpty: self = .noted
    case .fields(let fields, _): self = .fields(Set(fields.members.map(\.name)))
    case .saved: self = .saved
    }
  }
}

extension JournalLine {
  /// The line as the n-th entry of a journal; nil when it is not one as this program writes them.
  /// - Parameter line: with its line feed.
  static func renumbered(_ line: [UInt8], _ number: Int) -> [UInt8]? {
    let head = Array("{\"n\": ".utf8), start = 9 + head.count
    guard line.count > start, line.last == 10, line[9..<start].elementsEqual(head) else { return nil }
    var end = start
    while end < line.count, (48...57).contains(line[end]) { end += 1 }
    guard end > start else { return nil }
    return encode(head + Array(String(number).utf8) + line[end..<line.count - 1])
  }
}
