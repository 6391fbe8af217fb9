import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// Lungs from a file, what is said of them, and taking them.
@Suite struct LungMaskTests {
  private static let size = GridSize(20, 6, 4)!

  /// Boxes of values: right 2...7, left 12...17, with a bridge of one voxel between.
  private static func mask(_ right: UInt8, _ left: UInt8, bridge: Bool = false, airway: UInt8 = 0) -> LabelMap {
    var runs: [Run] = []
    for k in 1...2 {
      for j in 1...4 {
        runs.append(Run(k: k, j: j, i: 2, count: 6, old: 0, new: right))
        runs.append(Run(k: k, j: j, i: 12, count: 6 - (j == 1 ? 1 : 0), old: 0, new: left))
      }
    }
    if bridge { runs.append(Run(k: 1, j: 2, i: 8, count: 4, old: 0, new: left)) }
    if airway != 0 { runs.append(Run(k: 3, j: 2, i: 9, count: 2, old: 0, new: airway)) }
    var map = LabelMap(size: size)
    map.apply(Edit(name: "", tool: "", runs: runs))
    return map
  }

  private static func values(_ map: LabelMap, i: Range<Int>) -> Set<UInt8> {
    var seen = Set<UInt8>()
    for k in 0..<size.k {
      for j in 0..<size.j {
        for n in i where map[VoxelIndex(n, j, k)] != 0 { seen.insert(map[VoxelIndex(n, j, k)]) }
      }
    }
    return seen
  }

  /// A right lung that lies to the left, whatever it is called; of a side with next to nothing nothing is said.
  @Test func exchangedSidesAreSeen() {
    #expect(!LungLabels.areExchanged(Self.mask(1, 2, airway: 3)) && LungLabels.areExchanged(Self.mask(2, 1, airway: 3)))
    #expect(LungLabels.areExchanged(Self.mask(20, 30), mapping: [30: 1, 20: 2]))
    #expect(!LungLabels.areExchanged(Self.mask(30, 20), mapping: [30: 1, 20: 2]))
    for one in [Self.mask(1, 1), Self.mask(2, 2), Self.mask(3, 1), LabelMap(size: Self.size)] {
      #expect(!LungLabels.areExchanged(one))
    }
    var stray = Self.mask(2, 2)
    stray.apply(Edit(name: "", tool: "", runs: [Run(k: 3, j: 1, i: 19, count: 1, old: 0, new: 1)]))
    #expect(!LungLabels.areExchanged(stray))
  }

  @Test func namedValuesAreTakenAsTheyAre() throws {
    let mask = Self.mask(1, 2, airway: 3)
    let taken = try LungMask(mask)
    #expect(taken.labels.plain == mask.plain && taken.divided == nil && taken.leftOut == [])
    let others = try LungMask(Self.mask(30, 20, airway: 9), mapping: [30: 1, 20: 2])
    #expect(Self.values(others.labels, i: 0..<9) == [1] && Self.values(others.labels, i: 11..<20) == [2])
    #expect(Self.values(others.labels, i: 9..<11) == [] && others.leftOut == [9])
  }

  /// +i is the patient's left, so the lower columns are the right lung.
  @Test(arguments: [UInt8(1), 4, 255]) func oneValueIsDividedBySide(_ value: UInt8) throws {
    for bridge in [false, true] {
      let taken = try LungMask(Self.mask(value, value, bridge: bridge))
      let divided = try #require(taken.divided)
      #expect((8...12).contains(divided))
      #expect(Self.values(taken.labels, i: 0..<8) == [1] && Self.values(taken.labels, i: 12..<20) == [2])
      #expect(taken.labels.plain.map { $0 != 0 } == Self.mask(value, value, bridge: bridge).plain.map { $0 != 0 })
    }
  }

