import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// One slice of eight states otherwise than the others what a series has in common, or does not state it: what becomes
/// of it, in a folder and in an archive.
@Suite struct DICOMForeignSliceTests {
  enum Outcome: Equatable {
    /// No scan: slices of different patients, studies or modalities.
    case refused(String)
    /// No scan, and the file is named as what lies in the gap.
    case gap
    /// A scan without it, of which the file is lacking.
    case leftOut
    /// A scan of all, and the attribute and the file are named.
    case said
    /// A scan of all without a word.
    case silent
    case other(String)
  }

  struct Row: Sendable {
    let tag: DICOMTag
    let vr: String
    let usual: String
    let odd: String
    let amid: Outcome
    let atEnd: Outcome
    let missing: Outcome

    init(
      _ tag: DICOMTag, _ vr: String, _ usual: String, _ odd: String, _ amid: Outcome, atEnd: Outcome? = nil,
      missing: Outcome = .said
    ) {
      (self.tag, self.vr, self.usual, self.odd, self.amid) = (tag, vr, usual, odd, amid)
      self.atEnd = atEnd ?? amid
      self.missing = missing
    }
  }

  private static let count = 8

  static let rows = [
    // Patient, study and series (PS3.3 C.7.1 to C.7.3): one of each.
    Row(.patientID, "LO", "Zq7Wx", "Kelvoni", .refused("patients")),
    Row(.issuerOfPatientID, "LO", "Zq7Wx", "Kelvoni", .refused("patients")),
    Row(.patientName, "PN", "Zq7Wx^Ada", "Kelvoni^Ada", .refused("patients")),
    Row(.patientBirthDate, "DA", "19511107", "19620218", .refused("patients")),
    Row(.patientSex, "CS", "F", "M", .refused("patients")),
    Row(.studyInstanceUID, "UI", "1.7919.5", "1.7919.6", .refused("studies")),
    Row(.modality, "CS", "CT", "MR", .refused("modalities")),
    // What should be equal and does not tell patients apart.
    Row(.studyDate, "DA", "20200401", "20200402", .said), Row(.accessionNumber, "SH", "Zq7Wx", "Kelvoni", .said),
    Row(.seriesNumber, "IS", "7", "8", .said), Row(.manufacturer, "LO", "Maker", "Other", .said),
    Row(.manufacturerModelName, "LO", "One", "Two", .said),
    Row(.sopClassUID, "UI", DICOMContent.ctImage, "1.2.840.10008.5.1.4.1.1.4", .said),
    // One place: positions under another value have nothing to do with it.
    Row(.frameOfReferenceUID, "UI", "1.7.1", "1.7.2", .gap, atEnd: .leftOut),
    Row(.patientPosition, "CS", "HFS", "FFS", .gap, atEnd: .leftOut),
    // Of the image: what lies among others is another scan, what lies beside them may be the same.
    Row(.kvp, "DS", "120", "140", .gap, atEnd: .said),
    Row(.convolutionKernel, "SH", "B30f", "B70f", .gap, atEnd: .said),
    Row(.imageType, "CS", "ORIGINAL\\PRIMARY\\AXIAL", "DERIVED\\PRIMARY\\AXIAL", .gap, atEnd: .said),
    Row(.acquisitionNumber, "IS", "1", "2", .gap, atEnd: .silent, missing: .silent),
    Row(.temporalPositionIdentifier, "IS", "1", "2", .gap, atEnd: .silent, missing: .silent),
    Row(.irradiationEventUID, "UI", "1.7.1", "1.7.2", .gap, atEnd: .silent, missing: .silent),
    Row(.sliceThickness, "DS", "3", "5", .said),
    Row(.rescaleIntercept, "DS", "-1024", "0", .said, missing: .other("states no rescale")),
    Row(.rescaleSlope, "DS", "1", "2", .said),
    // The lattice.
    Row(.pixelSpacing, "DS", "0.5\\0.75", "0.6\\0.75", .gap, atEnd: .leftOut, missing: .gap),
    Row(
      .imageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0", "0.9998\\0.02\\0\\-0.02\\0.9998\\0", .gap,
      atEnd: .leftOut, missing: .gap),
    // What every image has of its own, and what positions say better.
    Row(DICOMTag(0x0018, 0x0088), "DS", "2.5", "5", .silent, missing: .silent),
    Row(DICOMTag(0x0008, 0x0023), "DA", "20200401", "20200402", .silent, missing: .silent),
    Row(DICOMTag(0x0020, 0x0013), "IS", "1", "2", .silent, missing: .silent),
    Row(DICOMTag(0x0018, 0x1151), "IS", "200", "300", .silent, missing: .silent),
  ]

  private func name(_ z: Int) -> String { "slice-\(z)" }

