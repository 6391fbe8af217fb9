import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// Two scans of one series, half a slice apart: one attribute that tells them apart is enough, and what varies within a
/// good scan is not.
@Suite struct DICOMInterleavedTests {
  private static let count = 24

  struct Row: Sendable {
    let tag: DICOMTag
    let vr: String
    let text: @Sendable (Int) -> String

    init(_ tag: DICOMTag, _ vr: String, _ text: @escaping @Sendable (Int) -> String) {
      (self.tag, self.vr, self.text) = (tag, vr, text)
    }
  }

  /// By slice, upwards: those of one scan are even.
  static let apart = [
    Row(.instanceNumber, "IS") { "\($0 / 2 + 1)" },
    Row(.instanceNumber, "IS") { $0 % 2 == 0 ? "\($0 / 2 + 1)" : "\(12 - $0 / 2)" },
    Row(.instanceNumber, "IS") { "\($0 / 2 + 1 + $0 % 2 * 12)" },
    Row(.inStackPositionNumber, "IS") { "\($0 / 2 + 1)" },
    Row(.acquisitionTime, "TM") { $0 % 2 == 0 ? "101500" : "101800.25" },
    Row(.acquisitionTime, "TM") { "10\($0 % 2 == 0 ? 15 : 18)\(10 + $0 / 2)" },
    Row(.acquisitionTime, "TM") { $0 % 2 == 0 ? "10:15:00" : "10:18:00" },
    Row(.acquisitionDateTime, "DT") { "202004011\($0 % 2)15\(10 + $0 / 2)+0100" },
    Row(.contentTime, "TM") { $0 % 2 == 0 ? "101500" : "101800" },
    Row(.seriesTime, "TM") { $0 % 2 == 0 ? "101500" : "101800" },
    Row(.seriesDescription, "LO") { $0 % 2 == 0 ? "Zq7Wx native" : "Zq7Wx late" },
    Row(.imageComments, "LT") { $0 % 2 == 0 ? "Zq7Wx inspiration" : "Zq7Wx expiration" },
    Row(.contrastBolusAgent, "LO") { $0 % 2 == 0 ? "" : "Agent" },
    Row(.nominalPercentageOfCardiacPhase, "DS") { $0 % 2 == 0 ? "40" : "75" },
    Row(.triggerTime, "DS") { $0 % 2 == 0 ? "400" : "750" },
    Row(.stackID, "SH") { "\($0 % 2 + 1)" },
    Row(.filterType, "SH") { $0 % 2 == 0 ? "BODY" : "HEAD" },
    Row(.acquisitionUID, "UI") { "1.7919.\($0 % 2)" },
    Row(.reconstructionDiameter, "DS") { $0 % 2 == 0 ? "350" : "360" },
    // Three scans.
    Row(.instanceNumber, "IS") { "\($0 / 3 + 1)" },
    Row(.imageComments, "LT") { "Zq7Wx \($0 % 3)" },
  ]

  /// What a scan may have, and stays one.
  static let together = [
    Row(.acquisitionTime, "TM") { "1015\(10 + $0)" },
    Row(.acquisitionTime, "TM") { "1015\(50 - $0)" },
    Row(.acquisitionTime, "TM") { "1015\(10 + $0 / 2)" },
    Row(.acquisitionTime, "TM") { $0 < 12 ? "101500" : "101800" },
    Row(.acquisitionTime, "TM") { _ in "101500" },
    Row(.acquisitionTime, "TM") { _ in "not a time" },
    // Without an order: whoever made the files anonymous drew them by lot.
    Row(.acquisitionTime, "TM") { "10\(10 + ($0 * $0 * 7 + 5 * $0) % 50)00" },
    Row(.contentTime, "TM") { "10150\([0, 3, 1, 2, 0, 0, 2, 1, 3, 1, 2, 3][$0 % 12])" },
    Row(.instanceNumber, "IS") { "\(Self.count - $0)" },
    Row(.instanceNumber, "IS") { _ in "1" },
    Row(.instanceNumber, "IS") { "\($0 % 2 + 1)" },
    Row(.inStackPositionNumber, "IS") { "\($0 % 4 + 1)" },
    Row(.imageComments, "LT") { $0 == 7 ? "a nodule" : "" },
    Row(.imageComments, "LT") { [3, 8, 9, 15, 20].contains($0) ? "seen" : "not seen" },
    Row(.imageComments, "LT") { "slice \($0)" },
    Row(.seriesDescription, "LO") { $0 < 10 ? "one" : "two" },
    Row(.contrastBolusAgent, "LO") { _ in "Agent" },
  ]

