import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletTexts

/// The thresholds of the lungs as data: one text, read whole, named where it is broken, and what the search goes by.
@Suite struct LungStandardsTests {
  private static let file: URL = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("Samples/standards/lungs.toml")
  }()

  private static func changed(_ was: String, _ becomes: String) throws -> String {
    let text = CarriedText.lungStandards.replacingOccurrences(of: was, with: becomes)
    try #require(text != CarriedText.lungStandards)
    return text
  }

  @Test func builtInTextIsTheFile() throws {
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == CarriedText.lungStandards)
    #expect(LungStandards.standard.id == "lungs" && LungStandards.standard.version == 7)
  }

  /// Every number stands below a comment of its own or of the few beside it, and the text says what its words mean.
  @Test func everyNumberHasWords() throws {
    var isExplained = false, run = 0
    for line in CarriedText.lungStandards.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#") { (isExplained, run) = (true, 0) }
      if line.hasPrefix("[") { isExplained = false }
      let isHead = line.hasPrefix("#") || line.hasPrefix("id") || line.hasPrefix("version")
      guard line.contains(" = "), !isHead else { continue }
      run += 1
      #expect(isExplained && run <= 7, "\(line)")
    }
    for word in ["\"read\"", "\"customary\"", "\"measured\"", "\"ours\""] {
      #expect(CarriedText.lungStandards.contains(word))
    }
  }

  @Test(arguments: [
    ("pure = -940", "pure = 940", "air.pure"), ("pure = -940", "pur = -940", "air.pure"),
    ("pure = -940", "pure = -940.5", "air.pure"),
    ("threshold = [-520, -350]", "threshold = [-350, -520]", "air.threshold"),
    ("threshold = [-520, -350]", "threshold = [-520.5, -350]", "air.threshold"),
    ("levels = [60, 25, -10]", "levels = [60, 25]", "trachea.levels"),
    ("levels = [60, 25, -10]", "levels = [60, 25, 0.5]", "trachea.levels"),
    ("free = [-20, 112]", "free = [-20, 312]", "before_wall.free"), ("disc = 2.5", "disc = \"wide\"", "drawing.disc"),
    ("ball = 5", "ball = 5\nx = 1", "filling.x"), ("version = 7", "version = 7\nother = 2", "other"),
  ])
  func brokenTextsAreNamed(was: String, becomes: String, place: String) throws {
    let text = try Self.changed(was, becomes)
    let failure = #expect(throws: Failure.self) { try LungStandards.parse(text, name: "mine.toml") }
    #expect(failure?.place == place && failure?.path == "mine.toml" && failure?.kind == .badData)
  }

  /// The search goes by what it is given: blocks, the air's levels and what it says follow.
  @Test func theSearchGoesByThem() throws {
    let size = try #require(GridSize(60, 60, 30))
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [1.2, 1.2, 1.2]))
    let volume = try Volume(grid: grid, rescale: .identity) { out in
      for (n, v) in size.voxels.enumerated() {
        out[n] = (10..<50).contains(v.i) && (10..<50).contains(v.j) ? 40 : -1000
      }
    }
    let other = try LungStandards.parse(
      Self.changed("block = 2.4", "block = 1.2").replacingOccurrences(of: "pure = -940", with: "pure = -930"),
      name: "mine.toml")
    let usual = try #require(try CoarseScan(volume, work: nil))
    let fine = try #require(try CoarseScan(volume, other, work: nil))
    #expect(usual.factor == SIMD3(2, 2, 2) && fine.factor == SIMD3(1, 1, 1))
    for (scan, pure) in [(usual, -940), (fine, -930)] {
      let air = LungAir(scan)
      #expect(Int(air.pure) == pure + air.shift)
    }
    #expect(LungFinder(volume, nil, other).standards.air.pure == -930)
  }
}
