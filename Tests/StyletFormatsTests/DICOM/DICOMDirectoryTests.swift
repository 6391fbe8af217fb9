import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

@Suite struct DICOMDirectoryTests {
  private let reader = DICOMSeriesReader()

  /// Writes a series as a CD has it, under `name(z)`; the DICOMDIR's path.
  private func medium(
    _ series: SyntheticSeries, in folder: String, name: (Int) -> String = { "dicom/st0/im\($0)" },
    change: (inout TestDirectory) -> Void = { _ in }
  ) throws -> String {
    for z in 0..<series.count {
      let path = URL(fileURLWithPath: folder + "/" + name(z))
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(series.file(z)).write(to: path)
    }
    var directory = TestDirectory(files: (0..<series.count).map { ["DICOM", "ST0", "IM\($0)"] })
    change(&directory)
    return try put(directory.bytes, "DICOMDIR", in: folder)
  }

  @Test func opensWhatItLists() throws {
    for (defined, syntax) in [
      (true, TransferSyntax.explicitLittleEndian), (false, .explicitLittleEndian), (false, .implicitLittleEndian),
    ] {
      try withTemporaryFolder { folder in
        let series = SyntheticSeries()
        let path = try medium(
          series, in: folder,
          change: {
            $0.defined = defined
            $0.syntax = syntax
          })
        let image = try FormatRegistry.standard.read(path)
        #expect(series.isShown(by: image.volume))
        #expect(image.description.problems.isEmpty)
        // The folder holds the same, and the DICOMDIR besides.
        let whole = try FormatRegistry.standard.read(folder)
        #expect(whole.volume.grid == image.volume.grid)
        #expect(whole.description.facts.contains { $0.name == "set aside" && $0.value == "1 DICOMDIR" })
        #expect(whole.description.problems.isEmpty)
      }
    }
  }

  /// How many files a series has is known, also where they are not there.
  @Test func countsOfSeries() throws {
    try withTemporaryFolder { folder in
      let series = SyntheticSeries()
      let path = try medium(series, in: folder, change: { $0.records[2].series = "1.2.3" })
      try FileManager.default.removeItem(atPath: folder + "/dicom/st0/im1")
      let directory = try #require(try DICOMDirectory(path))
      #expect(directory.counts == ["1.2.3": series.count] && directory.missing == ["DICOM/ST0/IM1"])
    }
  }

  /// Names as the standard of CDs, as Linux, and as copying programs have them.
  @Test func namesOnMedia() throws {
    for name: (Int) -> String in [
      { "DICOM/ST0/IM\($0)" }, { "dicom/st0/im\($0)" }, { "DICOM/ST0/IM\($0).;1" }, { "Dicom/St0/Im\($0);1" },
    ] {
      try withTemporaryFolder { folder in
        let series = SyntheticSeries()
        let image = try reader.read(medium(series, in: folder, name: name), options: ReadOptions())
        #expect(series.isShown(by: image.volume))
      }
    }
    try withTemporaryFolder { folder in
      for name in ["A", "a", "b", "B.1", "C.;2"] { try put([1], name, in: folder) }
      var medium = MediumFolder(folder)
      #expect(medium.file(["a"]) == folder + "/a" && medium.file(["A"]) == folder + "/A")
      #expect(medium.file(["B"]) == folder + "/b" && medium.file(["b.1"]) == folder + "/B.1")
      #expect(medium.file(["C"]) == folder + "/C.;2" && medium.file(["D"]) == nil)
      #expect(medium.file(["A", "B"]) == nil && medium.file([]) == nil)
    }
  }

