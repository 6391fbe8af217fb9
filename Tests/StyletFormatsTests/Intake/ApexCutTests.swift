import Foundation
import StyletBase
import StyletImaging
import StyletPhantom
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletIntake

/// A scan that reaches up to the head: what lies above the lungs stays, whichever way its slices run.
@Suite struct ApexCutTests {
  /// A thorax with a neck and a head of solid tissue upon it, turned to one side; air within the head.
  private static let head = 24

  private struct Scan {
    let size: GridSize
    let samples: [Int16]
    func value(_ i: Int, _ j: Int, _ k: Int) -> Int16 { samples[(k * size.j + j) * size.i + i] }
  }

  /// The highest slice with lung, as it was painted, and the whole.
  private static let thorax: Result<(top: Int, scan: Scan), any Error> = Result {
    var specification = PhantomSpecification(
      size: try #require(GridSize(64, 54, 64)), spacing: SIMD3(6, 6, 5), seed: 11, lesions: 0)
    specification.noise = 5
    let phantom = try Phantom.make(specification), volume = phantom.volume
    let size = volume.size, all = try #require(GridSize(size.i, size.j, size.k + head))
    var samples = volume.withSamples { $0.map { Int16(volume.rescale.value($0).rounded()) } }
    for k in 0..<head {
      for j in 0..<size.j {
        for i in 0..<size.i {
          let across = Double(i - size.i / 2 - 3) * 6, along = Double(j - size.j / 2) * 6, width = k < 8 ? 60.0 : 85
          let isAir = k > 12 && abs(across) < 12 && along < -30 && along > -60
          samples.append(across * across + along * along < width * width && !isAir ? 45 : -1000)
        }
      }
    }
    let top = (0..<size.k).last { phantom.lungs.isUsed(k: $0) } ?? 0
    return (top, Scan(size: all, samples: samples))
  }

  /// One file a slice along `axis`: 2 axial, 1 coronal, 0 sagittal.
  private static func files(_ scan: Scan, along axis: Int, uid: String) -> [[UInt8]] {
    let rows = axis == 2 ? scan.size.j : scan.size.k, columns = axis == 0 ? scan.size.j : scan.size.i
    let orientation = ["0\\1\\0\\0\\0\\-1", "1\\0\\0\\0\\0\\-1", "1\\0\\0\\0\\1\\0"][axis]
    let count = [scan.size.i, scan.size.j, scan.size.k][axis]
    return (0..<count).map { n in
      var series = SyntheticSeries(uid: uid)
      let top = Double(scan.size.k - 1) * 5
      let place = [
        "\(Double(n) * 6)\\0\\\(top)", "0\\\(Double(n) * 6)\\\(top)", "0\\0\\\(Double(n) * 5)",
      ][axis]
      var words: [UInt16] = []
      for r in 0..<rows {
        for c in 0..<columns {
          let value: Int16
          switch axis {
          case 0: value = scan.value(n, c, scan.size.k - 1 - r)
          case 1: value = scan.value(c, n, scan.size.k - 1 - r)
          default: value = scan.value(c, r, n)
          }
          words.append(UInt16(bitPattern: value + 1024))
        }
      }
      series.extra = { _ in
        [
          TestElement(.sopInstanceUID, "UI", "\(uid).\(n)"), TestElement(.studyInstanceUID, "UI", uid + ".9"),
          TestElement(.frameOfReferenceUID, "UI", "1.2.826.0.1.3680043.10.511.77"),
          TestElement(.sliceThickness, "DS", axis == 2 ? "5" : "6"),
          TestElement(DICOMTag(0x0020, 0x0013), "IS", "\(n + 1)"),
          TestElement(.imagePositionPatient, "DS", place),
          TestElement(.imageOrientationPatient, "DS", orientation), TestElement(.rows, rows), TestElement(.columns, columns),
          TestElement(.pixelSpacing, "DS", axis == 2 ? "6\\6" : "5\\6"), TestElement(.pixelData, "OW", .words(words)),
        ]
      }
      return series.file(n)
    }
  }

  private func run(_ folder: String, _ series: [[[UInt8]]], isCut: Bool) throws -> DeidentificationReport {
    for (n, files) in series.enumerated() {
      try FileManager.default.createDirectory(atPath: "\(folder)/in/\(n)", withIntermediateDirectories: true)
      for (m, file) in files.enumerated() {
        try Data(file).write(to: URL(fileURLWithPath: "\(folder)/in/\(n)/\(1000 + m)"))
      }
    }
    try DeidentificationKey.make(folder + "/key")
    return try Deidentification(
      policy: .standard.lookedAt, key: DeidentificationKey.read(folder + "/key"), isCut: isCut, isChecked: false
    ).run(folder + "/in", to: folder + "/out", site: folder + "/site") { _, _ in }
  }

  /// The slices that leave are those up to the margin, and their pixels are equal; the others lie at the site.
  @Test func axialSlicesUpToTheMargin() throws {
    let (top, scan) = try Self.thorax.get()
    try withTemporaryFolder { folder in
      let files = Self.files(scan, along: 2, uid: "1.2.826.0.1.3680043.10.511.71")
      let report = try run(folder, [files], isCut: true)
      // Six slices of 5 mm above the highest one with lung, whose tip the program may miss.
      let expected = Array(0..<report.released)
      #expect((top + 1...top + 7).contains(report.released), "\(report.released) of \(scan.size.k), lung up to \(top)")
      #expect(report.cutOff == scan.size.k - expected.count)
      #expect(report.cutOff == report.putAside && report.cutOff > 12)
      var heights: [Int: [UInt8]] = [:]
      let names = FileManager.default.enumerator(atPath: folder + "/out")?.allObjects as? [String] ?? []
      for name in names where name.hasSuffix(".dcm") {
        let file = try #require(try DICOMFile(path: folder + "/out/" + name, whole: true))
        #expect(try file.dataSet.string(.recognizableVisualFeatures) == "NO")
        let z = try #require(try file.dataSet.numbers(.imagePositionPatient, signed: true).last)
        heights[Int(z / 5)] = Array(try #require(try file.dataSet.bytes(.pixelData)))
      }
      #expect(heights.keys.sorted() == expected)
      for n in expected {
        let old = try #require(try DICOMFile(path: folder + "/in/0/\(1000 + n)", whole: true))
        #expect(heights[n] == Array(try #require(try old.dataSet.bytes(.pixelData))), "\(n)")
      }
      #expect(report.lines.contains { $0.contains("30 mm above the apices") })
      let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/site/quarantine")
      #expect(kept.count == report.cutOff)
    }
  }

  /// Each slice of these shows the head. Without the option they leave.
  @Test(arguments: [0, 1]) func slicesThatShowTheHead(_ axis: Int) throws {
    let (_, scan) = try Self.thorax.get()
    let files = Self.files(scan, along: axis, uid: "1.2.826.0.1.3680043.10.511.7\(axis + 2)")
    try withTemporaryFolder { folder in
      let report = try run(folder, [files], isCut: true)
      #expect(report.released == 0 && report.cutOff == files.count)
    }
    try withTemporaryFolder { folder in
      let report = try run(folder, [files], isCut: false)
      #expect(report.released == files.count && report.cutOff == 0)
    }
  }

  /// A part without lungs goes by the scan that shares its frame of reference; alone nobody can say.
  @Test func whatHasNoLungs() throws {
    let (_, scan) = try Self.thorax.get()
    let all = Self.files(scan, along: 2, uid: "1.2.826.0.1.3680043.10.511.74")
    let neck = Array(Self.files(scan, along: 2, uid: "1.2.826.0.1.3680043.10.511.75")[60...])
    try withTemporaryFolder { folder in
      let report = try run(folder, [neck], isCut: true)
      #expect(report.released == 0 && report.cutOff == 0 && report.putAside == neck.count)
    }
    try withTemporaryFolder { folder in
      let alone = try run(folder, [all], isCut: true)
      let both = try withTemporaryFolder { try run($0, [all, neck], isCut: true) }
      #expect(both.released - alone.released == max(0, alone.released - 60) && both.cutOff == both.putAside)
    }
  }
}
