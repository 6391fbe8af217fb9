import Foundation
import StyletBase
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// Scans in archives.
@Suite struct ArchiveSeriesTests {
  private let reader = DICOMSeriesReader()

  private func zip(_ series: SyntheticSeries, method: UInt16, folder: String = "") -> TestZip {
    TestZip(
      (0..<series.count).map { z in
        TestZip.Member("\(folder)\((z * 7 + 3) % 11)-\(z)", series.file(z), method: method)
      })
  }

  private func load(_ zip: TestZip) throws -> LoadedImage {
    try withFile(zip.bytes, "CASE.zip") { try FormatRegistry.standard.read($0) }
  }

  @Test(
    arguments: [0, 8] as [UInt16],
    [
      TransferSyntax.implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian, .deflatedLittleEndian,
    ]) func equalToTheFolder(_ method: UInt16, _ syntax: TransferSyntax) throws
  {
    let series = SyntheticSeries(syntax: syntax, row: [-1, 0, 0], step: [0, 0, -2.5])
    let image = try load(zip(series, method: method, folder: "DICOM/ST1/"))
    let twin = try withTemporaryFolder { folder in
      try series.write(to: folder)
      return try reader.read(folder, options: ReadOptions())
    }
    #expect(series.isShown(by: image.volume))
    #expect(image.volume.grid == twin.volume.grid && image.volume.rescale == twin.volume.rescale)
    #expect(image.volume.withSamples { Array($0) } == twin.volume.withSamples { Array($0) })
    #expect(image.description.problems.isEmpty && twin.description.problems.isEmpty)
  }

  @Test func archivesAndOtherFilesBesideTheSlices() throws {
    var zip = zip(SyntheticSeries(), method: 8)
    zip.members += [
      TestZip.Member("README.txt", Array("hello".utf8)), TestZip.Member("inner.zip", zip.bytes, method: 0),
      TestZip.Member("viewer.exe", [1, 2, 3], method: 14), TestZip.Member("__MACOSX/._3-0", [1]),
    ]
    let problems = try load(zip).description.problems
    #expect(problems.contains("an archive in the archive is not looked into: inner.zip"))
    #expect(problems.contains { $0.contains("viewer.exe: compressed with LZMA (method 14), which is not read") })
    #expect(problems.count == 2)
  }

  @Test func messagesNameArchiveAndMember() throws {
    var zip = zip(SyntheticSeries(count: 5), method: 8)
    zip.members[2].flags = 1
    let gap = try failureReading(zip.bytes, "CASE.zip")
    #expect(gap?.what.contains("5 mm between CASE.zip: 10-1 and CASE.zip: 2-3") == true, "\(gap?.what ?? "")")
    for n in zip.members.indices { zip.members[n].flags = 1 }
    let locked = try failureReading(zip.bytes, "CASE.zip")
    #expect(locked?.path?.hasSuffix("CASE.zip: 10-1") == true)
    #expect(locked?.what == "encrypted")
    #expect(locked?.advice == "unpack the archive with its password, and open the folder")
  }

  /// A slice whose checksum is wrong is not shown: whether its header was fetched with all the rest, or is whole
  /// and only its pixels are not.
  @Test(arguments: [0, 8] as [UInt16]) func damagedSlices(_ method: UInt16) throws {
    var series = SyntheticSeries(count: 1)
    var small = zip(series, method: method)
    small.members[0].checksum = 1
    #expect(try failureReading(small.bytes, "CASE.zip")?.what.hasPrefix("damaged: its checksum") == true)

    var random = SplitMix64(seed: 1)
    let noise = (0..<40_000).map { _ in UInt16.random(in: 0...0xffff, using: &random) }
    // DataSetTrailingPadding, behind the pixels.
    series.extra = { _ in [TestElement(DICOMTag(0xfffc, 0xfffc), "OB", .words(noise))] }
    var large = zip(series, method: 8)
    #expect(try series.isShown(by: load(large).volume))
    large.members[0].checksum = 1
    try withFile(large.bytes, "CASE.zip") { path in
      _ = try reader.describe(path, options: ReadOptions())
      let f = failure { _ = try reader.read(path, options: ReadOptions()) }
      #expect(f?.what.hasPrefix("damaged: its checksum") == true)
      #expect(f?.path?.hasSuffix("CASE.zip: 3-0") == true)
    }
  }

  @Test func noDICOMInIt() throws {
    func said(_ names: String...) throws -> String? {
      try failureReading(TestZip(names.map { TestZip.Member($0, [1, 2, 3]) }).bytes, "CASE.zip").map {
        $0.what + "; " + ($0.advice ?? "")
      }
    }
    #expect(
      try said("a/ct.NII.gz", "readme.txt")
        == "an archive with 1 NIfTI file and no DICOM images; unpack it first, then open a/ct.NII.gz")
    #expect(
      try said("b.nrrd", "a.nrrd", "x.mha")
        == "an archive with 2 NRRD files and 1 MetaImage file and no DICOM images; unpack it first, then open a.nrrd")
    #expect(
      try said("case1.zip")
        == "an archive with 1 zip archive and no DICOM images; unpack it first, then open case1.zip")
    #expect(
      try said("x", "y.txt")
        == "an archive with 2 other files and no DICOM images; name an archive with the slices of a scan")
    #expect(try said() == "an empty archive; ")
  }

  @Test func progressAndGivingUp() throws {
    final class Log: @unchecked Sendable { var parts: [Double] = [] }
    let log = Log()
    try withFile(zip(SyntheticSeries(count: 9), method: 8).bytes, "CASE.zip") { path in
      _ = try reader.read(path, options: ReadOptions { log.parts.append($0) })
      #expect(log.parts.last == 1 && log.parts == log.parts.sorted())
      struct Stop: Error {}
      #expect(throws: Stop.self) { try reader.read(path, options: ReadOptions { _ in throw Stop() }) }
    }
  }

  @Test func theProjectLiesBesideTheArchive() {
    #expect(ProjectFiles.defaultProject(for: "/data/CASE.zip") == "/data/CASE.stylet.json")
    #expect(ProjectFiles.defaultProject(for: "/cd/DICOMDIR") == "/cd/DICOMDIR.stylet.json")
  }
}