  private func outcome(_ row: Row, _ z: Int, _ read: () throws -> LoadedImage) -> (Outcome, said: String) {
    do {
      let image = try read(), said = image.description.problems.joined(separator: "; ")
      let isNamed = said.contains(row.tag.name) && said.contains(name(z))
      if image.volume.size.k < Self.count {
        let left = image.description.leftOut
        let isRight = left.count == 1 && left[0].isLacking && left[0].reason.contains(row.tag.name)
        return (isRight && left[0].name.hasSuffix(name(z)) && isNamed ? .leftOut : .other("\(left)"), said)
      }
      if said.isEmpty { return (.silent, said) }
      // What cannot be kept exactly besides.
      return (isNamed && image.description.leftOut.isEmpty ? .said : .other(said), said)
    } catch {
      let said = "\(error)"
      guard let failure = error as? Failure, said.contains(name(z)) else { return (.other(said), said) }
      for kind in ["patients", "studies", "modalities"]
      where said.contains("one series holds slices of different \(kind): \(row.tag.name) of") {
        return (.refused(kind), said)
      }
      if failure.what.contains("left out"), failure.what.contains(row.tag.name) { return (.gap, said) }
      return (.other(said), said)
    }
  }

  private func outcomes(_ row: Row, _ z: Int, _ text: String) throws -> [(Outcome, said: String)] {
    var series = SyntheticSeries(count: Self.count)
    series.extra = { [TestElement(row.tag, row.vr, $0 == z ? text : row.usual)] }
    let zip = TestZip((0..<Self.count).map { TestZip.Member("A/" + name($0), series.file($0), method: 8) })
    return [
      try withTemporaryFolder { folder in
        for n in 0..<Self.count { _ = try put(series.file(n), name(n), in: folder) }
        return outcome(row, z) { try FormatRegistry.standard.read(folder) }
      },
      try withFile(zip.bytes, "CASE.zip") { path in outcome(row, z) { try FormatRegistry.standard.read(path) } },
    ]
  }

  @Test(arguments: rows) func whatBecomesOfIt(_ row: Row) throws {
    for (z, text, expected) in [
      (3, row.odd, row.amid), (Self.count - 1, row.odd, row.atEnd), (0, row.odd, row.atEnd), (3, "", row.missing),
    ] {
      for (found, said) in try outcomes(row, z, text) {
        if case .other(let words) = expected {
          #expect(said.contains(words), "\(row.tag), slice \(z): \(said)")
        } else {
          #expect(found == expected, "\(row.tag), slice \(z), \"\(text)\": \(found), \(said)")
        }
        for secret in ["Zq7Wx", "Kelvoni", "1951", "1962", "7919"] {
          #expect(!said.contains(secret), "\(row.tag): \(said)")
        }
      }
    }
  }

  // MARK: What is one patient all the same

