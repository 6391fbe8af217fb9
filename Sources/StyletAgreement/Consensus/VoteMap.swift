import StyletBase
import StyletImaging

/// What several readers drew on one grid: of each voxel the class that each reader gave it, 0 for none.
///
/// Kept as the readers' own label maps and walked run by run: voxels between two ends of runs have one ballot, so that
/// memory and time follow what was drawn, whatever the grid.
struct VoteMap: Sendable {
  /// A class of each reader, in their order.
  typealias Ballot = [UInt8]

  /// One reader's drawing: of each label the class, 0 where it is none of them; 256 of them.
  struct Reader: Sendable {
    var labels: LabelMap
    var classes: [UInt8]
  }

  /// More readers than this fit in no pattern.
  static let mostReaders = 64

  let size: GridSize
  let readers: [Reader]
  /// Each ballot that somebody voted something in with its voxels, in a fixed order. All other voxels are empty.
  let ballots: [(ballot: Ballot, voxels: Int)]

  /// - Parameter readers: at least one, at most ``mostReaders``, all of one size.
  /// Cost: the runs of all readers, on all cores.
  init(_ readers: [Reader]) {
    precondition(!readers.isEmpty && readers.count <= Self.mostReaders, "readers of no vote")
    let size = readers[0].labels.size
    precondition(readers.allSatisfy { $0.labels.size == size && $0.classes.count == 256 }, "masks of another grid")
    (self.size, self.readers) = (size, readers)
    let counts = Parallel.map(size.k) { k in
      var counts: [Ballot: Int] = [:]
      Self.forEachRun(of: readers, size, k) { _, _, count, ballot in counts[ballot, default: 0] += count }
      return counts
    }
    let all = counts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    ballots = all.map { (ballot: $0.key, voxels: $0.value) }
      .sorted { $0.ballot.lexicographicallyPrecedes($1.ballot) }
  }

  /// The labels that `value` gives to ballots; those without stay 0. Cost: the runs of all readers.
  func labels(_ value: [Ballot: UInt8]) -> LabelMap {
    let (readers, size) = (readers, size)
    let slices = Parallel.map(size.k) { k in
      var runs: [Run] = []
      Self.forEachRun(of: readers, size, k) { j, i, count, ballot in
        guard let new = value[ballot], new != 0 else { return }
        if let last = runs.last, last.j == j, Int(last.i + last.count) == i, last.new == new {
          runs[runs.count - 1].count += Int32(count)
        } else {
          runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: new))
        }
      }
      return runs
    }
    var labels = LabelMap(size: size)
    for runs in slices { labels.apply(runs) }
    return labels
  }

  /// The box of a class's votes of some readers, with `margin` voxels more to all sides as far as the grid reaches; nil
  /// without votes. Cost: the bricks of their label maps.
  func box(of number: UInt8, by voters: [Int], margin: Int) -> VoxelBox? {
    let whole = VoxelBox(size)
    var union: VoxelBox?
    for reader in voters.map({ readers[$0] }) {
      for (label, own) in reader.classes.enumerated() where own == number && label != 0 {
        guard let box = reader.labels.bounds(of: UInt8(label), within: whole) else { continue }
        union?.formUnion(box)
        union = union ?? box
      }
    }
    return union?.grown(by: SIMD3(repeating: margin), within: whole)
  }

  // MARK: Walking

  /// One reader's run of a slice, by pixel numbers.
  private struct Drawn {
    var from: Int
    var end: Int
    var number: UInt8
  }

  /// Calls `body` for all stretches of a row that have one ballot other than empty, in the order of the slice's rows.
  /// Stretches of one ballot may follow one another.
  private static func forEachRun(
    of readers: [Reader], _ size: GridSize, _ k: Int, _ body: (_ j: Int, _ i: Int, _ count: Int, Ballot) -> Void
  ) {
    let drawn = readers.map { reader in
      var runs: [Drawn] = []
      reader.labels.forEachRun(k: k) { j, i, count, label in
        let number = reader.classes[Int(label)]
        if number != 0 { runs.append(Drawn(from: j * size.i + i, end: j * size.i + i + count, number: number)) }
      }
      return runs
    }
    guard drawn.contains(where: { !$0.isEmpty }) else { return }
    var next = [Int](repeating: 0, count: drawn.count), ballot = Ballot(repeating: 0, count: drawn.count)
    var at = 0
    while true {
      // From here to the nearest place where somebody's vote changes. No run goes over a row's end, so no stretch does.
      var stop = Int.max, isEmpty = true
      for (n, runs) in drawn.enumerated() {
        if next[n] < runs.count, runs[next[n]].end <= at { next[n] += 1 }
        guard next[n] < runs.count else {
          ballot[n] = 0
          continue
        }
        let run = runs[next[n]], isIn = run.from <= at
        ballot[n] = isIn ? run.number : 0
        isEmpty = isEmpty && !isIn
        stop = min(stop, isIn ? run.end : run.from)
      }
      guard stop < .max else { return }
      if !isEmpty { body(at / size.i, at % size.i, stop - at, ballot) }
      at = stop
    }
  }
}