  private func series(_ row: Row) -> SyntheticSeries {
    var series = SyntheticSeries(count: Self.count)
    series.step = [0, 0, 1.25]
    series.extra = { [TestElement(row.tag, row.vr, row.text($0))] }
    return series
  }

  private func with<T>(_ series: SyntheticSeries, _ body: (String) throws -> T) throws -> T {
    try withTemporaryFolder { folder in
      for z in 0..<series.count { _ = try put(series.file(z), "slice-\(z)", in: folder) }
      return try body(folder)
    }
  }

  private func read(_ folder: String, volume: Int? = nil) throws -> LoadedImage {
    try DICOMSeriesReader().read(folder, options: ReadOptions(choice: ScanChoice(volume: volume)))
  }

  @Test(arguments: apart) func eachOfThemTellsScansApart(_ row: Row) throws {
    let series = series(row)
    try with(series) { folder in
      let failure = #expect(throws: Failure.self, "\(row.tag)") { try read(folder) }
      let said = failure?.description ?? ""
      #expect(said.contains("slices that make no volume together, of different acquisition"), "\(said)")
      let scans = said.contains("3 of 3 by") ? 3 : 2
      #expect(said.contains("1 of \(scans) by \(row.tag.name)"), "\(row.tag): \(said)")
      #expect(said.contains("--volume 1 ... \(scans)"), "\(said)")
      for secret in ["Zq7Wx", "1.7919."] { #expect(!said.contains(secret), "\(said)") }
      for volume in 0..<scans {
        let image = try read(folder, volume: volume)
        #expect(image.volume.size.k == Self.count / scans && image.description.leftOut.isEmpty)
        #expect(abs(image.volume.grid.spacing.z - 1.25 * Double(scans)) < 1e-9)
        let value = image.volume.value(at: VoxelIndex(1, 2, 3))
        #expect(value == Double(SyntheticSeries.sample(1, 2, 3 * scans + volume) - 1024), "\(row.tag)")
      }
      // A file stands for its scan.
      #expect(try read(folder + "/slice-3").volume.size.k == Self.count / scans)
    }
  }

  @Test(arguments: together) func whatVariesWithinAScanDoesNot(_ row: Row) throws {
    let series = series(row)
    try with(series) { folder in
      let image = try read(folder)
      #expect(series.isShown(by: image.volume), "\(row.tag)")
    }
  }

  // MARK: Parts that are not even by themselves

  /// Slices of the second of two scans, among the others and without order.
  private static let late: Set = [1, 2, 5, 8, 9, 13, 15, 16, 20, 22]

  /// What is said of a volume whose slices differ so.
  private func doubts(_ series: SyntheticSeries) throws -> [String] {
    try with(series) { folder in
      let image = try read(folder)
      #expect(series.isShown(by: image.volume))
      let described = try DICOMSeriesReader().describe(folder, options: ReadOptions())
      #expect(image.description.problems == described.problems)
      return described.problems.filter { $0.contains("among one another") }
    }
  }

  /// Of what a scan has one value of for certain they are scans of their own, however they lie.
  static let uneven = [
    Row(.seriesDescription, "LO") { Self.late.contains($0) ? "Zq7Wx late" : "Zq7Wx native" },
    Row(.seriesDescription, "LO") { Self.late.contains($0) ? "Zq7Wx late" : $0 % 7 == 3 ? "" : "Zq7Wx native" },
    Row(.contrastBolusAgent, "LO") { Self.late.contains($0) ? "Zq7Wx" : "" },
    Row(.acquisitionTime, "TM") { Self.late.contains($0) ? "101800" : "101500" },
    Row(.acquisitionDateTime, "DT") { Self.late.contains($0) ? "20200401101800" : "20200401101500" },
    Row(.stackID, "SH") { Self.late.contains($0) ? "Zq7Wx" : "1" },
    Row(.acquisitionUID, "UI") { Self.late.contains($0) ? "1.7919.1" : "1.7919.2" },
    Row(.reconstructionDiameter, "DS") { Self.late.contains($0) ? "360.5" : "350.5" },
  ]
  static let secrets = ["Zq7Wx", "1.7919", "1018", "1015", "750.5", "400.5", "350.5", "360.5"]

  @Test(arguments: uneven) func unevenPartsAreScans(_ row: Row) throws {
    let series = series(row)
    try with(series) { folder in
      for fillGaps in [false, true] {
        let choice = ScanChoice(fillGaps: fillGaps)
        let failure = #expect(throws: Failure.self, "\(row.tag)") {
          try DICOMSeriesReader().describe(folder, options: ReadOptions(choice: choice))
        }
        let said = failure?.description ?? ""
        #expect(said.contains("slices that make no volume together"), "\(said)")
        #expect(said.contains("by \(row.tag.name)") && said.contains("--volume 1 ... "), "\(said)")
        for secret in Self.secrets { #expect(!said.contains(secret), "\(said)") }
      }
    }
  }

  /// What is missing of one of two scans is made of that one's slices, never of the other's.
  @Test(arguments: [Row(.seriesDescription, "LO") { "\($0 % 2)" }, Row(.instanceNumber, "IS") { "\($0 / 2 + 1)" }])
  func gapsAreNotFilledFromAnotherScan(_ row: Row) throws {
    let series = series(row)
    try with(series) { folder in
      try FileManager.default.removeItem(atPath: folder + "/slice-6")
      for fillGaps in [false, true] {
        let choice = ScanChoice(fillGaps: fillGaps)
        let failure = #expect(throws: Failure.self) {
          try DICOMSeriesReader().read(folder, options: ReadOptions(choice: choice))
        }
        #expect(failure?.description.contains("1 of 2 by \(row.tag.name)") == true, "\(failure?.description ?? "")")
      }
      let whole = try read(folder, volume: 0)
      #expect(whole.volume.size.k == Self.count / 2 && whole.description.leftOut.isEmpty)
      let failure = #expect(throws: Failure.self) { try read(folder, volume: 1) }
      #expect(failure?.description.contains("5 mm between slice-4 and slice-8, where 2.5 mm is usual") == true)
      #expect(failure?.advice?.contains("--fill-gaps") == true, "\(failure?.description ?? "")")
      let filled = try DICOMSeriesReader().read(
        folder, options: ReadOptions(choice: ScanChoice(volume: 1, fillGaps: true))).volume
      #expect(filled.size.k == Self.count / 2)
      #expect(filled.value(at: VoxelIndex(1, 2, 3)) == Double(SyntheticSeries.sample(1, 2, 6) - 1024))
    }
  }

