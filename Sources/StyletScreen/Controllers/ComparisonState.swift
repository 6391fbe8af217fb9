import StyletBase
import StyletCore
import StyletImaging

/// Two readings that are compared, and how far the reader is with them.
struct ComparisonState {
  let readings: ComparedReadings
  /// Where they differ is being looked for; nil once it is known.
  var search: BackgroundWork<Disagreement?>?
  var found: Disagreement?
  /// The word on each region; nil of those that are open.
  private(set) var taken: [ComparedTake?] = []
  /// Voxels that are open, by ``ComparisonShown/Mark``.
  private(set) var marks: LabelMap
  /// The region gone to last.
  private(set) var current: Int?
  private(set) var side = ComparisonShown.Side.difference
  /// Of the findings; made once.
  private(set) var rows: [ComparisonShown.Row] = []
  /// What ``taken`` was read from.
  private var entries: [JSONValue] = []

  init(_ readings: ComparedReadings) {
    self.readings = readings
    marks = LabelMap(size: readings.a.drawing.size)
  }

  var open: Int { taken.count { $0 == nil } }

  mutating func take(_ found: Disagreement, _ grid: VoxelGrid) {
    self.found = found
    search = nil
    let mL = grid.voxelVolume / 1000
    rows = found.totals.map {
      ComparisonShown.Row(
        finding: $0.finding, a: Double($0.a) * mL, b: Double($0.b) * mL, both: Double($0.both) * mL, dice: $0.dice)
    }
    taken = [ComparedTake?](repeating: nil, count: found.regions.count)
    for place in taken.indices { mark(place, isOpen: true) }
  }

  /// Takes over what is decided. Cost: regions and decisions, and the voxels of regions that were open and are not, or
  /// the other way.
  mutating func follow(_ annotations: Annotations, isFirst: Bool = false) {
    guard let found, isFirst || entries != annotations.comparison else { return }
    entries = annotations.comparison
    let next = found.taken(ComparedDecision.all(in: annotations))
    for (place, (old, new)) in zip(taken, next).enumerated() where (old == nil) != (new == nil) {
      mark(place, isOpen: new == nil)
    }
    taken = next
  }

  mutating func go(to place: Int?) {
    guard place != current else { return }
    let before = current
    current = place
    for place in [before, place].compactMap({ $0 }) where taken[safe: place] == .some(nil) { mark(place, isOpen: true) }
  }

  mutating func show(_ side: ComparisonShown.Side) { self.side = side }

  private mutating func mark(_ place: Int, isOpen: Bool) {
    guard let found else { return }
    let more = place == current ? ComparisonShown.Mark.current : 0
    var runs: [Run] = []
    found.forEachStretch(of: place) { j, k, i, a, b in
      typealias Mark = ComparisonShown.Mark
      let own = a != 0 && b != 0 ? Mark.conflict : a != 0 ? Mark.a : Mark.b
      runs.append(Run(k: k, j: j, i: i.lowerBound, count: i.count, old: 0, new: isOpen ? own + more : 0))
    }
    marks.apply(runs)
  }
}
