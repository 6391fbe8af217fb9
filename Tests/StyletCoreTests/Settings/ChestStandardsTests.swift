import Foundation
import StyletTexts
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

@Suite struct ChestStandardsTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Samples/standards/chest-ct.toml")

  @Test func theFileIsWhatIsBuiltIn() throws {
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == CarriedText.chestStandards)
    let s = ChestStandards.standard
    #expect(s.id == "chest-ct" && s.version == 1 && s.values == -1024...3071)
    #expect(s.aeration.map(\.name) == ["hyperinflated", "normally aerated", "poorly aerated", "not aerated"])
    #expect(s.vessels.ratio == 0.9 && s.calcium.thresholdHU == 130 && s.reported.yangSevere == 19.5)
  }

  /// The class that owns a bound, and the number just above it.
  @Test(arguments: [
    ("sfr", [0, 10, 25, 50, 75], [0, 2, 3, 4, 4], [1, 2, 3, 4, 5]),
    ("whole_lung", [0, 5, 25, 50, 75], [0, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
    ("zonal", [0, 25, 50, 75], [0, 2, 3, 4], [1, 2, 3, 4]),
    ("pan", [0, 5, 25, 50, 75], [0, 2, 2, 4, 4], [1, 2, 3, 4, 5]),
    ("tss", [0, 25, 50, 75], [0, 1, 2, 3], [1, 2, 3, 4]), ("yang", [0, 50], [0, 2], [1, 2]),
    ("emphysema", [5, 10], [1, 1], [1, 2]), ("agatston", [0, 100, 400], [0, 1, 2], [1, 2, 3]),
    ("calcium_weight", [130, 200, 300, 400], [1, 2, 3, 4], [1, 2, 3, 4]),
    ("cac_drs", [0, 100, 300], [0, 2, 3], [1, 2, 3]), ("shemesh", [0, 3, 6], [0, 1, 2], [1, 2, 3]),
  ] as [(String, [Double], [Int], [Int])])
  func bounds(name: String, bounds: [Double], at: [Int], above: [Int]) {
    let all = ChestStandards.standard.scales
    let scales: [String: GradeScale] = [
      "sfr": all.sfr, "whole_lung": all.wholeLung, "zonal": all.zonal, "pan": all.pan, "tss": all.tss,
      "yang": all.yang, "emphysema": all.emphysema, "agatston": all.agatston, "calcium_weight": all.calciumWeight,
      "cac_drs": all.cacDRS, "shemesh": all.shemesh,
    ]
    let scale = scales[name]!
    #expect(bounds.map { scale.grade(of: $0).grade } == at)
    #expect(bounds.map { scale.grade(of: $0.nextUp).grade } == above)
    #expect(scale.grade(of: 1e6).grade == above.last)
  }

  @Test func bands() {
    let b = ChestStandards.standard.bands
    #expect([-750.1, -750, -300, -299.9].map(b.groundGlass.contains) == [false, true, true, false])
    #expect([-300, -299.9, 100, 100.1].map(b.consolidation.contains) == [false, true, true, false])
    #expect([-3000, -950, -949.9].map(b.lowAttenuation950.contains) == [true, true, false])
    #expect([-200.1, -200, 3071].map(b.highOpacity.contains) == [false, true, true])
    // between whole numbers nothing is lost
    let aeration = ChestStandards.standard.aeration
    for value in stride(from: -1000.0, through: 100, by: 0.25) {
      #expect(aeration.count { $0.band.contains(value) } == 1, "\(value)")
    }
  }

  @Test func bandsThatCross() {
    func crosses(_ a: HUBand, _ b: HUBand) -> Bool { a.crosses(b) && b.crosses(a) }
    #expect(!HUBand(.closed(0), .closed(5)).crosses(HUBand(.open(5), .closed(9))))
    #expect(!HUBand(.open(5), .closed(9)).crosses(HUBand(.closed(0), .closed(5))))
    #expect(crosses(HUBand(.closed(0), .closed(5)), HUBand(.closed(5), .closed(9))))
    #expect(crosses(HUBand(.none, .closed(5)), HUBand(.closed(2), .none)))
    #expect(crosses(HUBand(.closed(0), .closed(9)), HUBand(.closed(2), .open(3))))
    #expect(!HUBand(.none, .open(5)).crosses(HUBand(.closed(5), .none)))
  }

  @Test(arguments: [
    ("version = 1", "version = 0", "version"), ("id = \"chest-ct\"", "name = \"chest-ct\"", "id"),
    ("[density]", "[dense]", "density"), ("percentile = 15", "percentile = 115", "density.percentile"),
    ("percentile = 15", "percentile = 15\nmedian = 50", "density.median"),
    ("gas = { from = -1000, to = 0 }", "gas = { from = -1000 }", "bands.gas"),
    ("compromised = { from = -500, to = 100 }", "compromised = { from = 500, to = 100 }", "bands.compromised.from"),
    ("consolidation = { above = -300", "consolidation = { from = -300", "bands.consolidation"),
    ("fat = { from = -190, to = -30 }", "fat = { from = -190, to = -30, til = 3 }", "bands.fat.til"),
    ("fat = { from = -190, to = -30 }", "fat = { from = -190, above = -190, to = -30 }", "bands.fat.above"),
    ("fat = { from = -190, to = -30 }", "fat = {}", "bands.fat.from"),
    ("from = -900\n", "from = -901\n", "aeration[1].from"),
    ("grade = 2, name = \"moderate\"", "grade = 1, name = \"moderate\"", "scales.sfr.grades[2].grade"),
    ("name = \"extended\", below = 50", "name = \"extended\", below = 20", "scales.sfr.grades[3].grade"),
    ("name = \"extended\", below = 50", "name = \"extended\"", "scales.sfr.grades[3].to"),
    ("name = \"critical\"", "name = \"critical\", to = 100", "scales.sfr.grades[5].to"),
    ("name = \"severe\", to = 75", "name = \"severe\", to = 75, below = 75", "scales.sfr.grades[4].below"),
    ("{ letters = \"FC\", from = 50 }", "{ letters = \"FC\" }", "acquisition.sharp_series[5].from"),
    ("ratio = 0.9\n", "", "vessels.ratio"), ("values = { from = -1024", "values = { above = -1024", "values"),
  ])
  func theErrorNamesThePlace(old: String, new: String, place: String) throws {
    let text = CarriedText.chestStandards.replacingOccurrences(of: old, with: new)
    #expect(text != CarriedText.chestStandards)
    let failure = #expect(throws: Failure.self) { try ChestStandards.parse(text, name: "my.toml") }
    #expect(failure?.kind == .badData && failure?.path == "my.toml" && failure?.place == place, "\(failure!)")
  }

  @Test(arguments: [
    ("B70f", true), ("B30f", false), ("b60s", true), ("LUNG", true), ("BONEPLUS", true), ("STANDARD", false),
    ("FC51", true), ("FC08", false), ("Br40d", false), ("Br64d", true), ("I31f", false), ("", false), ("YA", false),
    ("B999999999999999999999", false),
  ])
  func sharpKernels(name: String, isSharp: Bool) {
    #expect(ChestStandards.standard.acquisition.isSharp(kernel: name) == isSharp)
  }
}
