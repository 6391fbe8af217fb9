/// Which cases two readers have in common by the design: first readings and doubles, drawn by lot before anybody has
/// seen them. Repeats and gold are none of these.
public struct PairMatrix: Sendable {
  /// A case that both have sealed: the projects, by their digests.
  public struct Common: Hashable, Sendable {
    public var caseID: CaseID
    public var first, second: DesignedReading
    /// SHA-256 of what was sealed.
    public var firstSeal, secondSeal: String
  }

  public struct Pair: Hashable, Sendable {
    /// Places in ``readers``, the first one smaller.
    public var first, second: Int
    public var planned = 0
    public var sealed: [Common] = []
  }

  public let readers: [ReaderName]
  /// Those that have cases in common, in order.
  public let pairs: [Pair]

  public init(_ records: StudyRecords) {
    readers = records.readers.map(\.name)
    let places = Dictionary(readers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let open = OpenCases(records.cases), count = readers.count
    var byCase: [CaseID: [(place: Int, row: DesignedReading)]] = [:]
    for row in records.design where row.kind.isOfCase {
      guard let place = places[row.reader], open[row.caseID]?.use == .study else { continue }
      byCase[row.caseID, default: []].append((place, row))
    }
    var all: [Int: Pair] = [:]
    for one in records.cases {
      guard let rows = byCase[one.id], rows.count > 1 else { continue }
      let sorted = rows.sorted { $0.place < $1.place }
      for (n, a) in sorted.enumerated() {
        for b in sorted[(n + 1)...] where a.place != b.place {
          let key = a.place * count + b.place
          all[key, default: Pair(first: a.place, second: b.place)].planned += 1
          guard let own = records.seal(a.row, a.place), let other = records.seal(b.row, b.place) else { continue }
          all[key]?.sealed.append(
            Common(caseID: one.id, first: a.row, second: b.row, firstSeal: own, secondSeal: other))
        }
      }
    }
    pairs = all.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension StudyRecords {
  /// The digest of what was sealed; nil where a reading is not, or its log does not say.
  /// - Parameter place: of the reader.
  func seal(_ row: DesignedReading, _ place: Int) -> String? {
    let progress = readers[place].progress
    return progress.state(of: row.alias) == .sealed ? progress.seals[row.alias] : nil
  }
}
