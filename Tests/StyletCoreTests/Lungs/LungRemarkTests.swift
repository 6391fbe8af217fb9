import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging

/// Remarks with their places and the account of air: in the project file and back, and where they lead.
@Suite struct LungRemarkTests {
  private static func json(_ text: String) throws -> JSONValue { try JSONValue(reading: [UInt8](text.utf8)) }

  private static let all: [LungBadge] = [
    .noLungs, .rescaleMissing(added: -1024), .oneLung, .volume(millilitres: 812.5), .ratio(0.25), .cutAtTop,
    .cutAtBottom, .cutAtSide, .jumps(count: 3), .areaJump(.right, percent: 41.5, count: 2), .noTrachea, .noCarina,
    .gasLeftOut(millilitres: 90), .recovered(millilitres: 12), .recovered(millilitres: 3, side: .left),
    .opaqueAgainstWall(.left, millilitres: 41),
    .unevenBases(millimetres: 55), .unevenTops(millimetres: 30), .dividedAtMidline, .sideByPlace(.left),
    .straightSplit(squareCentimetres: 17.25), .unexplainedAir(.right, millilitres: 2.5),
    .unexplainedAir(nil, millilitres: 85), .pieceWithoutVessels(millilitres: 6), .spineInFront,
  ]

  private static func account() -> AirAccount {
    var air = AirAccount()
    air.append(.init(kind: .unexplained, millilitres: 3.25, slices: 4...4, at: VoxelIndex(1, 2, 4)))
    air.append(.init(kind: .stomach, side: .left, millilitres: 80, slices: 0...9, at: VoxelIndex(40, 20, 3)))
    air.append(.init(kind: .unexplained, side: .right, millilitres: 12, slices: 6...8, at: VoxelIndex(3, 2, 7)))
    air.append(.init(kind: .unexplained, side: .left, millilitres: 2, slices: 1...2, at: VoxelIndex(5, 5, 1)))
    return air
  }

  /// A badge that is new must come into the list above, and into the tables below.
  @Test func everyBadgeIsTried() {
    #expect(Set(Self.all.map(\.name)) == Set(LungBadge.Name.allCases))
  }

