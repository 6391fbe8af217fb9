import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct ZoneLandmarkTests {
  private let grid = Case.grid  // 7 x 5 x 4

  private func marks(_ annotations: Annotations) -> [Landmark] {
    annotations.landmarks.compactMap { Landmark($0, on: grid) }
  }

  private func apply(_ changes: [AnnotationChange], to annotations: inout Annotations) throws {
    let fits = annotations.apply(ifFitting: changes)
    try #require(fits)
  }

  @Test func writtenAndRead() throws {
    var annotations = Annotations(landmarks: [.null, .object(["id": .string("l1"), "own": .int(3)])])
    let edit = try #require(annotations.settingZone(.carina, at: VoxelIndex(3, 2, 2), source: .automatic, on: grid))
    #expect(edit.runs.isEmpty && edit.annotations.count == 1)
    try apply(edit.annotations, to: &annotations)
    let entry = try #require(annotations.landmarks[2].object)
    #expect(entry["id"]?.string == "zone-carina" && entry["name"]?.string == "carina")
    #expect(entry["source"]?.string == "automatic" && entry["reader"] == nil)
    #expect(LungZones(marks(annotations), lungs: 0...3).carina == .init(k: 2, source: .automatic))
    // the same again changes nothing; another source or slice does
    #expect(annotations.settingZone(.carina, at: VoxelIndex(3, 2, 2), source: .automatic, on: grid) == nil)
    let moved = try #require(
      annotations.settingZone(.carina, at: VoxelIndex(3, 2, 3), reader: "r", time: "2026-01-01T00:00:00Z", on: grid))
    try apply(moved.annotations, to: &annotations)
    #expect(annotations.landmarks.count == 3)
    #expect(LungZones(marks(annotations), lungs: 0...3).carina == .init(k: 3, source: .reader))
    #expect(marks(annotations).map(\.reader) == ["r"])
    #expect(annotations.settingZone(.veins, at: VoxelIndex(0, 0, 4), on: grid) == nil)
  }

  /// A limit without a landmark is a third of the height, or of what is left below the carina.
  @Test func thirdsWhereALandmarkIsMissing() {
    func mark(_ mark: ZoneMark, _ k: Double) -> Landmark {
      Landmark(id: mark.id, name: "", point: SIMD3(0, 0, k))
    }
    #expect(LungZones([], lungs: 10...99) == LungZones.proposed(lungs: 10...99, carina: nil, rightDome: nil))
    let carina = LungZones([mark(.carina, 80)], lungs: 10...99)
    #expect(carina.carina == .init(k: 80, source: .reader) && carina.veins == .init(k: 40, source: .thirds))
    let low = LungZones([mark(.carina, 30)], lungs: 10...99)
    #expect(low.veins == .init(k: 20, source: .thirds))
    let veins = LungZones([mark(.veins, 90)], lungs: 10...99)
    #expect(veins.carina == .init(k: 95, source: .thirds) && veins.veins == .init(k: 90, source: .reader))
    let usual = LungZones([mark(.veins, 60)], lungs: 10...99)
    #expect(usual.carina == .init(k: 70, source: .thirds) && usual.veins == .init(k: 60, source: .reader))
    #expect(LungZones([mark(.carina, .infinity)], lungs: 10...99).carina.source == .thirds)
    var odd = mark(.carina, 50)
    odd.others["source"] = .string("dreamt")
    #expect(odd.zoneSource == .reader)
    #expect(Landmark(id: "l1", name: "carina", point: .zero).zoneSource == nil)
  }

  /// Veins above the carina are nowhere, and nowhere is a place said to be a reader's that is not.
  @Test(arguments: [(40.0, 30.0), (90, 10), (200, 50), (50, 49)])
  func crossedVeinsAreNobodys(_ veins: Double, _ carina: Double) {
    func mark(_ mark: ZoneMark, _ k: Double) -> Landmark { Landmark(id: mark.id, name: "", point: SIMD3(0, 0, k)) }
    let zones = LungZones([mark(.carina, carina), mark(.veins, veins)], lungs: 5...99)
    #expect(zones.carina == .init(k: Int(carina), source: .reader))
    #expect(zones.veins.source == .thirds && zones.veins.k < Int(carina))
    let none = LungZones([], lungs: 5...99)
    #expect(LungZones([mark(.veins, 200)], lungs: 5...99) == none, "above the lungs")
  }

  /// What the program finds is not put beyond what a reader has set.
  @Test func proposalsDoNotCrossAReadersLimit() throws {
    func proposed(_ mark: ZoneMark, at k: Int, carina: Int, veins: Int) throws -> LungZones {
      var annotations = Annotations()
      let set = try #require(annotations.settingZone(mark, at: VoxelIndex(1, 1, k), on: grid))
      try apply(set.annotations, to: &annotations)
      let found = LungZones(carina: .init(k: carina, source: .automatic), veins: .init(k: veins, source: .proxy))
      try apply(annotations.proposing(found, at: VoxelIndex(3, 2, 0), on: grid), to: &annotations)
      return LungZones(marks(annotations), lungs: 0...3)
    }
    #expect(try proposed(.veins, at: 2, carina: 1, veins: 0).veins == .init(k: 2, source: .reader))
    #expect(try proposed(.veins, at: 2, carina: 3, veins: 0).carina == .init(k: 3, source: .automatic))
    #expect(try proposed(.carina, at: 1, carina: 3, veins: 2).carina == .init(k: 1, source: .reader))
    #expect(try proposed(.carina, at: 1, carina: 3, veins: 2).veins.source == .thirds)
    #expect(try proposed(.carina, at: 2, carina: 3, veins: 1).veins == .init(k: 1, source: .proxy))
  }

  /// What is found with the lungs goes in with them, in one step; what a reader has set stays.
  @Test func proposedWithTheLungs() throws {
    var annotations = Annotations()
    func propose(_ carina: LungZones.Limit, _ veins: LungZones.Limit) -> [AnnotationChange] {
      annotations.proposing(LungZones(carina: carina, veins: veins), at: VoxelIndex(3, 2, 0), on: grid)
    }
    var changes = propose(.init(k: 3, source: .automatic), .init(k: 1, source: .proxy))
    #expect(changes.count == 2)
    try apply(changes, to: &annotations)
    var zones = LungZones(marks(annotations), lungs: 0...3)
    #expect(zones == LungZones(carina: .init(k: 3, source: .automatic), veins: .init(k: 1, source: .proxy)))
    #expect(propose(.init(k: 3, source: .automatic), .init(k: 1, source: .proxy)).isEmpty)
    // found anew without the landmarks: thirds again
    changes = propose(.init(k: 2, source: .thirds), .init(k: 1, source: .thirds))
    #expect(changes.count == 2 && changes.allSatisfy { $0.new == nil })
    try apply(changes, to: &annotations)
    #expect(annotations == Annotations())
    let moved = try #require(annotations.settingZone(.carina, at: VoxelIndex(1, 1, 2), on: grid))
    try apply(moved.annotations, to: &annotations)
    changes = propose(.init(k: 3, source: .automatic), .init(k: 1, source: .proxy))
    #expect(changes.count == 1)
    try apply(changes, to: &annotations)
    zones = LungZones(marks(annotations), lungs: 0...3)
    #expect(zones.carina == .init(k: 2, source: .reader) && zones.veins == .init(k: 1, source: .proxy))
  }
}
