import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// Files of several frames with functional groups: Enhanced CT and its kin.
@Suite struct DICOMFrameTests {
  private let reader = DICOMSeriesReader()

  private func load(_ files: SyntheticFrames..., choice: ScanChoice = .standard) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      for (n, file) in files.enumerated() { try file.write("\(folder)/\(n)") }
      return try reader.read(folder, options: ReadOptions(choice: choice))
    }
  }

  private func refusal(_ files: SyntheticFrames..., choice: ScanChoice = .standard) throws -> Failure? {
    try withTemporaryFolder { folder in
      for (n, file) in files.enumerated() { try file.write("\(folder)/\(n)") }
      return #expect(throws: Failure.self) { try reader.read(folder, options: ReadOptions(choice: choice)) }
    }
  }

  @Test(arguments: [
    TransferSyntax.implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian, .deflatedLittleEndian,
  ]) func everySyntaxThatIsNotCompressed(_ syntax: TransferSyntax) throws {
    for defined in [true, false] {
      var frames = SyntheticFrames(series: SyntheticSeries(syntax: syntax))
      frames.definedLengths = defined
      let image = try load(frames)
      #expect(frames.series.isShown(by: image.volume))
      #expect(image.description.facts.contains { $0 == ("slices", "4 in 1 file") })
      #expect(image.description.facts.contains { $0 == ("kernel", "B30f") })
      #expect(image.description.facts.contains { $0 == ("slice thickness", "3 mm") })
    }
  }

  /// Legacy Converted CT, and another class with functional groups; a class of stills without them stays aside.
  @Test func classesWithFunctionalGroups() throws {
    for sopClass in ["1.2.840.10008.5.1.4.1.1.2.2", "1.2.840.10008.5.1.4.1.1.2"] {
      let frames = SyntheticFrames(sopClass: sopClass)
      #expect(frames.series.isShown(by: try load(frames).volume))
    }
    let capture = try refusal(SyntheticFrames(sopClass: "1.2.840.10008.5.1.4.1.1.7.2"))
    #expect(capture?.what.contains("1 secondary capture") == true)
  }

  @Test func aFileIsItsSeriesAndFramesAreNamed() throws {
    try withTemporaryFolder { folder in
      var frames = SyntheticFrames()
      frames.order = [2, 0, 3, 1, 7]
      frames.intercepts = [-1024]
      try frames.write(folder + "/a")
      let failure = #expect(throws: Failure.self) { try reader.describe(folder + "/a", options: ReadOptions()) }
      #expect(failure?.what.contains("10 mm between a frame 3 and a frame 5, where 2.5 mm is usual") == true)
      #expect(failure?.advice?.contains("--fill-gaps") == true)
    }
  }

  @Test func compressedFrames() throws {
    var frames = SyntheticFrames(series: SyntheticSeries(syntax: .rleLossless))
    let coded = frames.order.indices.map(frames.rle)
    let sizes = coded.map { UInt32($0.count) }
    let starts = sizes.indices.map { n in sizes[..<n].reduce(0) { $0 + $1 + 8 } }
    // A fragment a frame: a table is not needed, nor believed.
    for table in [[], starts, [0, 1, 2]] as [[UInt32]] {
      frames.pixels = SyntheticFrames.encapsulated(coded, offsets: table)
      #expect(frames.series.isShown(by: try load(frames).volume), "\(table)")
    }
    // Two fragments for some.
    let cut = coded.enumerated().flatMap { n, frame in
      n % 2 == 0 ? [Array(frame[..<66]), Array(frame[66...])] : [frame]
    }
    let apart = sizes.indices.map { n in starts[n] + 8 * UInt32((n + 1) / 2) }
    frames.pixels = SyntheticFrames.encapsulated(cut, offsets: apart)
    #expect(frames.series.isShown(by: try load(frames).volume))
    let writer = TestWriter()
    frames.pixels = SyntheticFrames.encapsulated(cut, offsets: [])
    frames.extra = [TestElement(.extendedOffsetTable, "OV", .bytes(apart.flatMap { writer.number(UInt64($0)) }))]
    #expect(frames.series.isShown(by: try load(frames).volume))
    for table in [[], Array(apart.dropLast()), apart.map { $0 + 2 }, apart.reversed(), [0, 0, 0, 0]] as [[UInt32]] {
      frames.extra = []
      frames.pixels = SyntheticFrames.encapsulated(cut, offsets: table)
      let failure = try refusal(frames)
      #expect(failure?.what == "4 frames are in 6 fragments, and nothing says which are whose", "\(table)")
    }
    frames.pixels = SyntheticFrames.encapsulated(Array(coded.dropLast()), offsets: [])
    #expect(try refusal(frames)?.what.contains("4 frames are in 3 fragments") == true)
  }

  /// JPEG images show where they begin.
  @Test func fragmentsWithoutATableThatShowTheirBeginnings() throws {
    var frames = SyntheticFrames(series: SyntheticSeries(syntax: .jpegLosslessFirstOrder))
    let jpeg = TestJPEG(rows: SyntheticSeries.rows, columns: SyntheticSeries.columns, bits: 16, predictor: 1)
    let fragments = frames.order.indices.flatMap { f -> [[UInt8]] in
      let bytes = jpeg.encode(frames.words(f).map(Int.init))
      return [Array(bytes[..<20]), Array(bytes[20...])]
    }
    frames.pixels = SyntheticFrames.encapsulated(fragments, offsets: [])
    #expect(frames.series.isShown(by: try load(frames).volume))
  }

  @Test func severalVolumesAreAChoice() throws {
    var frames = SyntheticFrames()
    frames.order = [0, 1, 2, 3, 2, 1, 0]
    frames.intercepts = [-1024]
    frames.time = { $0 < 4 ? 2 : 1 }
    let failure = try refusal(frames)
    #expect(failure?.what.contains("the frames are 2 volumes: 1: 4 of 6x5 (stack 1, time 2") == true)
    #expect(failure?.advice == "choose one with --volume 1 ... 2")
    #expect(frames.series.isShown(by: try load(frames, choice: ScanChoice(volume: 0)).volume))
    #expect(SyntheticSeries(count: 3).isShown(by: try load(frames, choice: ScanChoice(volume: 1)).volume))
    let none = try refusal(frames, choice: ScanChoice(volume: 2))
    #expect(none?.kind == .usage)

    // By stack and by reconstruction as well; without anything that tells them apart they contradict one another.
    frames.time = { _ in 1 }
    frames.stack = { $0 < 4 ? "B" : "A" }
    #expect(frames.series.isShown(by: try load(frames, choice: ScanChoice(volume: 0)).volume))
    frames.stack = { _ in "1" }
    frames.kernel = { $0 < 4 ? "B30f" : "B70f" }
    #expect(SyntheticSeries(count: 3).isShown(by: try load(frames, choice: ScanChoice(volume: 1)).volume))
    frames.kernel = { _ in "B30f" }
    frames.intercepts = [-1024, -1024, -1024, -1024, -1025, -1026, -1027]
    frames.pixels = TestElement(.pixelData, "OW", .words((0..<7).flatMap { _ in SyntheticSeries.frame(0) { $0 } }))
    #expect(try refusal(frames)?.what.contains("two different images lie at one position") == true)
  }

  /// Two scans frame by frame among one another, which only the frames' times tell apart.
  @Test func framesOfTwoTimesAreAChoice() throws {
    let order = (0..<12).map { ($0 * 5 + 3) % 12 }
    var frames = SyntheticFrames(series: SyntheticSeries(count: 12), order: order)
    frames.acquired = { order[$0] % 2 == 0 ? "20200401101500" : "20200401101800" }
    let failure = try refusal(frames)
    #expect(failure?.what.contains("1 of 2 by FrameAcquisitionDateTime") == true, "\(String(describing: failure))")
    for volume in 0...1 {
      let image = try load(frames, choice: ScanChoice(volume: volume))
      #expect(image.volume.size.k == 6 && abs(image.volume.grid.spacing.z - 5) < 1e-9)
    }
    frames.acquired = { "202004011015\(10 + order[$0])" }
    #expect(frames.series.isShown(by: try load(frames).volume))
  }

  /// A frame that calls itself a scout and lies where a slice is wanting is named.
  @Test func aScoutAmongTheFrames() throws {
    var frames = SyntheticFrames(series: SyntheticSeries(count: 5), order: [2, 0, 3, 1, 4])
    frames.type = { $0 == 2 ? "ORIGINAL\\PRIMARY\\LOCALIZER\\NONE" : "ORIGINAL\\PRIMARY\\VOLUME\\NONE" }
    let failure = try refusal(frames)
    #expect(failure?.what.contains("0 frame 3 (a scout by its FrameType)") == true, "\(String(describing: failure))")
    frames.type = { $0 == 4 ? "ORIGINAL\\PRIMARY\\LOCALIZER\\NONE" : "ORIGINAL\\PRIMARY\\VOLUME\\NONE" }
    let image = try load(frames)
    #expect(image.volume.size.k == 4 && image.description.leftOut.map(\.isLacking) == [true])
  }

  @Test func filesOfOneConcatenationAndOthers() throws {
    var first = SyntheticFrames(uid: "1.2.3.91")
    var second = SyntheticFrames(uid: "1.2.3.92")
    first.order = [2, 0]
    second.order = [3, 1]
    #expect(try refusal(first, second)?.what.contains("the frames are 2 volumes") == true)
    let uid = [TestElement(.concatenationUID, "UI", "1.2.3.90")]
    first.extra = uid
    second.extra = uid
    #expect(first.series.isShown(by: try load(first, second).volume))
    // A file twice is no other volume.
    #expect(SyntheticFrames().series.isShown(by: try load(SyntheticFrames(), SyntheticFrames()).volume))
  }

  @Test func whatIsNotDescribedIsRefused() throws {
    func refused(_ part: String, _ change: (inout SyntheticFrames) -> Void) throws {
      var frames = SyntheticFrames()
      change(&frames)
      let failure = try refusal(frames)
      #expect(failure?.description.contains(part) == true, "\(failure?.description ?? "")")
    }
    for (stated, part) in [(5, "5 frames are stated and 4 described"), (3, "3 frames are stated and more described")] {
      try refused(part) { $0.stated = stated }
    }
    for absurd in [0, -1, 65_536, 1 << 31] { try refused("is not from 1 to 65535") { $0.stated = absurd } }
    try refused("ImagePositionPatient is missing") { $0.missing = { $0 == 2 ? [.planePositionSequence] : [] } }
    try refused("of frame 3") { $0.missing = { $0 == 2 ? [.planePositionSequence] : [] } }
    try refused("RescaleSlope is missing") { $0.missing = { $0 == 1 ? [.pixelValueTransformation] : [] } }
    try refused("PixelSpacing is missing") { $0.missingShared = [.pixelMeasuresSequence] }
    try refused("ImageOrientationPatient is missing") { $0.missingShared = [.planeOrientationSequence] }
    try refused("4 frames are stated and 0 described") {
      $0.extra = [TestElement(.perFrameFunctionalGroupsSequence, "SQ", .items([], defined: true))]
    }
    try refused("the pixels are 0 bytes, 2 x 6x5 of 16 bits need 120") {
      $0.pixels = TestElement(.pixelData, "OW", .words([]))
    }
  }

  @Test func objectsForExports() throws {
    try withTemporaryFolder { folder in
      let frames = SyntheticFrames()
      try frames.write(folder + "/a")
      let source = try #require(try SourceInstances.of(folder + "/a", choice: .standard))
      #expect(source.studyUID == "1.2.7" && source.seriesUID == "1.2.3" && source.frameOfReferenceUID == "1.2.8")
      #expect(source.instances.map { $0?.frameNumber } == [2, 4, 1, 3])
      #expect(source.instances.allSatisfy { $0?.instanceUID == frames.uid && $0?.classUID == frames.sopClass })
      #expect(source.sliceAxis == 2)
      #expect(try source.identifiedAttributes() == [DICOMTag(0x0010, 0x0010): "Secret^Name"])
      #expect(try PatientIdentity.of(folder + "/a", choice: .standard).map { [$0.name, $0.text] } == [
        ["patient name", "Secret^Name"]
      ])
      try Data("not DICOM".utf8).write(to: URL(fileURLWithPath: folder + "/b"))
      #expect(try SourceInstances.of(folder + "/b", choice: .standard) == nil)
      #expect(try PatientIdentity.of(folder + "/b", choice: .standard).isEmpty)
    }
    // Feet last, a slice filled in: still by canonical k.
    try withTemporaryFolder { folder in
      var series = SyntheticSeries(count: 5, column: [0, -1, 0])
      series.step = [0, 0, -2.5]
      try series.write(to: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix("-1") {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
      let source = try #require(try SourceInstances.of(folder, choice: ScanChoice(fillGaps: true)))
      #expect(source.instances.map { $0?.instanceUID } == ["1.2.3.4", "1.2.3.3", "1.2.3.2", nil, "1.2.3.0"])
      #expect(source.instances[0]?.frameNumber == nil)
    }
  }

  /// Truncated everywhere and wrong everywhere: read or refused.
  @Test func hostileFiles() throws {
    func readAll(_ bytes: [UInt8], _ path: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do { _ = try reader.read(path, options: ReadOptions(choice: ScanChoice(fillGaps: true))) } catch {
        #expect(error is Failure, "\(error)")
      }
    }
    try withTemporaryFolder { folder in
      var coded = SyntheticFrames(series: SyntheticSeries(syntax: .rleLossless))
      coded.definedLengths = false
      coded.pixels = SyntheticFrames.encapsulated(coded.order.indices.map(coded.rle), offsets: [])
      for bytes in [SyntheticFrames().file(), coded.file()] {
        for count in stride(from: 132, to: bytes.count, by: 9) { try readAll(Array(bytes[..<count]), folder + "/a") }
        var random = SeededRandom(seed: 4)
        for n in stride(from: 132, to: bytes.count, by: 5) {
          var broken = bytes
          broken[n] = [0, 0xff, 0x7f, broken[n] ^ 1 << UInt8.random(in: 0..<8, using: &random)].randomElement(
            using: &random)!
          try readAll(broken, folder + "/a")
        }
      }
    }
  }
}
