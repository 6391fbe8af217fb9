import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletIntake

/// Files that say they are larger than a scan is: neither time nor memory nor room is taken for them.
@Suite struct LargeDeliveryTests {
  private func run(_ folder: String) throws -> DeidentificationReport {
    try DeidentificationKey.make(folder + "/key")
    return try Deidentification(policy: .standard, key: DeidentificationKey.read(folder + "/key"), isChecked: false)
      .run(folder + "/in", to: folder + "/out", site: folder + "/site") { _, _ in }
  }

  private func reasons(_ report: DeidentificationReport) -> [QuarantineReason] { report.aside.map(\.reason) }

  /// 20 GB of one file, of which nothing is on the disk: it stays where it lies.
  @Test func twentyGigabytes() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
      let path = folder + "/in/large.dcm"
      try Data(SyntheticSeries().file(0)).write(to: URL(fileURLWithPath: path))
      try #require(truncate(path, 20 << 30) == 0)
      let report = try run(folder)
      #expect(reasons(report) == [.tooLarge] && report.released == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/site") == ["mapping.json"])
      #expect(FileState(path)?.size == 20 << 30)
    }
  }

  /// A compressed frame of 30 samples that is said to have 3 GB.
  @Test func aFrameOfGigabytes() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
      var series = SyntheticSeries(syntax: .rleLossless)
      series.extra = { _ in
        [TestElement(.studyInstanceUID, "UI", "1.2.9"), TestElement(.pixelData, "OB", .fragments([[1, 2]]))]
      }
      var bytes = series.file(0)
      let count = 3 << 30
      // The one fragment's length; the end of the sequence lies behind it.
      let item = try #require(bytes.lastRange(of: [0xfe, 0xff, 0x00, 0xe0, 2, 0, 0, 0])).lowerBound
      for n in 0..<4 { bytes[item + 4 + n] = UInt8(truncatingIfNeeded: count >> (8 * n)) }
      let path = folder + "/in/frame.dcm"
      try Data(bytes[..<(item + 8)]).write(to: URL(fileURLWithPath: path))
      try #require(truncate(path, off_t(item + 8 + count)) == 0)
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(bytes[(item + 10)...]))
      try file.close()
      let written = try #require(try DICOMFile(path: path, whole: true))
      #expect(try CleanPixels(written, .standard).reason == .unreadablePixels)
    }
  }
}

extension [UInt8] {
  fileprivate func lastRange(of part: [UInt8]) -> Range<Int>? {
    (0...Swift.max(count - part.count, 0)).last { self[$0...].starts(with: part) }.map { $0..<$0 + part.count }
  }
}
