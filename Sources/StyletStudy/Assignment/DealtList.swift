import StyletBase

/// A reading in a reader's hand while the lists are made.
struct DealtReading {
  /// Among the study's cases, base 0.
  var place: Int
  var kind: DesignedReading.Kind
  var due: String?
  var alias: Alias
  /// How many rows of the list, those taken away counted, come before what it opens after; nil where it is open.
  var opensAfter: Int?
  /// Given to another reader, or dropped; the row keeps its place here, so that others keep theirs.
  var isAway = false

  var occasion: Int { kind == .repeat ? 2 : 1 }
}

/// A reader's list while it is made: rows are added at its end and taken away, never moved.
struct DealtList {
  var reader: StudyReader
  var hasLeft = false
  var rows: [DealtReading] = []
  /// Readings of cases, as far as they are balanced: who came later begins with what the others had.
  var load = 0
  var loadBySite: [String: Int] = [:]
  /// As a second reader.
  var seconds = 0
  /// Thousandths of a repeat, of a gold case, that are still to be given.
  var repeatsOwed = 0
  var goldOwed = 0
  /// Cases that he has or had: nobody gets one twice.
  var known: Set<Int> = []
  /// Of which there is a repeat.
  var repeated: Set<Int> = []

  init(_ reader: StudyReader) { self.reader = reader }

  /// Rows that are not away, before a place.
  func count(before place: Int) -> Int { rows[..<min(place, rows.count)].count { !$0.isAway } }

  /// As the reader's worklist has it.
  func listed(_ cases: [StudyCase], days: Int) -> [ListedReading] {
    var before = [0]
    func isShown(_ row: DealtReading) -> Bool { !row.isAway && cases[row.place].status == .open }
    for row in rows { before.append(before[before.count - 1] + (isShown(row) ? 1 : 0)) }
    return rows.indices.filter { isShown(rows[$0]) }.map { n in
      let row = rows[n]
      return ListedReading(
        alias: row.alias, priority: shownPriority(n, cases), due: row.due,
        opens: row.opensAfter.map { .init(after: before[min($0, rows.count)], days: days) })
    }
  }

  /// What opens late has no priority: a repeat's would be that of its first reading. A gold case has that of the row
  /// which it stands before: its own would show it among rows that are in the order of theirs.
  private func shownPriority(_ n: Int, _ cases: [StudyCase]) -> Int? {
    guard rows[n].opensAfter == nil else { return nil }
    let like = rows[n].kind == .gold ? rows[n...].first { $0.kind != .gold } : rows[n]
    return like.flatMap { cases[$0.place].priority }
  }
}

/// What one reader is given at a time, before its order is drawn.
struct Hand {
  var place: Int
  var kind: DesignedReading.Kind
  var due: String?
}