  /// What each is in the project file, byte for byte, and in the answers to programs: `badge`, then side and numbers.
  @Test func badgesAreWrittenAsEver() throws {
    let written = [
      (#"{"noLungs": {}}"#, "no_lungs"), (#"{"rescaleMissing": {"added": -1024}}"#, "rescale_missing added=-1024.0"),
      (#"{"oneLung": {}}"#, "one_lung"), (#"{"volume": {"millilitres": 812.5}}"#, "volume ml=812.5"),
      (#"{"ratio": {"_0": 0.25}}"#, "ratio ratio=0.25"), (#"{"cutAtTop": {}}"#, "cut_at_top"),
      (#"{"cutAtBottom": {}}"#, "cut_at_bottom"), (#"{"cutAtSide": {}}"#, "cut_at_side"),
      (#"{"jumps": {"count": 3}}"#, "jumps count=3.0"),
      (
        #"{"areaJump": {"_0": "right", "count": 2, "percent": 41.5}}"#,
        "area_jump right percent=41.5 count=2.0"
      ),
      (#"{"noTrachea": {}}"#, "no_trachea"), (#"{"noCarina": {}}"#, "no_carina"),
      (#"{"gasLeftOut": {"millilitres": 90}}"#, "gas_left_out ml=90.0"),
      (#"{"recovered": {"millilitres": 12}}"#, "recovered ml=12.0"),
      (#"{"recovered": {"millilitres": 3, "side": "left"}}"#, "recovered left ml=3.0"),
      (#"{"opaqueAgainstWall": {"_0": "left", "millilitres": 41}}"#, "opaque_against_wall left ml=41.0"),
      (#"{"unevenBases": {"millimetres": 55}}"#, "uneven_bases mm=55.0"),
      (#"{"unevenTops": {"millimetres": 30}}"#, "uneven_tops mm=30.0"),
      (#"{"dividedAtMidline": {}}"#, "divided_at_midline"),
      (#"{"sideByPlace": {"_0": "left"}}"#, "side_by_place left"),
      (#"{"straightSplit": {"squareCentimetres": 17.25}}"#, "straight_split cm2=17.25"),
      (#"{"unexplainedAir": {"_0": "right", "millilitres": 2.5}}"#, "unexplained_air right ml=2.5"),
      (#"{"unexplainedAir": {"millilitres": 85}}"#, "unexplained_air ml=85.0"),
      (#"{"pieceWithoutVessels": {"millilitres": 6}}"#, "piece_without_vessels ml=6.0"),
      (#"{"spineInFront": {}}"#, "spine_in_front"),
    ]
    #expect(written.count == Self.all.count)
    for (badge, (file, answer)) in zip(Self.all, written) {
      let entry = try #require(LungRemark(badge).json)
      #expect(JSONValue.object(entry).text == (try Self.json(file)).text)
      #expect(LungRemark(try Self.json(file)) == LungRemark(badge))
      let facts = badge.facts
      let side = facts.side.map { [$0.rawValue] } ?? [], numbers = facts.numbers.map { "\($0.name)=\($0.value)" }
      #expect(([facts.name] + side + numbers).joined(separator: " ") == answer)
    }
  }

  /// A badge is not known where a number, count or side is missing or of another kind, nor one beside another.
  @Test(arguments: [
    #"{"volume": {}}"#, #"{"volume": {"millilitres": "9"}}"#, #"{"ratio": {"ratio": 1}}"#,
    #"{"jumps": {"count": 1.5}}"#,
    #"{"areaJump": {"_0": "middle", "count": 2, "percent": 4}}"#, #"{"areaJump": {"count": 2, "percent": 4}}"#,
    #"{"recovered": {"millilitres": 3, "side": "middle"}}"#, #"{"unexplainedAir": {"_0": 4, "millilitres": 3}}"#,
    #"{"cutAtTop": 4}"#, #"{"cutAtTop": {}, "noCarina": {}}"#, #"{"no_carina": {}}"#, "{}",
  ])
  func whatLacksAPartIsNotKnown(_ entry: String) throws {
    #expect(LungRemark(try Self.json(entry)) == nil)
  }

  /// A side that may be left out may be null.
  @Test func noSideIsNone() throws {
    let recovered = try Self.json(#"{"recovered": {"side": null, "millilitres": 3}}"#)
    #expect(LungRemark(recovered)?.badge == .recovered(millilitres: 3))
    let air = try Self.json(#"{"unexplainedAir": {"_0": null, "millilitres": 3}}"#)
    #expect(LungRemark(air)?.badge == .unexplainedAir(nil, millilitres: 3))
    #expect(LungRemark(.volume(millilitres: .infinity)).json == nil)
  }

  /// Through the text of a project file, twice to the same bytes.
  @Test func everyRemarkComesBack() throws {
    var remarks = Self.all.map { LungRemark($0) }
    for (n, badge) in Self.all.enumerated() {
      remarks.append(LungRemark(badge, at: VoxelIndex(n, 2 * n, 3), slices: n...2 * n))
      remarks.append(LungRemark(badge, slices: 7...7))
      remarks.append(LungRemark(badge, at: VoxelIndex(0, 0, n)))
      var seen = LungRemark(badge)
      seen.seen = .init(reader: n % 2 == 0 ? "reader-07" : "", time: "2026-03-01T09:30:00Z")
      remarks.append(seen)
    }
    let record = LungRecord(.automatic, remarks: remarks, air: Self.account())
    let text = JSONValue.object(record.json).text
    let read = try #require(LungRecord(Annotations(lungs: [try Self.json(text)])))
    #expect(read == record && read.unknownBadges.isEmpty)
    #expect(read.unseen == read.remarks.count - Self.all.count)
    #expect(JSONValue.object(read.json).text == text)
    #expect(read.air.rows.count == 4 && read.remarks.count == remarks.count)
  }

  /// What earlier versions wrote, and what they can read: the badge's name stands first, alone or not.
  @Test func oldEntriesAreRead() throws {
    let old = """
      {"source": "automatic", "badges": [{"jumps": {"count": 3}}, {"ratio": {"_0": 1.75}},
       {"opaqueAgainstWall": {"_0": "left", "millilitres": 41}}, {"dividedAtMidline": {}}]}
      """
    let read = try #require(LungRecord(Annotations(lungs: [try Self.json(old)])))
    #expect(
      read.badges == [.jumps(count: 3), .ratio(1.75), .opaqueAgainstWall(.left, millilitres: 41), .dividedAtMidline])
    #expect(read.remarks.allSatisfy { $0.place == nil && $0.slices == nil } && read.air.isEmpty)
    let entry = try #require(LungRemark(.cutAtTop, at: VoxelIndex(1, 2, 3), slices: 3...5).json)
    #expect(entry.members.map(\.name) == ["cutAtTop", "slices", "voxel"])
    #expect(JSONValue.object(LungRecord(.imported, file: "a.nii").json).text.contains("air") == false)
  }

  /// One remark is marked; what other versions said of the lungs stays, and undo brings all back.
  @Test func markingARemarkChangesNothingElse() throws {
    let entry = try Self.json(
      """
      {"source": "automatic", "mine": 7, "badges": [{"jumps": {"count": 3}}, {"fromTheFuture": {"x": 1}},
       {"cutAtTop": {}, "slices": [3, 5], "theirs": true}], "air": []}
      """)
    var annotations = Annotations(lungs: [entry])
    let seen = LungRemark.Seen(reader: "reader-07", time: "2026-03-01T09:30:00Z")
    let changes = LungRecord.marking(1, as: seen, in: annotations)
    let fits = annotations.apply(ifFitting: changes)
    #expect(fits)
    let record = try #require(LungRecord(annotations))
    #expect(record.remarks.map(\.seen) == [nil, seen] && record.unknownBadges == ["fromTheFuture"])
    #expect(record.unseen == 2 && record.remarks[1].slices == 3...5)
    let after = try #require(annotations.lungs[0].object)
    #expect(after["mine"] == .int(7) && after["badges"]?.array?[1] == entry.object?["badges"]?.array?[1])
    #expect(after["badges"]?.array?[2].object?["theirs"] == .bool(true))
    let fitsAgain = annotations.apply(ifFitting: LungRecord.marking(1, as: nil, in: annotations))
    #expect(fitsAgain && annotations.lungs == [entry])
    #expect(
      LungRecord.marking(2, as: seen, in: annotations).isEmpty
        && LungRecord.marking(0, as: seen, in: Annotations()).isEmpty)
  }

  /// A place or a row that is not of the form is none; what stands beside it is read.
  @Test func whatIsNotOfTheFormIsPassedOver() throws {
    let strange = """
      {"source": "automatic", "badges": [
        {"cutAtTop": {}, "voxel": [1, 2], "slices": [5, 4]},
        {"cutAtTop": {}, "voxel": [1, -2, 3], "slices": [-1, 4]},
        {"cutAtTop": {}, "voxel": [1, 2, 9223372036854775807], "slices": [0, 9223372036854775807]},
        {"cutAtTop": {}, "voxel": [1, "2", 3, 4], "slices": 7},
        {"newer": {"mm": 3}, "slices": [1, 2]}],
       "air": [4, {"kind": "moon", "ml": 3, "slices": [1, 2], "voxel": [1, 2, 3]},
        {"kind": "bowel", "ml": -3, "slices": [1, 2], "voxel": [1, 2, 3]},
        {"kind": "bowel", "ml": 3, "slices": [1, 2], "voxel": [1, 2, 3], "side": "middle"}]}
      """
    let read = try #require(LungRecord(Annotations(lungs: [try Self.json(strange)])))
    #expect(read.remarks == [LungRemark](repeating: LungRemark(.cutAtTop), count: 4))
    #expect(read.unknownBadges == ["newer"])
    #expect(read.air.rows == [.init(kind: .bowel, millilitres: 3, slices: 1...2, at: VoxelIndex(1, 2, 3))])
  }

  @Test func badgesKeepTheirPlaces() {
    var report = LungReport()
    report.remark(.noCarina)
    report.remark(.cutAtTop, at: VoxelIndex(1, 2, 3), slices: 3...3)
    report.badges.append(.oneLung)
    #expect(report.remarks[1] == LungRemark(.cutAtTop, at: VoxelIndex(1, 2, 3), slices: 3...3))
    report.badges.removeFirst()
    #expect(report.remarks.map(\.place) == [VoxelIndex(1, 2, 3), nil] && report.badges == [.cutAtTop, .oneLung])
  }

  @Test func theAccountIsInOrder() {
    let air = Self.account()
    #expect(air.rows.map(\.kind) == [.stomach, .unexplained, .unexplained, .unexplained])
    #expect(air.rows.map(\.millilitres) == [80, 12, 3.25, 2])
    #expect(air.millilitres(of: .unexplained) == 17.25 && air.millilitres() == 97.25)
    #expect(
      air.remarks == [
        LungRemark(.unexplainedAir(.right, millilitres: 12), at: VoxelIndex(3, 2, 7), slices: 6...8),
        LungRemark(.unexplainedAir(nil, millilitres: 3.25), at: VoxelIndex(1, 2, 4), slices: 4...4),
      ])
  }

  @Test func aRemarkLeadsSomewhere() throws {
    let size = try #require(GridSize(10, 20, 30))
    let here = VoxelIndex(5, 6, 7)
    #expect(LungRemark(.noCarina).target(from: here, in: size) == nil)
    #expect(LungRemark(.noCarina, slices: 10...20).target(from: here, in: size) == VoxelIndex(5, 6, 15))
    #expect(LungRemark(.noCarina, slices: 40...40).target(from: here, in: size) == VoxelIndex(5, 6, 29))
    let placed = LungRemark(.noCarina, at: VoxelIndex(99, 3, 4), slices: 1...2)
    #expect(placed.target(from: here, in: size) == VoxelIndex(9, 3, 4))
  }

  /// The voxel of a place is one of those meant, on the slice with the most of them.
  @Test func placesLieInWhatTheyAreOf() throws {
    let size = try #require(GridSize(9, 8, 7))
    var labels = LabelMap(size: size)
    // A ring on slice 2, whose middle is none of it, and a dot on slice 5.
    var runs = [Run(k: 5, j: 1, i: 8, count: 1, old: 0, new: 1)]
    for j in 2...6 {
      let edge = j == 2 || j == 6
      runs += edge ? [Run(k: 2, j: j, i: 2, count: 5, old: 0, new: 1)] : []
      runs += edge ? [] : [2, 6].map { Run(k: 2, j: j, i: $0, count: 1, old: 0, new: 1) }
    }
    labels.apply(Edit(name: "", tool: "", runs: runs.sorted { ($0.k, $0.j, $0.i) < ($1.k, $1.j, $1.i) }))
    let ring = try #require(labels.place(k: 2) { here, _ in here == 1 })
    #expect(labels[ring.voxel] == 1 && ring.slices == 2...2)
    #expect(labels.place(k: 3) { here, _ in here == 1 } == nil)
    let gone = try #require(labels.place(k: 5, against: 2) { here, there in here == 1 && there == 0 })
    #expect(gone.voxel == VoxelIndex(8, 1, 5))
    #expect(labels.place(k: 2, against: 2) { here, there in here == 1 && there == 0 } == nil)
  }
}