  @Test func twoSlicesOfEachAreEnough() throws {
    var series = series(Row(.seriesDescription, "LO") { $0 % 2 == 0 ? "native" : "late" })
    series.count = 4
    try with(series) { folder in
      let failure = #expect(throws: Failure.self) { try read(folder) }
      #expect(failure?.description.contains("1 of 2 by SeriesDescription") == true)
    }
  }

  /// Of what a slice may have a value of its own of nobody knows.
  static let doubtful = [
    Row(.imageComments, "LT") { Self.late.contains($0) ? "Zq7Wx expiration" : "Zq7Wx inspiration" },
    Row(.seriesTime, "TM") { Self.late.contains($0) ? "101800" : "101500" },
    Row(.triggerTime, "DS") { Self.late.contains($0) ? "750.5" : "400.5" },
    Row(.seriesDescription, "LO") { [7, 11, 13].contains($0) ? "Zq7Wx late" : "Zq7Wx native" },
    Row(.contrastBolusAgent, "LO") { [7, 11].contains($0) ? "Zq7Wx" : "" },
  ]

  /// They stay one volume, and it is said.
  @Test(arguments: doubtful) func doubtfulPartsAreRemarkedOn(_ row: Row) throws {
    let said = try doubts(series(row))
    #expect(said == ["slices of two values of \(row.tag.name) lie among one another, and may be of two scans"])
    for value in Self.secrets {
      #expect(!said.joined().contains(value), "\(said)")
    }
  }