  /// A patient may have one lung: a 2, a name or a rule says which it is.
  @Test func oneLungIsNotCutInTwo() throws {
    let two = try LungMask(Self.mask(2, 2))
    #expect(two.divided == nil && Self.values(two.labels, i: 0..<20) == [2])
    for (mapping, part) in [([UInt8: UInt8](), UInt8(1)), ([1: 2], 2), ([1: 1], 1)] {
      let named = try LungMask(Self.mask(1, 1), mapping: mapping, named: [1])
      #expect(named.divided == nil && Self.values(named.labels, i: 0..<20) == [part])
    }
    // A mapping that counts by the number alone says no more than the number; airways alone are no lungs.
    #expect(try LungMask(Self.mask(1, 1), mapping: [1: 1]).divided != nil)
    #expect(try LungMask(Self.mask(9, 9), mapping: [9: 4]).divided != nil)
    #expect(throws: Failure.self) { try LungMask(Self.mask(3, 3)) }
  }

  /// What names and rules of a mask's segments decide, by way of the match.
  @Test(arguments: [
    ("left lung", "", UInt8(2)), ("Lung_left", "", 2), ("Poumon gauche", "", 2), ("RIGHT", "", 1), ("", "1=LL", 2),
    ("", "1=Left lung", 2), ("lung", "lung=left lung", 2),
  ]) func namesAndRulesDecide(_ name: String, _ rule: String, _ part: UInt8) throws {
    let segments = name.isEmpty ? [] : [Segment(value: 1, name: name)]
    let match = try FindingMatch(
      values: [1], segments: segments, findings: LungLabels.table,
      rules: MapRules(rule, findings: LungLabels.table))
    let taken = try LungMask(Self.mask(1, 1), mapping: match.mapping, named: match.named)
    #expect(taken.divided == nil && Self.values(taken.labels, i: 0..<20) == [part])
  }

  @Test(arguments: ["", "Lungs", "lung"]) func aNameThatSaysNoSideLeavesItToTheDivision(_ name: String) throws {
    let segments = name.isEmpty ? [] : [Segment(value: 1, name: name)]
    let match = try FindingMatch(values: [1], segments: segments, findings: LungLabels.table)
    #expect(try LungMask(Self.mask(1, 1), mapping: match.mapping, named: match.named).divided != nil)
  }

