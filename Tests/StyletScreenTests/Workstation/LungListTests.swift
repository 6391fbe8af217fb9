import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// What is to be looked at of the lungs: seen without asking, and a key away.
@Suite struct LungListTests {
  private static let air = VoxelIndex(20, 30, 12), jump = VoxelIndex(50, 25, 21), gas = VoxelIndex(44, 20, 3)

  private static func record() -> LungRecord {
    var account = AirAccount()
    account.append(.init(kind: .stomach, side: .left, millilitres: 120.4, slices: 1...6, at: gas))
    account.append(.init(kind: .unexplained, side: .right, millilitres: 85, slices: 10...14, at: air))
    return LungRecord(
      .automatic,
      remarks: [
        LungRemark(.unexplainedAir(.right, millilitres: 85), at: air, slices: 10...14), LungRemark(.noCarina),
        LungRemark(.areaJump(.left, percent: 41, count: 2), at: jump, slices: 20...21),
        LungRemark(.cutAtTop, slices: 39...39),
      ], air: account)
  }

  // MARK: The key

  /// In each map that the program carries, by the key that the panel names.
  @Test(arguments: BuiltInKeymap.allCases) func theKeyGoesFromRemarkToRemark(_ map: BuiltInKeymap) throws {
    let b = try LungBench(Self.record(), keymap: .builtIn(map))
    let key = b.work.remarkKey
    #expect(key == "!" && b.text(80, 24).contains("4 notes " + key) && b.text().contains("4 notes: ! leads there"))
    let start = b.work.view.cursor
    try b.play(key)
    #expect(b.work.view.cursor == Self.air)
    #expect(b.bench.notice.hasPrefix("Remark 1 of 4: 85 mL of air inside the rib cage"))
    #expect(b.bench.notice.hasSuffix("slices 11–15"))
    try b.play(key)
    #expect(b.work.view.cursor == Self.air && b.bench.notice.hasPrefix("Remark 2 of 4"), "it has no place")
    try b.play(key)
    #expect(b.work.view.cursor == Self.jump && b.bench.notice.contains("the left lung's area jumps by 41 %"))
    try b.play(key)
    #expect(b.work.view.cursor == VoxelIndex(Self.jump.i, Self.jump.j, 39) && b.bench.notice.hasSuffix("slice 40"))
    try b.play(key)
    #expect(b.work.view.cursor == Self.air)
    try b.play("g!g!")
    #expect(b.work.view.cursor == Self.jump)
    try b.play(key + key)
    #expect(b.work.view.cursor == Self.air && start != Self.air)
    if map == .standard {
      try b.play("2!")
      #expect(b.work.view.cursor == Self.jump)
    }
  }

  /// A remark that names no side is on that of the lung it leads to.
  @Test func theListSaysTheSide() throws {
    for (lung, side) in [(LungLabels.right, "right"), (LungLabels.left, "left")] {
      let place = try LungBench().inside(lung)
      let b = try LungBench(
        LungRecord(.automatic, remarks: [LungRemark(.recovered(millilitres: 12), at: place, slices: 3...5)]))
      try b.play("gl")
      let row = b.text().split(separator: "\n").first { $0.contains("tissue taken for lung") }
      #expect(row?.contains(side) == true, "\(row ?? "")")
    }
  }

