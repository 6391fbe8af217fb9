import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// Files of a series that are no slice of its volume: named with the reason, and missing is only what no file holds.
@Suite struct DICOMLeftOutTests {
  private let reader = DICOMSeriesReader()

  private func name(_ z: Int) -> String { "slice-\(z)" }

  /// - Parameter contents: stands in place of slices; an empty file has no bytes, nil is no file at all.
  private func with<T>(
    _ series: SyntheticSeries, _ contents: [Int: [UInt8]?] = [:], _ body: (String) throws -> T
  ) throws -> T {
    try withTemporaryFolder { folder in
      for z in 0..<series.count {
        if let bytes = contents[z] ?? series.file(z) { _ = try put(bytes, name(z), in: folder) }
      }
      return try body(folder)
    }
  }

  private func read(_ path: String, fillGaps: Bool = false) throws -> LoadedImage {
    try reader.read(path, options: ReadOptions(choice: ScanChoice(fillGaps: fillGaps)))
  }

  private func kernels(_ count: Int, sharp: Set<Int>) -> SyntheticSeries {
    var series = SyntheticSeries(count: count)
    series.extra = { [TestElement(.convolutionKernel, "SH", sharp.contains($0) ? "B70f" : "B30f")] }
    return series
  }

  @Test func onlyWhatNoFileHoldsIsMissing() throws {
    let series = SyntheticSeries(count: 9)
    let missing = try with(series, [4: nil]) { folder in #expect(throws: Failure.self) { try read(folder) } }
    #expect(missing?.what.hasPrefix("slices are missing or unevenly spaced: 5 mm between slice-3 and slice-5") == true)
    #expect(missing?.advice?.hasSuffix("or open it with --fill-gaps") == true)
    for (bytes, reason) in [
      ([UInt8](), "the file is empty"), (Array(series.file(4).prefix(200)), "cut short"),
      (SyntheticSeries(count: 9, missing: [.imagePositionPatient]).file(4), "ImagePositionPatient is missing"),
      (SyntheticSeries(count: 9, missing: [.rows]).file(4), "header is incomplete"),
      ([UInt8](repeating: 0, count: 4096), "named as DICOM, and holds none"),
    ] {
      let failure = try with(series, [4: nil]) { folder in
        _ = try put(bytes, "slice-4.DCM", in: folder)
        return #expect(throws: Failure.self) { try read(folder) }
      }
      let words = "1 file of the series is left out, and may lie where slices are wanting: slice-4.DCM ("
      #expect(failure?.what.hasPrefix(words) == true, "\(reason): \(String(describing: failure))")
      #expect(failure?.what.contains(reason) == true, "\(reason): \(String(describing: failure))")
      #expect(failure?.what.contains("5 mm between slice-3 and slice-5") == true)
      #expect(failure?.advice?.contains("--fill-gaps would make up what it holds") == true)
    }
  }

  @Test func manyAreNamedInPart() throws {
    let failure = try with(kernels(40, sharp: [5, 11, 12, 20, 31])) { folder in
      #expect(throws: Failure.self) { try read(folder) }
    }
    let names = ["slice-11", "slice-12", "slice-20"].map { "\($0) (ConvolutionKernel differs)" }
    let words = "5 files of the series are left out, and lie where slices are wanting: "
    let what = words + names.joined(separator: ", ") + " and 2 more; 5 mm between "
    #expect(failure?.what.hasPrefix(what) == true, "\(String(describing: failure))")
  }

  /// What was filled in although a file holds it is said, and the file is lacking.
  @Test func aGapFilledAllTheSame() throws {
    try with(kernels(9, sharp: [4])) { folder in
      let image = try read(folder, fillGaps: true)
      #expect(image.volume.size.k == 9)
      let left = image.description.leftOut
      #expect(left.count == 1 && left[0].isLacking && left[0].name == name(4))
      #expect(left.first?.reason == "ConvolutionKernel differs" && left.first?.path == folder + "/" + name(4))
      #expect(
        image.description.problems.contains(
          "of another ConvolutionKernel, left out: slice-4; the scan has no other slice in its place"))
    }
  }