  @Test func ofThreeValuesTwoMayLieAmongOneAnother() throws {
    let row = Row(.imageComments, "LT") { $0 > 20 ? "c" : Self.late.contains($0) ? "b" : "a" }
    let said = try doubts(series(row))
    #expect(said == ["slices of several values of ImageComments lie among one another, and may be of several scans"])
  }

  /// Attributes that part the slices are named together.
  @Test func attributesAreNamedInOneSentence() throws {
    let row = Row(.seriesTime, "TM") { Self.late.contains($0) ? "101800" : "101500" }
    var series = series(row)
    series.extra = { z in
      [TestElement(row.tag, row.vr, row.text(z)), TestElement(.imageComments, "LT", row.text(z))]
    }
    let said = try doubts(series)
    #expect(
      said == ["slices of two values of ImageComments and SeriesTime lie among one another, and may be of two scans"])
  }

  /// Side by side, of one value, of a value a slice, of two slices alone, and the times that images are made at.
  static let unremarkable = [
    Row(.seriesDescription, "LO") { $0 < 10 ? "one" : "two" }, Row(.contrastBolusAgent, "LO") { _ in "Agent" },
    Row(.imageComments, "LT") { "slice \($0)" }, Row(.imageComments, "LT") { [7, 11].contains($0) ? "a nodule" : "" },
    Row(.acquisitionTime, "TM") { "1015\(10 + $0 / 2)" },
    Row(.acquisitionTime, "TM") { "10150\([0, 3, 1, 2, 0, 0, 2, 1, 3, 1, 2, 3][$0 % 12])" },
    Row(.contentTime, "TM") { Self.late.contains($0) ? "101501" : "101502" },
  ]

  @Test(arguments: unremarkable)
  func whatAScanMayHaveIsNotRemarkedOn(_ row: Row) throws {
    #expect(try doubts(series(row)) == [])
  }

  /// Copies of all files lie where these lie, and have their numbers again: they are no second scan.
  @Test func copiesAreNoScan() throws {
    var series = series(Row(.instanceNumber, "IS") { "\($0 + 1)" })
    series.count = 12
    try with(series) { folder in
      for z in 0..<12 { _ = try put(series.file(z), "copy-\(z)", in: folder) }
      let image = try read(folder)
      #expect(series.isShown(by: image.volume))
      #expect(image.description.problems.contains { $0.hasPrefix("12 copies of slices are left out") })
    }
  }

  /// A few slices of another scan among many are left out with the reason.
  @Test func fewAmongManyAreLeftOut() throws {
    var series = series(Row(.imageComments, "LT") { $0 % 6 == 5 ? "late" : "early" })
    series.step = [0, 0, 1]
    series.extra = { z in
      // The odd ones lie between two slices of the others.
      let height = Double(z < 20 ? z : (z - 20) * 5) + (z < 20 ? 0 : 2.5)
      return [
        TestElement(.imagePositionPatient, "DS", "-10\\20.5\\\(height)"),
        TestElement(.imageComments, "LT", z < 20 ? "early" : "late"),
      ]
    }
    try with(series) { folder in
      let image = try read(folder)
      #expect(image.volume.size.k == 20)
      #expect(image.description.leftOut.count == 4)
      #expect(image.description.leftOut.allSatisfy { $0.reason == "ImageComments differs" && !$0.isLacking })
    }
  }
}