  /// What a reader has looked at counts no more, and stays where it can be read.
  @Test func aRemarkIsMarkedAsSeen() throws {
    let b = try LungBench(Self.record())
    func seen() -> [Bool] { (LungRecord(b.work.session.annotations)?.remarks ?? []).map { $0.seen != nil } }
    try b.play("gs")
    #expect(b.bench.notice.contains("No remark has been gone to; ! goes") && seen() == [false, false, false, false])
    try b.play("!gs")
    #expect(seen() == [true, false, false, false] && b.text().contains("3 notes: ! leads there"))
    #expect(b.bench.notice == "Seen; 3 still to look at: ! goes on", "\(b.bench.notice)")
    try b.play("!")
    #expect(b.bench.notice.hasPrefix("Remark 2 of 4"), "the walk goes on where it was")
    try b.play("g!")
    #expect(b.bench.notice.hasSuffix("slices 11–15 (seen)"), "\(b.bench.notice)")
    try b.play("u")
    #expect(seen() == [false, false, false, false] && b.text().contains("4 notes"))
    try b.play("Ugl")
    #expect(seen() == [true, false, false, false])
    try b.play("jsjsjs")
    #expect(seen() == [true, true, true, true] && !b.text().contains("notes"))
    try b.play("ggs<Esc>")
    #expect(seen() == [false, true, true, true] && b.text().contains("1 note"))
    let record = try #require(LungRecord(b.work.session.annotations))
    #expect(record.unseen == 1 && record.air == Self.record().air && record.badges == Self.record().badges)
  }

  /// Not the literal: a map of one's own, and one without the key.
  @Test func theHintIsOfTheMapInForce() throws {
    func text(_ toml: String) throws -> String {
      let map = KeymapFile(name: "own", text: toml).merged(over: .standard).keymap
      return try LungBench(Self.record(), keymap: map).text()
    }
    #expect(try text("[keys]\n\"!\" = \"none\"\n\"zr\" = \"lungs-remark-next\"").contains("4 notes: zr leads there"))
    let without = try text("[keys]\n\"!\" = \"none\"")
    #expect(without.contains("4 notes") && !without.contains("leads there"))
  }

  @Test func withoutRemarksOrLungs() throws {
    let b = try LungBench()
    let at = b.work.view.cursor
    try b.play("!")
    #expect(b.bench.notice == Sentence.nothingToLookAt && b.work.view.cursor == at)
    let bench = try Bench()
    try bench.play("!")
    #expect(bench.notice.contains(":lungs finds them"))
  }

  /// What another version remarked counts, is said, and leads nowhere.
  @Test func remarksOfAnotherVersion() throws {
    let b = try LungBench()
    var entry = Self.record().json
    entry["badges"] = try JSONValue(reading: [UInt8]("[{\"newer\\u001b\": {\"mm\": 3}}, {\"cutAtTop\": {}}]".utf8))
    let old = b.work.session.annotations.lungs[0]
    try b.work.accept(
      Edit(
        name: "", tool: "", layer: LabelLayer.lungs, runs: [],
        annotations: [AnnotationChange(.lungs, at: 0, old: old, new: .object(entry))]))
    #expect(b.text(80, 24).contains("2 notes"))
    let at = b.work.view.cursor
    try b.play("!!")
    #expect(b.bench.notice.contains("a remark of another version: newer") && b.work.view.cursor == at)
    try b.play("gl")
    #expect(b.text(80, 24).contains("newer\\u{1b}"))
  }

  // MARK: On the screen

  @Test func unexplainedAirIsSeenWithoutAsking() throws {
    let b = try LungBench(Self.record())
    for (width, height) in [(80, 24), (100, 30), (120, 40), (200, 55), (250, 70)] {
      let text = b.text(width, height)
      let isSaid = text.contains("85 mL") && text.contains("4 notes") || text.contains("!4 air? 85 mL")
      #expect(isSaid, "\(width)x\(height)")
    }
    #expect(b.text(200, 55).contains("85 mL of air unexplained"))
    #expect(b.text(60, 16).contains("!4"))
  }

  // MARK: The list

