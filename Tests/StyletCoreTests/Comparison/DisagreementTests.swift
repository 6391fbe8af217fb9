import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletCore

/// Where two readings differ, held to a naive flood over every voxel; and what is drawn of a decision, voxel by voxel.
@Suite struct DisagreementTests {
  private static let size = GridSize(13, 11, 9)!
  private static let grid = VoxelGrid(size: size, affine: Affine(spacing: SIMD3(0.7, 0.9, 2.5)))

  private typealias Labels = [VoxelIndex: UInt8]

  private static var voxels: [VoxelIndex] {
    (0..<size.k).flatMap { k in (0..<size.j).flatMap { j in (0..<size.i).map { VoxelIndex($0, j, k) } } }
  }

  private static func layer(_ labels: Labels) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: layer)
    for (v, label) in labels { builder.set(j: v.j, k: v.k, v.i..<v.i + 1, to: label) }
    if let edit = builder.edit(name: "test", tool: "test", origin: .manual) { layer.apply(edit) }
    return layer
  }

  /// Blobs of three findings, thin and scattered ones too.
  private static func random(_ seed: UInt64) -> Labels {
    var random = SeededRandom(seed: seed), labels: Labels = [:]
    for _ in 0..<7 {
      let at = VoxelIndex(
        Int.random(in: 0..<size.i, using: &random), Int.random(in: 0..<size.j, using: &random),
        Int.random(in: 0..<size.k, using: &random))
      let reach = (1...3).map { _ in Int.random(in: 0...3, using: &random) }
      let label = UInt8.random(in: 1...3, using: &random)
      for v in voxels
      where abs(v.i - at.i) <= reach[0] && abs(v.j - at.j) <= reach[1] && abs(v.k - at.k) <= reach[2]
        && Int.random(in: 0..<5, using: &random) > 0
      {
        labels[v] = label
      }
    }
    return labels
  }

  /// The regions as sets of voxels.
  private static func flooded(_ a: Labels, _ b: Labels) -> Set<Set<VoxelIndex>> {
    func matter(_ v: VoxelIndex) -> Set<UInt8>? {
      let (x, y) = (a[v] ?? 0, b[v] ?? 0)
      return x == y ? nil : Set([x, y]).subtracting([0])
    }
    var left = Set(voxels.filter { matter($0) != nil }), found: Set<Set<VoxelIndex>> = []
    while let first = left.popFirst() {
      var region: Set = [first], queue = [first]
      while let v = queue.popLast() {
        for dk in -1...1 {
          for dj in -1...1 {
            for di in -1...1 {
              let n = VoxelIndex(v.i + di, v.j + dj, v.k + dk)
              if left.contains(n), matter(n) == matter(v) {
                left.remove(n)
                region.insert(n)
                queue.append(n)
              }
            }
          }
        }
      }
      found.insert(region)
    }
    return found
  }

  private static func voxels(_ found: Disagreement, _ place: Int) -> Set<VoxelIndex> {
    var region: Set<VoxelIndex> = []
    found.forEachStretch(of: place) { j, k, i, _, _ in for n in i { region.insert(VoxelIndex(n, j, k)) } }
    return region
  }

  private static func labels(_ map: LabelMap) -> Labels {
    Dictionary(uniqueKeysWithValues: voxels.compactMap { v in map[v] == 0 ? nil : (v, map[v]) })
  }

  private static let record = ComparisonRecord(
    time: "2026-01-01T00:00:00Z", reader: "chief", a: .init(file: "1", drawing: "2", answers: "3"),
    b: .init(file: "4", drawing: "5", answers: "6"), agreed: 0, regions: 0)

  @Test(arguments: 1...12) func regionsAreThoseOfANaiveFlood(_ seed: Int) throws {
    let (a, b) = (Self.random(UInt64(seed)), Self.random(UInt64(seed + 100)))
    let found = try #require(Disagreement(Self.layer(a), Self.layer(b), grid: Self.grid))
    let expected = Self.flooded(a, b)
    #expect(Set(found.regions.indices.map { Self.voxels(found, $0) }) == expected)
    #expect(found.regions.count == expected.count && expected.count > 3)
    #expect(found.regions.map(\.voxels) == found.regions.map(\.voxels).sorted(by: >))
    for (place, region) in found.regions.enumerated() {
      let voxels = Self.voxels(found, place)
      #expect(voxels.contains(region.middle) && region.voxels == voxels.count)
      #expect(region.first == voxels.min { ($0.k, $0.j, $0.i) < ($1.k, $1.j, $1.i) })
      #expect(abs(region.millilitres - Double(voxels.count) * 0.7 * 0.9 * 2.5 / 1000) < 1e-12)
      for part in region.parts {
        #expect(part.voxels == voxels.count { a[$0] ?? 0 == part.a && b[$0] ?? 0 == part.b })
      }
      #expect(voxels.allSatisfy { found.place(at: $0) == place })
    }
    for v in Self.voxels where a[v] == b[v] { #expect(found.place(at: v) == nil) }
    for total in found.totals {
      func drawn(_ all: [VoxelIndex: UInt8]) -> Set<VoxelIndex> { Set(all.filter { $0.value == total.finding }.keys) }
      let (inA, inB) = (drawn(a), drawn(b))
      #expect(total.a == inA.count && total.b == inB.count && total.both == inA.intersection(inB).count)
    }
    // A and B may be exchanged.
    let other = try #require(Disagreement(Self.layer(b), Self.layer(a), grid: Self.grid))
    #expect(Set(other.regions.indices.map { Self.voxels(other, $0) }) == expected)
  }

  @Test(arguments: ComparedTake.allCases) func aDecisionIsDrawnVoxelByVoxel(_ take: ComparedTake) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let (a, b) = (Self.random(seed), Self.random(seed + 50))
      let found = try #require(Disagreement(Self.layer(a), Self.layer(b), grid: Self.grid))
      let volume = try Volume(grid: Self.grid, rescale: .identity) { _ in }
      var session = EditSession(volume: volume)
      try session.takeOver(
        found.beginning(Self.record, in: session.findings, grid: Self.grid, session.annotations))
      let agreed = a.filter { b[$0.key] == $0.value }
      #expect(Self.labels(session.findings.labels) == agreed)
      #expect(session.revision == 0 && session.history.isEmpty)
      for place in found.regions.indices {
        let before = Self.labels(session.findings.labels), words = session.annotations
        let edit = found.edit(
          take, [place], isAll: false, in: session.findings, grid: Self.grid, reader: "chief", session.annotations)
        try session.perform(edit)
        var expected = before
        let region = Self.voxels(found, place)
        if take.decides(found.regions[place]) {
          for v in region {
            let (x, y) = (a[v] ?? 0, b[v] ?? 0)
            switch take {
            case .a: expected[v] = x == 0 ? nil : x
            case .b: expected[v] = y == 0 ? nil : y
            case .both: expected[v] = max(x, y)
            case .common, .neither: expected[v] = nil
            case .drawn: break
            }
          }
        }
        if take == .neither { Self.clearTouching(region, found.regions[place].findings, agreed, &expected) }
        #expect(Self.labels(session.findings.labels) == expected, "\(take) \(seed) \(place)")
        let taken = found.taken(ComparedDecision.all(in: session.annotations))
        #expect((taken[place] == take) == take.decides(found.regions[place]))
        if take.decides(found.regions[place]) {
          _ = try session.undo()
          #expect(Self.labels(session.findings.labels) == before && session.annotations == words)
          _ = try session.redo()
        }
      }
    }
  }

  /// What both draw alike goes with a neighbour of the region, and with all that is connected to that.
  private static func clearTouching(
    _ region: Set<VoxelIndex>, _ findings: [UInt8], _ agreed: Labels, _ labels: inout Labels
  ) {
    func around(_ v: VoxelIndex) -> [VoxelIndex] {
      (-1...1).flatMap { k in (-1...1).flatMap { j in (-1...1).map { VoxelIndex(v.i + $0, v.j + j, v.k + k) } } }
    }
    var seen: Set<VoxelIndex> = []
    var queue = region.flatMap(around).filter { v in agreed[v].map(findings.contains) ?? false }
    while let v = queue.popLast() {
      guard seen.insert(v).inserted else { continue }
      labels[v] = nil
      queue += around(v).filter { agreed[$0] == agreed[v] }
    }
  }

  @Test func aUnionLeavesOpenWhatIsCalledOtherwise() throws {
    // Beside each other: A alone, and a voxel that A and B name differently.
    let a: Labels = [VoxelIndex(2, 3, 4): 1, VoxelIndex(6, 7, 1): 1]
    let b: Labels = [VoxelIndex(6, 7, 1): 2]
    let found = try #require(Disagreement(Self.layer(a), Self.layer(b), grid: Self.grid))
    let named = found.regions.map(\.findings).sorted { $0.count < $1.count }
    #expect(named == [[1], [1, 2]])
    let layer = LabelLayer(name: LabelLayer.findings, size: Self.size)
    let edit = found.edit(
      .both, [0, 1], isAll: true, in: layer, grid: Self.grid, reader: "", time: "t", Annotations())
    var drawn = layer
    drawn.apply(edit)
    #expect(Self.labels(drawn.labels) == [VoxelIndex(2, 3, 4): 1])
    var annotations = Annotations()
    let isApplied = annotations.apply(ifFitting: edit.annotations)
    #expect(isApplied)
    let words = ComparedDecision.all(in: annotations)
    #expect(words.map(\.regions) == [1] && words[0].at == nil)
    #expect(found.taken(words).filter { $0 == nil }.count == 1)
    // A single decision names its region by the first voxel; one of no region decides nothing.
    let stray = ComparedDecision(time: "", reader: "", take: .a, at: VoxelIndex(9, 9, 8), regions: 1)
    #expect(found.taken([stray]).allSatisfy { $0 == nil })
  }

  @Test func wordsComeBackFromTheFile() throws {
    let decision = ComparedDecision(
      time: "2026-01-01T00:00:00Z", reader: "chief", take: .neither, at: VoxelIndex(3, 5, 7), regions: 1, drawn: 0.5,
      cleared: 1.25)
    let annotations = Annotations(comparison: [
      .object(Self.record.json), .object(["action": .string("strange")]), .object(decision.json),
    ])
    #expect(ComparisonRecord(annotations) == Self.record && ComparedDecision.all(in: annotations) == [decision])
    var broken = decision.json
    broken["at"] = .array([.int(1)])
    #expect(ComparedDecision(.object(broken)) == nil)
  }

  /// Where a program had a part in what is taken, it has one in the result.
  @Test func descentGoesAlong() throws {
    var a = LabelLayer(name: LabelLayer.findings, size: Self.size)
    a.apply(
      [Run(k: 2, j: 3, i: 4, count: 3, old: 0, new: 1), Run(k: 5, j: 3, i: 4, count: 3, old: 0, new: 1)],
      [
        OriginChange(key: SliceKey(k: 2, label: 1), old: nil, new: .accepted),
        OriginChange(key: SliceKey(k: 5, label: 1), old: nil, new: .manual),
      ])
    let empty = LabelLayer(name: LabelLayer.findings, size: Self.size)
    let found = try #require(Disagreement(a, empty, grid: Self.grid))
    let edit = found.edit(.a, [0, 1], isAll: true, in: empty, grid: Self.grid, reader: "", Annotations())
    var result = empty
    result.apply(edit)
    #expect(result.origins == [SliceKey(k: 2, label: 1): .accepted, SliceKey(k: 5, label: 1): .manual])
  }
}