  @Test func onlyWhatItListsAndWhatIsThere() throws {
    try withTemporaryFolder { folder in
      var other = SyntheticSeries(count: 9)
      other.uid = "9.9"
      try other.write(to: folder, prefix: "other-")
      let path = try medium(SyntheticSeries(), in: folder)
      #expect(try reader.read(path, options: ReadOptions()).volume.size.count == 6 * 5 * 4)
      try FileManager.default.removeItem(atPath: folder + "/dicom/st0/im3")
      let image = try reader.read(path, options: ReadOptions())
      #expect(image.volume.size.count == 6 * 5 * 3)
      #expect(
        image.description.problems == ["of 4 files that the DICOMDIR lists 1 is not there: DICOM/ST0/IM3"])
      try FileManager.default.removeItem(atPath: folder + "/dicom")
      let none = failure { _ = try reader.describe(path, options: ReadOptions()) }
      #expect(
        none?.what == "of 4 files that the DICOMDIR lists 4 are not there: "
          + "DICOM/ST0/IM0, DICOM/ST0/IM1, DICOM/ST0/IM2 and 1 more")
      #expect(none?.path == path)
    }
  }

  @Test func recordsNotInUse() throws {
    try withTemporaryFolder { folder in
      let path = try medium(SyntheticSeries(), in: folder, change: { $0.records[3].isInUse = false })
      #expect(try DICOMDirectory(path)?.files.count == 3)
      let none = try medium(SyntheticSeries(), in: folder, change: { $0.records[1].isInUse = false })
      #expect(try DICOMDirectory(none)?.files == [])
      #expect(failure { _ = try reader.describe(none, options: ReadOptions()) }?.what == "the DICOMDIR lists no files")
    }
  }

  /// Links in a circle, into nowhere, or missing: all records count.
  @Test func brokenLinks() throws {
    for (change, why) in [
      ({ $0.records[6].next = 3 }, "twice"), ({ $0.records[3].next = 3 }, "twice"),
      ({ $0.records[2].lower = 0 }, "twice"),
      ({ $0.records[4].nextOffset = 0x7fff_fff0 }, "where no record is"),
      ({ $0.records[4].nextOffset = 7 }, "no record"),
      ({ $0.first = nil }, "no link leads to the first record"),
    ] as [((inout TestDirectory) -> Void, String)] {
      try withTemporaryFolder { folder in
        let series = SyntheticSeries()
        let image = try reader.read(medium(series, in: folder, change: change), options: ReadOptions())
        #expect(series.isShown(by: image.volume))
        #expect(image.description.problems.count == 1)
        #expect(image.description.problems[0].hasPrefix("the DICOMDIR's links are broken"))
        #expect(image.description.problems[0].contains(why))
      }
    }
  }

  @Test func nothingOutsideIsOpened() throws {
    try withTemporaryFolder { outer in
      let folder = outer + "/cd"
      try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
      let secret = try put(SyntheticSeries().file(0), "secret", in: outer)
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: outer)
      let path = try put(
        TestDirectory(files: [
          ["..", "secret"], [secret], ["", "secret"], ["sub", "..", "..", "secret"], ["../secret"], ["."],
          ["link", "secret"],
          ["sub\u{0}x"],
        ]).bytes, "DICOMDIR", in: folder)
      let directory = try #require(try DICOMDirectory(path))
      #expect(directory.files == [] && directory.missing.count == 7)
    }
  }

  @Test func whatIsNone() throws {
    try withTemporaryFolder { folder in
      let slice = try DICOMDirectory(put(SyntheticSeries().file(0), "a", in: folder))
      #expect(slice == nil)
      let text = try DICOMDirectory(put(Array("text".utf8), "DICOMDIR", in: folder))
      #expect(text == nil)
      let empty = try DICOMDirectory(put(TestDirectory(files: []).bytes, "DICOMDIR", in: folder))
      #expect(empty?.files == [])
    }
  }

  @Test func everyTruncationAndEveryByteWrong() throws {
    try withTemporaryFolder { folder in
      var directory = TestDirectory(files: [["A"]])
      let whole = directory.bytes
      for count in 130..<whole.count {
        let path = try put(Array(whole[..<count]), "DICOMDIR", in: folder)
        do { _ = try DICOMDirectory(path) } catch { #expect((error as? Failure)?.path == path) }
      }
      directory.defined = false
      let bytes = directory.bytes
      for n in 132..<bytes.count {
        var broken = bytes
        broken[n] = [0, 0xff, bytes[n] ^ 1][n % 3]
        let path = try put(broken, "DICOMDIR", in: folder)
        do { _ = try DICOMDirectory(path) } catch { #expect(error is Failure) }
      }
    }
  }
}