  /// Every row by its keys, on the smallest usual screen.
  @Test func theListLeadsToItsPlaces() throws {
    let b = try LungBench(Self.record())
    try b.play("gl")
    let list = b.text(80, 24)
    for words in [
      "Lungs, found by the program, proposed: :lungs-accept accepts them", "slices", "side",
      "look  air that is not explained", "85.0    11–15  right", "look  no carina", "area jumps by 41 %, 2 times",
      "air   gas in the stomach", "120      2–7  left", "lung  Right lung", "lung  Trachea and bronchi",
      "zone  the upper zone's lowest slice", "Enter go there", "85 mL of air inside the rib cage is neither",
    ] {
      #expect(list.contains(words), "\(words)\n\(list)")
    }
    try b.play("<CR>")
    #expect(b.work.view.cursor == Self.air && b.work.overlay == .none)
    try b.play("gljj<CR>")
    #expect(b.work.view.cursor == Self.jump && b.bench.notice.contains("slices 21–22"))
    try b.play("g!")
    #expect(b.bench.notice.hasPrefix("Remark 2 of 4"), "the key goes on from the row")
    // gas in the stomach, behind the four remarks
    try b.play("glgjjjj<CR>")
    #expect(b.work.view.cursor == Self.gas && b.bench.notice == "120 mL of gas in the stomach, left, slices 2–7")
    // the right lung: the slice with most of it
    try b.play("glgjjjjjj<CR>")
    let areas = (0..<b.lungs.size.k).map { k in b.lungs.size.voxels.count { $0.k == k && b.lungs[$0] == LungLabels.right } }
    #expect(areas[b.work.view.cursor.k] == areas.max())
    // the limits of the zones
    let zones = try #require(b.work.session.zones)
    try b.play("glG<CR>")
    #expect(b.work.view.cursor.k == zones.veins.k && b.bench.notice.contains("middle zone"))
  }

  /// What has no place is said, and the list stays.
  @Test func aRowWithoutPlaceStays() throws {
    let b = try LungBench(Self.record())
    let at = b.work.view.cursor
    try b.play("glj<CR>")
    #expect(b.work.view.cursor == at && b.bench.notice == LungWords.text(.noCarina))
    guard case .list(let list) = b.work.overlay else { return #expect(Bool(false), "no list") }
    #expect(list.selected == 1 && list.detail == LungWords.text(.noCarina))
    try b.play("q")
    #expect(b.work.overlay == .none)
  }

  @Test func drawnLungsHaveTheirVolumesAlone() throws {
    let b = try LungBench(Self.record())
    try b.play(":lungs-accept<CR>sl")
    b.go(to: b.inside(LungLabels.right))
    try b.play("s2:brush 20<CR><Space>gl")
    guard case .list(let list) = b.work.overlay else { return #expect(Bool(false), "no list") }
    let mL = try #require(b.work.drawnLedger.extent(of: LungLabels.left, volume: b.phantom.volume)).millilitres
    let row = try #require(list.rows.first { $0[1] == "Left lung" })
    #expect(row[2] == NumberText.fixed(mL, mL < 99.95 ? 1 : 0) && list.title.contains("accepted by a reader"))
  }

  @Test func everyBadgeHasItsWords() {
    let badges: [LungBadge] = [
      .noLungs, .rescaleMissing(added: -1024), .oneLung, .volume(millilitres: 812.5), .ratio(0.25), .cutAtTop,
      .cutAtBottom, .cutAtSide, .jumps(count: 3), .areaJump(.right, percent: 41.5, count: 2), .noTrachea, .noCarina,
      .gasLeftOut(millilitres: 90), .recovered(millilitres: 12), .recovered(millilitres: 3, side: .left),
      .opaqueAgainstWall(.left, millilitres: 41),
      .unevenBases(millimetres: 55), .unevenTops(millimetres: 30), .dividedAtMidline, .sideByPlace(.right),
      .straightSplit(squareCentimetres: 17.25), .unexplainedAir(nil, millilitres: 2.5),
      .pieceWithoutVessels(millilitres: 6), .spineInFront,
    ]
    #expect(Set(badges.map(\.name)) == Set(LungBadge.Name.allCases))
    #expect(Set(badges.map { LungWords.text($0) }).count == badges.count)
    #expect(badges.allSatisfy { (1...32).contains(LungWords.name($0).count) })
    // a row of the list has its side at 80 columns
    for kind in AirAccount.Kind.allCases { #expect(LungWords.text(kind).count <= 43) }
  }
}