  private func load(_ series: SyntheticSeries) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      try series.write(to: folder)
      return try FormatRegistry.standard.read(folder)
    }
  }

  /// Files made anonymous: nothing of the patient, and one placeholder for all.
  @Test func anonymousFilesOpen() throws {
    for text in ["", "ANON", " "] {
      var series = SyntheticSeries()
      series.extra = { _ in
        let tags: [DICOMTag] = [.patientID, .patientName, .patientBirthDate, .studyInstanceUID, .patientSex]
        return tags.map { TestElement($0, "LO", text) }
      }
      #expect(try load(series).description.problems == [])
    }
    #expect(try load(SyntheticSeries(missing: [.patientName])).description.problems == [])
  }

  /// One name as several programs write it; one number with and without decimals.
  @Test func whatIsWrittenOtherwiseIsTheSame() throws {
    for (tag, vr, texts) in [
      (DICOMTag.patientName, "PN", ["Doe^John", "DOE^JOHN^^^", "Doe^John=\u{e9}", " Doe^John "]),
      (.kvp, "DS", ["120", "120.0", "1.2e2", " 120 "]), (.patientID, "LO", ["ab1", "AB1 ", " ab1", "ab1"]),
      (.sliceThickness, "DS", ["3", "3.0", "3.0000", "3"]),
    ] {
      var series = SyntheticSeries()
      series.extra = { [TestElement(tag, vr, texts[$0])] }
      #expect(try load(series).description.problems == [], "\(tag)")
    }
  }

  /// A program that gave each file UIDs of its own: they tell nothing, and that is said. Two are two studies.
  @Test func anotherUIDInEachFileTellsNothing() throws {
    var series = SyntheticSeries(count: 5)
    series.extra = { z in [.studyInstanceUID, .frameOfReferenceUID].map { TestElement($0, "UI", "1.7919.\(z)") } }
    let image = try load(series)
    #expect(series.isShown(by: image.volume) && image.description.leftOut.isEmpty)
    #expect(
      image.description.problems == [
        "StudyInstanceUID and FrameOfReferenceUID of each file is another: nothing says that they belong together"
      ])
    for of in [{ $0 % 2 }, { min($0, 3) }] as [@Sendable (Int) -> Int] {
      series.extra = { [TestElement(.studyInstanceUID, "UI", "1.7919.\(of($0))")] }
      #expect(throws: Failure.self) { try load(series) }
    }
    // An identifier of a patient is no UID.
    series.extra = { [TestElement(.patientID, "LO", "Zq7Wx\($0)")] }
    #expect(throws: Failure.self) { try load(series) }
  }

  /// One SOPInstanceUID is one object: copies are taken once, other content under it is refused.
  @Test func oneObjectIsOneImage() throws {
    let series = SyntheticSeries(count: 6)
    try withTemporaryFolder { folder in
      for z in 0..<6 { _ = try put(series.file(z), name(z), in: folder) }
      _ = try put(series.file(3), "copy", in: folder)
      let image = try FormatRegistry.standard.read(folder)
      #expect(series.isShown(by: image.volume))
      #expect(image.description.problems.contains { $0.hasPrefix("1 copy of a slice is left out") })
    }
    for tags in [[2, 4], [1, 2, 3]] {
      var odd = series
      odd.extra = { tags.contains($0) ? [TestElement(.sopInstanceUID, "UI", "1.7919.1")] : [] }
      let failure = try withTemporaryFolder { folder in
        for z in 0..<6 { _ = try put(odd.file(z), name(z), in: folder) }
        return #expect(throws: Failure.self) { try FormatRegistry.standard.read(folder) }
      }
      let others = tags.dropFirst().map(name).joined(separator: ", ")
      let words = "\(others) \(tags.count == 2 ? "has" : "have") the same SOP Instance UID as \(name(tags[0])), "
      #expect(failure?.what.hasPrefix(words) == true, "\(failure?.what ?? "")")
      #expect(failure?.description.contains("7919") == false)
    }
  }

  @Test func manyFilesAreNamedInPart() throws {
    var series = SyntheticSeries(count: 12)
    series.extra = { z in
      [TestElement(.patientID, "LO", z < 5 ? "Zq7Wx" : "Kelvoni"), TestElement(.patientSex, "CS", z < 5 ? "F" : "M")]
    }
    let failure = try withTemporaryFolder { folder in
      for n in 0..<12 { _ = try put(series.file(n), name(n), in: folder) }
      try SyntheticSeries(count: 3, uid: "1.9").write(to: folder, prefix: "other")
      return #expect(throws: Failure.self) { try FormatRegistry.standard.describe(folder) }
    }
    #expect(failure?.kind == .badData)
    #expect(
      failure?.what == "one series holds slices of different patients: PatientID and PatientSex of slice-0, slice-1, "
        + "slice-2 and 2 more differ from the other 7")
    let advice = "move those files out of the folder, and open it again; or choose another series"
    #expect(failure?.advice?.hasPrefix(advice) == true)
    #expect(failure?.advice?.contains("--series: 7: CT, 3 slices") == true)
  }

  /// Files of many frames, too: the file is named, not each of its frames.
  @Test func filesOfManyFrames() throws {
    for (other, isOne) in [("Zq7Wx", true), ("Kelvoni", false)] {
      try withTemporaryFolder { folder in
        for (n, id) in ["Zq7Wx", "Zq7Wx", other].enumerated() {
          var frames = SyntheticFrames()
          frames.series.origin.z += Double(n) * 10
          (frames.uid, frames.extra) = ("1.2.3.9\(n)", [TestElement(.patientID, "LO", id)])
          try frames.write(folder + "/part-\(n)")
        }
        do {
          _ = try describe(folder, volume: 0)
          #expect(isOne)
        } catch let failure as Failure {
          #expect(!isOne, "\(failure)")
          #expect(failure.what.hasSuffix("PatientID of part-2 differs from the other 2"), "\(failure)")
        }
      }
    }
  }

  private func describe(_ path: String, volume: Int) throws -> ImageDescription {
    try FormatRegistry.standard.describe(path, ReadOptions(choice: ScanChoice(volume: volume)))
  }

  /// Files of one name in two folders are told apart by their paths; a scout of another patient is no slice.
  @Test func foldersWithinAFolder() throws {
    try withTemporaryFolder { folder in
      for (n, id) in [(0, "Zq7Wx"), (1, "Kelvoni")] {
        var series = SyntheticSeries(count: 6 - 2 * n)
        series.origin.z += Double(100 * n)
        series.extra = { [TestElement(.patientID, "LO", id), TestElement(.sopInstanceUID, "UI", "1.\(n).\($0)")] }
        try FileManager.default.createDirectory(atPath: folder + "/\(n)", withIntermediateDirectories: true)
        for z in 0..<series.count { _ = try put(series.file(z), name(z), in: folder + "/\(n)") }
      }
      let failure = #expect(throws: Failure.self) { try FormatRegistry.standard.describe(folder) }
      #expect(failure?.what.contains("PatientID of \(folder)/1/slice-0, ") == true, "\(String(describing: failure))")
      #expect(try FormatRegistry.standard.describe(folder + "/0").problems == [])
      var scout = SyntheticSeries(count: 1)
      scout.extra = { _ in
        [TestElement(.patientID, "LO", "Other"), TestElement(.imageType, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER")]
      }
      try scout.write(to: folder + "/0", prefix: "scout")
      #expect(try FormatRegistry.standard.describe(folder + "/0").problems == [])
    }
  }
}
