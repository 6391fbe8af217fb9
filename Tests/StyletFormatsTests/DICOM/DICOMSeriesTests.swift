import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct DICOMSeriesTests {
  private let reader = DICOMSeriesReader()

  private func load(_ series: SyntheticSeries) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      try series.write(to: folder)
      let image = try reader.read(folder, options: ReadOptions())
      try arrivesAlike(folder, image)
      return image
    }
  }

  /// Slices that show as they come are in the end what a whole reading gives.
  private func arrivesAlike(_ folder: String, _ image: LoadedImage) throws {
    let arriving = try reader.begin(folder, options: ReadOptions())
    try arriving.arrival.wait()
    let (a, b) = (arriving.arrival.volume, image.volume)
    #expect(a.isComplete && a.grid == b.grid && a.rescale == b.rescale && a.acquisition == b.acquisition)
    #expect(a.withSamples { a in b.withSamples { b in a.elementsEqual(b) } })
    #expect("\(arriving.description)" == "\(image.description)")
  }

  /// Planes decoded in any order show from the first end on that has one, also where they run from the head.
  @Test func planesShowWhenAllBeforeThemAreThere() throws {
    let grid = VoxelGrid(size: GridSize(2, 2, 5)!, affine: Affine(spacing: [1, 1, 1]))
    for (flipped, expected) in [
      (0, [0..<0, 0..<1, 0..<1, 0..<3, 0..<5]), (1, [0..<0, 4..<5, 4..<5, 2..<5, 0..<5]),
    ] {
      let arrival = try LoadingVolume(on: grid) { inlet in
        let storage = StorageOrder(axes: [0, 1, 2], flipped: [0, 0, flipped])
        let planes = PublishedPlanes(5, storage: storage, to: inlet)
        for (n, plane) in [2, 0, 4, 1, 3].enumerated() {
          planes.take(plane)
          #expect(inlet.volume.arrived == expected[n], "plane \(plane)")
        }
      }
      try arrival.wait()
    }
  }

  private func refusal(_ series: SyntheticSeries...) throws -> Failure? {
    try withTemporaryFolder { folder in
      for (n, s) in series.enumerated() { try s.write(to: folder, prefix: "s\(n)-") }
      return #expect(throws: Failure.self) { try reader.describe(folder, options: ReadOptions()) }
    }
  }

  @Test(arguments: [
    TransferSyntax.implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian, .deflatedLittleEndian,
  ]) func everySyntaxThatIsNotCompressed(_ syntax: TransferSyntax) throws {
    let series = SyntheticSeries(syntax: syntax)
    let image = try load(series)
    #expect(series.isShown(by: image.volume))
    #expect(image.volume.grid.storage == .canonical)
    #expect(image.volume.rescale == Rescale(slope: 1, intercept: -1024))
    #expect(image.description.problems.isEmpty)
    #expect(image.description.voxelType == "int16")
    let facts = Dictionary(image.description.facts.map { ($0.name, $0.value) }) { a, _ in a }
    #expect(facts["manufacturer"] == "Maker")
    #expect(facts["transfer syntax"] == "\(syntax)")
    #expect(facts["slices"] == "4 in 4 files")
    #expect(!"\(image.description)".contains("Secret"))
  }

  /// Feet first, prone, coronal, sagittal, oblique: each voxel where the header puts it.
  @Test func everyOrientation() throws {
    let s = 0.5.squareRoot()
    let directions: [(row: PatientPoint, column: PatientPoint)] = [
      ([1, 0, 0], [0, 1, 0]), ([-1, 0, 0], [0, 1, 0]), ([-1, 0, 0], [0, -1, 0]), ([1, 0, 0], [0, 0, -1]),
      ([0, 1, 0], [0, 0, -1]), ([0, 1, 0], [1, 0, 0]), ([s, s, 0], [-s, s, 0]), ([0.8, 0, 0.6], [0, 1, 0]),
    ]
    for (row, column) in directions {
      for sign in [1.0, -1] {
        var series = SyntheticSeries(row: row, column: column)
        series.step = cross(row, column) * 2.5 * sign
        let image = try load(series)
        #expect(series.isShown(by: image.volume), "\(row) \(column) \(sign)")
        #expect(image.description.problems.isEmpty)
      }
    }
  }

  @Test func gantryTiltIsKeptAsShear() throws {
    let angle = 15 * Double.pi / 180
    var series = SyntheticSeries(column: [0, cos(angle), -sin(angle)])
    series.step = [0, 0, 5]
    let image = try load(series)
    #expect(series.isShown(by: image.volume))
    #expect(length(image.volume.grid.affine.columns.2 - [0, 0, 5]) < 1e-12)
    #expect(abs(image.volume.grid.voxelVolume - 0.75 * 0.5 * 5 * cos(angle)) < 1e-9)
    #expect(image.description.problems.contains { $0.contains("tilted by 15°") })
  }

  @Test func missingSlicesAreNamed() throws {
    var series = SyntheticSeries(count: 6)
    series.extra = { z in
      let height = -30 + 2.5 * Double(z < 4 ? z : z + 1)
      return [TestElement(.imagePositionPatient, "DS", "-10\\20.5\\\(height)")]
    }
    let failure = try refusal(series)
    #expect(failure?.what.contains("5 mm between s0-2-3 and s0-9-4, where 2.5 mm is usual") == true)
    #expect(failure?.kind == .badData)
  }

  @Test func positionsThatAreRoundedAreNoGaps() throws {
    var series = SyntheticSeries(count: 9)
    series.extra = { z in
      let height = (Double(z) * 0.625 * 10).rounded() / 10
      return [TestElement(.imagePositionPatient, "DS", "-10\\20.5\\\(height)")]
    }
    let image = try load(series)
    #expect(abs(image.volume.grid.spacing.z - 0.625) < 1e-9)
    #expect(image.description.problems.contains { $0.contains("off even spacing") })
  }

  @Test func slicesShiftedSideways() throws {
    var series = SyntheticSeries()
    series.extra = { z in z == 2 ? [TestElement(.imagePositionPatient, "DS", "-12\\20.5\\-25")] : [] }
    #expect(try refusal(series)?.what.contains("shifted against one another by up to 2 mm") == true)
  }

  @Test func copiesAreDroppedAndContradictionsRefused() throws {
    try withTemporaryFolder { folder in
      try SyntheticSeries().write(to: folder)
      try SyntheticSeries(count: 2).write(to: folder, prefix: "copy")
      let image = try reader.read(folder, options: ReadOptions())
      #expect(SyntheticSeries().isShown(by: image.volume))
      #expect(image.description.problems.contains { $0.hasPrefix("2 copies of slices are left out") })
    }
    var other = SyntheticSeries(count: 1)
    other.extra = { z in
      [
        TestElement(.sopInstanceUID, "UI", "9.9"),
        TestElement(.pixelData, "OW", .words(SyntheticSeries.frame(z) { $0 + 1 })),
      ]
    }
    let failure = try refusal(SyntheticSeries(), other)
    #expect(failure?.what.contains("two different images lie at one position, -30 mm") == true)
    #expect(failure?.place == "s0-3-0 and s1-3-0")
  }

  @Test func aSingleSliceTakesItsThickness() throws {
    let image = try load(SyntheticSeries(count: 1))
    #expect(SyntheticSeries(count: 1).isShown(by: image.volume))
    #expect(image.volume.grid.spacing.z == 3)
    #expect(image.description.problems.contains { $0.contains("3 mm, stands for the slice spacing") })
    let bare = try load(SyntheticSeries(count: 1, missing: [.sliceThickness]))
    #expect(bare.volume.grid.spacing.z == 1)
  }

  @Test func theBestOfSeveralSeries() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/deep/er", withIntermediateDirectories: true)
      let best = SyntheticSeries(count: 5, uid: "1.5")
      try best.write(to: folder + "/deep/er")
      try SyntheticSeries(count: 3, uid: "1.6").write(to: folder, prefix: "short")
      var magnetic = SyntheticSeries(count: 9, uid: "1.7")
      magnetic.extra = { _ in
        [TestElement(.modality, "CS", "MR"), TestElement(.sopClassUID, "UI", "1.2.840.10008.5.1.4.1.1.4")]
      }
      try magnetic.write(to: folder, prefix: "mr")
      var scout = SyntheticSeries(count: 2, uid: "1.5")
      scout.extra = { _ in [TestElement(.imageType, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER")] }
      try scout.write(to: folder, prefix: "scout")
      var report = SyntheticSeries(count: 1, uid: "1.8")
      report.extra = { _ in [TestElement(.sopClassUID, "UI", "1.2.840.10008.5.1.4.1.1.88.67")] }
      try report.write(to: folder, prefix: "dose")
      try Data("not DICOM at all".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
      try Data(SyntheticSeries().file(0).prefix(200)).write(to: URL(fileURLWithPath: folder + "/broken"))

      let image = try reader.read(folder, options: ReadOptions())
      #expect(best.isShown(by: image.volume))
      #expect(image.description.facts.contains { $0 == ("set aside", "2 scouts, 1 radiation dose report") })
      #expect(image.description.facts.filter { $0.name.hasPrefix("series") }.count == 3)
      #expect(image.description.facts.contains { $0.name == "series, opened" && $0.value.hasPrefix("7: CT, 5 ") })
      #expect(image.description.problems.contains { $0.hasPrefix("left out: \(folder)/broken: cut short") })
      #expect(image.description.leftOut.count == 1)

      // A file stands for its series, in its own folder.
      let file = try reader.read(folder + "/short3-0", options: ReadOptions())
      #expect(SyntheticSeries(count: 3, uid: "1.6").isShown(by: file.volume))
      let dose = #expect(throws: Failure.self) { try reader.describe(folder + "/dose3-0", options: ReadOptions()) }
      #expect(dose?.what == "a radiation dose report, not a slice of a scan")
    }
  }

  /// The scan is its instances: a note or a mask laid into its folder changes nothing; an empty slice is left out aloud.
  @Test func theScanIsItsInstances() throws {
    try withTemporaryFolder { folder in
      try SyntheticSeries(count: 8).write(to: folder)
      func parts() throws -> [String] { try reader.describe(folder, options: ReadOptions()).parts }
      let before = try parts(), own = try ScanIdentity.fingerprint(ofFiles: before)
      #expect(before.count == 8)
      try Data("a note".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
      try Data().write(to: URL(fileURLWithPath: folder + "/empty.txt"))
      try SyntheticSeries(count: 2, uid: "1.9").write(to: folder, prefix: "other")
      #expect(try parts() == before && ScanIdentity.fingerprint(ofFiles: parts()) == own)
      #expect(try reader.describe(folder, options: ReadOptions()).leftOut.isEmpty)
      // Called as the slices are, or otherwise.
      for (name, isLacking) in [("/9-8", true), ("/IM9", false)] {
        try Data().write(to: URL(fileURLWithPath: folder + name))
        let left = try reader.describe(folder, options: ReadOptions()).leftOut
        #expect(left.count == 1 && left[0].path.hasSuffix(name) && left[0].isLacking == isLacking)
        try FileManager.default.removeItem(atPath: folder + name)
      }
    }
  }

  @Test func aFewOfAnotherOrientationAreSetAsideAndManyRefused() throws {
    let main = SyntheticSeries(count: 8)
    var across = SyntheticSeries(count: 2, row: [0, 1, 0], column: [0, 0, -1], step: [3, 0, 0])
    across.extra = { [TestElement(.sopInstanceUID, "UI", "1.8.\($0)")] }
    try withTemporaryFolder { folder in
      try main.write(to: folder)
      try across.write(to: folder, prefix: "x")
      let image = try reader.read(folder, options: ReadOptions())
      #expect(main.isShown(by: image.volume))
      #expect(image.description.problems.contains { $0.contains("left out: x10-1, x3-0") })
    }
    let failure = try refusal(SyntheticSeries(count: 3), across)
    #expect(
      failure?.what.contains(
        "of different orientation: 1: 3 of 6x5, rows along (1, 0, 0), columns along (0, 1, 0), 2: 2 of") == true)
  }

  @Test func foldersWithoutAScan() throws {
    try withTemporaryFolder { folder in
      let empty = #expect(throws: Failure.self) { try reader.describe(folder, options: ReadOptions()) }
      #expect(empty?.what == "no DICOM images in it")
      #expect(empty?.path == folder)
      let gone = #expect(throws: Failure.self) { try reader.describe(folder + "/no", options: ReadOptions()) }
      #expect(gone?.kind == .noInput)
    }
  }

  /// Links to files are followed, as data managers lay them out; links to folders and named pipes are not waited
  /// for, hidden files are left out.
  @Test func linksPipesAndHiddenFiles() throws {
    try withTemporaryFolder { folder in
      let store = folder + "/.store"
      let files = FileManager.default
      try files.createDirectory(atPath: store, withIntermediateDirectories: true)
      try files.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
      let series = SyntheticSeries()
      try series.write(to: store)
      for name in try files.contentsOfDirectory(atPath: store) {
        try files.createSymbolicLink(atPath: folder + "/in/" + name, withDestinationPath: store + "/" + name)
      }
      try files.createSymbolicLink(atPath: folder + "/in/circle", withDestinationPath: folder)
      try files.createSymbolicLink(atPath: folder + "/in/nowhere", withDestinationPath: folder + "/gone")
      #expect(mkfifo(folder + "/in/pipe", 0o600) == 0)
      #expect(series.isShown(by: try reader.read(folder, options: ReadOptions()).volume))
      #expect(series.isShown(by: try reader.read(folder + "/in/3-0", options: ReadOptions()).volume))
      let pipe = #expect(throws: Failure.self) { try reader.describe(folder + "/in/pipe", options: ReadOptions()) }
      #expect(pipe?.what == "not a file")
    }
  }

  @Test func aRefusedSeriesNamesTheOthers() throws {
    var gaps = SyntheticSeries(count: 6)
    gaps.extra = { z in [TestElement(.imagePositionPatient, "DS", "0\\0\\\(z * z)")] }
    let failure = try refusal(gaps, SyntheticSeries(count: 2, uid: "1.9"))
    #expect(failure?.advice?.contains("--series: 7: CT, 2 slices of 6x5, 3 mm") == true)
  }

  /// `info` says what `read` would fail of.
  @Test func pixelsThatAreNotThereAreToldByTheHeader() throws {
    try withTemporaryFolder { folder in
      try Data(SyntheticSeries().file(0).dropLast(8)).write(to: URL(fileURLWithPath: folder + "/a"))
      let description = try reader.describe(folder, options: ReadOptions())
      #expect(description.problems.contains { $0.hasPrefix("cannot be read: \(folder)/a: cut short") })
    }
  }

  @Test func compressedPixelsAreRefusedByName() throws {
    var series = SyntheticSeries(syntax: TransferSyntax(uid: "1.2.840.10008.1.2.4.50"))
    series.extra = { _ in [TestElement(.pixelData, "OB", .fragments([[1, 2, 3, 4]]))] }
    try withTemporaryFolder { folder in
      try series.write(to: folder)
      let description = try reader.describe(folder, options: ReadOptions())
      #expect(description.grid.size.k == 4)
      #expect(description.problems.contains { $0.contains("JPEG Baseline, process 1 (1.2.840.10008.1.2.4.50)") })
      let failure = #expect(throws: Failure.self) { try reader.read(folder, options: ReadOptions()) }
      #expect(failure?.what.contains("JPEG Baseline, process 1 (1.2.840.10008.1.2.4.50)") == true)
      #expect(failure?.path?.hasPrefix(folder) == true)
    }
  }

  /// A slice that cannot be decoded ends an arriving series with the failure of a whole reading, and it is never complete.
  @Test func aBrokenSliceEndsTheArrival() throws {
    try withTemporaryFolder { folder in
      try SyntheticSeries().write(to: folder)
      let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).sorted().last)
      let path = folder + "/" + file
      let arriving = try reader.begin(folder, options: ReadOptions())
      try arriving.arrival.wait()
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try bytes.dropLast(20).write(to: URL(fileURLWithPath: path))
      let whole = #expect(throws: Failure.self) { try reader.read(folder, options: ReadOptions()) }
      let began = #expect(throws: Failure.self) {
        let arriving = try reader.begin(folder, options: ReadOptions())
        try arriving.arrival.wait()
      }
      #expect(whole?.what == began?.what && whole != nil)
    }
  }

  @Test func progressRunsAndStops() throws {
    struct Enough: Error {}
    try withTemporaryFolder { folder in
      try SyntheticSeries(count: 9).write(to: folder)
      let seen = Guarded<[Double]>([])
      let options = ReadOptions { done in seen.with { $0.append(done) } }
      _ = try reader.read(folder, options: options)
      let all = seen.with { $0 }
      #expect(all.count == 11 && all[0] == 0, "the folder, each file, the end")
      #expect(all == all.sorted() && all.last == 1)
      #expect(throws: Enough.self) {
        try reader.read(folder, options: ReadOptions { if $0 > 0.5 { throw Enough() } })
      }
    }
  }
}