  /// That the program told right from left stays with the project, until somebody has looked at it.
  @Test func theDivisionIsRemembered() throws {
    let volume = try Volume(
      grid: VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 1, 2])), rescale: .identity
    ) { $0.update(repeating: -800) }
    for (mask, isDivided) in [(Self.mask(1, 2), false), (Self.mask(255, 255), true)] {
      var session = EditSession(volume: volume)
      let edit = try LungMask(mask).edit(
        of: LabelLayer(name: LabelLayer.lungs, size: Self.size), session.annotations, volume: volume, source: "a.nii")
      try session.perform(try #require(edit))
      let record = try #require(LungRecord(session.annotations))
      #expect(record.badges == (isDivided ? [.dividedAtMidline] : []) && record.unseen == (isDivided ? 1 : 0))
      #expect(session.diseaseExtent()?.sidesAreProposed == isDivided)
      #expect(DiseaseReport(session, findings: .standard).disease?.lungsAreProposed == false)
      guard isDivided else { continue }
      let place = try #require(record.remarks[0].place)
      let column = try LungMask(mask).divided
      #expect(Self.size.contains(place) && place.i == column)
      var seen = Edit(name: "seen", tool: "test", layer: LabelLayer.lungs, runs: [])
      seen.annotations = LungRecord.marking(0, as: .init(reader: "r", time: "t"), in: session.annotations)
      try session.perform(seen)
      #expect(session.diseaseExtent()?.sidesAreProposed == false)
    }
  }

  @Test func whatIsNotKnownIsRefused() {
    #expect(throws: Failure.self) { try LungMask(Self.mask(4, 5)) }
    #expect(throws: Failure.self) { try LungMask(LabelMap(size: Self.size)) }
    #expect(throws: Failure.self) { try LungMask(Self.mask(1, 2), mapping: [1: 0, 2: 0]) }
  }

  /// One step that puts labels, origins and the record in the place of what was there.
  @Test func importingIsOneStep() throws {
    let volume = try Volume(
      grid: VoxelGrid(size: Self.size, affine: Affine(spacing: [1, 1, 2])), rescale: .identity
    ) { $0.update(repeating: -800) }
    var session = EditSession(volume: volume)
    let first = try #require(
      LungMask(Self.mask(1, 2)).edit(
        of: LabelLayer(name: LabelLayer.lungs, size: Self.size), session.annotations, volume: volume, source: "a.nii"))
    try session.perform(first)
    let other = try LungMask(Self.mask(2, 1, airway: 3))
    let edit = try #require(
      other.edit(of: session.lungs!, session.annotations, volume: volume, source: "b.nii"))
    try session.perform(edit)
    #expect(session.lungs?.labels.plain == other.labels.plain)
    #expect(session.lungs?.origins.values.allSatisfy { $0 == .imported } == true)
    #expect(LungRecord(session.annotations) == LungRecord(.imported, file: "b.nii"))
    #expect(other.edit(of: session.lungs!, session.annotations, volume: volume, source: "b.nii") == nil)
    _ = try session.undo()
    #expect(LungRecord(session.annotations)?.file == "a.nii")
  }

  private static func json(_ text: String) throws -> JSONValue { try JSONValue(reading: [UInt8](text.utf8)) }

  /// Every badge comes back from JSON; what is not known counts, and what stood there besides goes.
  @Test func theRecordComesBack() throws {
    let badges: [LungBadge] = [
      .noLungs, .volume(millilitres: 812.5), .ratio(0.25), .cutAtTop, .jumps(count: 3),
      .opaqueAgainstWall(.left, millilitres: 41), .unevenBases(millimetres: 55),
    ]
    var record = LungRecord(.automatic, badges: badges)
    var annotations = Annotations()
    var isApplied = annotations.apply(ifFitting: record.changes(in: annotations))
    #expect(isApplied)
    #expect(LungRecord(annotations) == record && record.changes(in: annotations).isEmpty)
    annotations = Annotations(lungs: [
      .null,
      try Self.json("{\"source\": \"automatic\", \"badges\": [{\"newer\": {\"mm\": 3}}, {\"cutAtTop\": {}}, 4]}"),
      try Self.json("{\"source\": \"elsewhere\"}"),
    ])
    let read = try #require(LungRecord(annotations))
    #expect(read.badges == [.cutAtTop] && read.unknownBadges == ["newer", "?"])
    record.badges = []
    isApplied = annotations.apply(ifFitting: record.changes(in: annotations))
    #expect(isApplied)
    #expect(annotations.lungs.count == 1 && LungRecord(annotations) == record)
    #expect(LungRecord(Annotations(lungs: [try Self.json("{\"source\": \"elsewhere\"}")])) == nil)
  }

  @Test func acceptingKeepsThatAProgramDrewThem() throws {
    var layer = LabelLayer(name: LabelLayer.lungs, size: Case.size)
    layer.apply(AdoptionTests.lungs())
    let volume = Case.volume()
    func accept() -> Edit? {
      AcceptLungsTool().edit(in: ToolContext(layer: layer, volume: volume, plane: .axial, label: 0))
    }
    let edit = try #require(accept())
    #expect(edit.runs.isEmpty && edit.name == "Accept the lungs, 2 slices")
    layer.apply(edit)
    #expect(layer.origins.values.allSatisfy { $0 == .accepted } && accept() == nil)
  }

  @Test func whatIsTooSmallIsNoChest() throws {
    func volume(_ size: GridSize, _ mm: SIMD3<Double>) throws -> Volume {
      try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: mm)), rescale: .identity) { _ in }
    }
    #expect(try Lungs.mayBe(in: volume(GridSize(64, 64, 79)!, [4.17, 4.17, 3.99])))
    #expect(try !Lungs.mayBe(in: volume(GridSize(64, 64, 20)!, [1, 1, 2])))
    #expect(try !Lungs.mayBe(in: volume(GridSize(64, 64, 4)!, [5, 5, 50])))
  }
}