  /// A sagittal image whose corner happens to lie in the gap is not what is missing, and nothing that the scan lacks.
  @Test func aGapIsNotBlamedOnWhatIsNoSliceOfIt() throws {
    let series = SyntheticSeries(count: 9)
    var across = SyntheticSeries(count: 1, row: [0, 1, 0], column: [0, 0, -1])
    across.origin = series.position(4)
    across.extra = { _ in [TestElement(.sopInstanceUID, "UI", "1.8")] }
    let sagittal = across.file(0)
    let gap = try with(series, [4: sagittal]) { folder in #expect(throws: Failure.self) { try read(folder) } }
    #expect(gap?.what.hasPrefix("slices are missing") == true, "\(String(describing: gap))")
    try with(series) { folder in
      _ = try put(sagittal, "sagittal", in: folder)
      let left = try read(folder).description.leftOut
      #expect(left.count == 1 && left[0].reason == "ImageOrientationPatient differs" && !left[0].isLacking)
    }
  }

  /// A file that cannot be read is lacking where it may be a slice: not where no slice is wanting and it is called
  /// otherwise, nor where it says that it is something else.
  @Test func brokenFilesThatAreNoSlices() throws {
    let meta = TestElement(DICOMTag(0x0002, 0x0002), "UI", "1.2.840.10008.1.3.10")
    let directory = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + TestWriter().element(meta)
    let cut = Array(SyntheticSeries(count: 12).file(10).prefix(300))
    for (name, bytes, isLacking) in [
      ("DICOMDIR", directory, false), ("DICOMDIR", [], false), ("report.dcm", cut, false), ("report.dcm", [], false),
      ("slice-9", cut, true), ("slice-9.dcm", [], true), ("slice-9", directory, false),
    ] {
      try with(SyntheticSeries(count: 9)) { folder in
        _ = try put(bytes, name, in: folder)
        let left = try read(folder).description.leftOut
        #expect(left.count == 1 && left[0].name == name && left[0].isLacking == isLacking, "\(name): \(left)")
      }
    }
    // Where a plane was filled in, it may be that one.
    try with(SyntheticSeries(count: 9), [4: nil]) { folder in
      _ = try put([], "report.dcm", in: folder)
      #expect(try read(folder, fillGaps: true).description.leftOut.map(\.isLacking) == [true])
    }
  }

  /// A slice that calls itself a scout lies in the gap, and is named there; a scout elsewhere is nothing to speak of.
  @Test func aScoutInTheGapIsNamed() throws {
    for kind in ["LOCALIZER", "SCOUT"] {
      var series = SyntheticSeries(count: 9)
      series.extra = { $0 == 4 ? [TestElement(.imageType, "CS", "ORIGINAL\\PRIMARY\\\(kind)")] : [] }
      try with(series) { folder in
        let failure = #expect(throws: Failure.self) { try read(folder) }
        let words = "1 file of the series is left out, and lies where slices are wanting: "
          + "slice-4 (a scout by its ImageType); "
        #expect(failure?.what.hasPrefix(words) == true, "\(String(describing: failure))")
        let left = try read(folder, fillGaps: true).description.leftOut
        #expect(left.count == 1 && left[0].isLacking && left[0].name == "slice-4")
      }
      var across = SyntheticSeries(count: 1, row: [1, 0, 0], column: [0, 0, -1])
      across.origin = series.position(4)
      across.extra = { _ in [TestElement(.imageType, "CS", "ORIGINAL\\PRIMARY\\\(kind)")] }
      try with(SyntheticSeries(count: 9)) { folder in
        _ = try put(across.file(0), "scout", in: folder)
        let description = try read(folder).description
        #expect(description.leftOut.isEmpty && description.problems == [])
        #expect(description.facts.contains { $0 == ("set aside", "1 scout") })
      }
    }
  }

  /// A page of text of the series that has no position, of another size, is no slice; one that could be is lacking.
  @Test func imagesWithoutAPosition() throws {
    let bare = SyntheticSeries(missing: [.imagePositionPatient, .imageOrientationPatient])
    for (extra, count) in [([], 1), ([TestElement(.rows, 10), TestElement(.columns, 3)], 0)] {
      var series = bare
      series.extra = { _ in [TestElement(.sopInstanceUID, "UI", "1.8")] + extra }
      try with(SyntheticSeries()) { folder in
        _ = try put(series.file(0), "page", in: folder)
        let description = try read(folder).description
        #expect(description.leftOut.count == count && description.leftOut.allSatisfy(\.isLacking))
        #expect(description.facts.contains { $0 == ("set aside", "1 image without a position") })
        let words = "ImagePositionPatient and ImageOrientationPatient are missing, left out: page"
        #expect(description.problems.contains(words) == (count == 1), "\(description.problems)")
      }
    }
  }

  /// Of volumes that were chosen among, the others are not lost.
  @Test func aChoiceLeavesNothingOut() throws {
    var upper = SyntheticSeries(count: 6)
    upper.origin.z += 1.25
    upper.extra = { [TestElement(.acquisitionNumber, "IS", "2"), TestElement(.sopInstanceUID, "UI", "1.8.\($0)")] }
    var lower = SyntheticSeries(count: 6)
    lower.extra = { _ in [TestElement(.acquisitionNumber, "IS", "1")] }
    try withTemporaryFolder { folder in
      try lower.write(to: folder, prefix: "l")
      try upper.write(to: folder, prefix: "u")
      for volume in 0...1 {
        let image = try reader.read(folder, options: ReadOptions(choice: ScanChoice(volume: volume)))
        #expect(image.description.leftOut.isEmpty && image.description.problems == [])
      }
    }
  }

  /// An empty file in an archive is as little a slice that is missing as one in a folder.
  @Test func inAnArchive() throws {
    let series = SyntheticSeries(count: 9)
    for (ending, isSlice) in [("", true), (".dcm", true), (".txt", false)] {
      var zip = TestZip((0..<9).map { TestZip.Member("A/" + name($0), series.file($0), method: 0) })
      zip.members[4] = TestZip.Member("A/" + name(4) + ending, [], method: 0)
      let failure = try withFile(zip.bytes, "CASE.zip") { path in #expect(throws: Failure.self) { try read(path) } }
      let words = "slice-4\(ending) (the file is empty)"
      #expect(failure?.what.contains(words) == isSlice, "\(String(describing: failure))")
    }
  }

  /// A name that would command a terminal is escaped.
  @Test func namesAreEscaped() throws {
    try with(SyntheticSeries(count: 9), [4: nil]) { folder in
      _ = try put([], "a\u{1b}[2Jb", in: folder)
      let failure = #expect(throws: Failure.self) { try read(folder) }
      #expect(failure.map { !"\($0)".contains("\u{1b}") && "\($0)".contains("[2Jb (the file is empty)") } == true)
    }
  }
}
