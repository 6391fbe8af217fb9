import Foundation
import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// What readers say of a scan is French on a French screen, whole sentences of it, and English in data.
@Suite struct DICOMLanguageTests {
  /// Words that no French sentence has.
  private static let english = [" the ", " of ", " and ", " are ", " is ", " slices", " files", " with ", " between "]

  private func isFrench(_ text: String) -> Bool {
    let padded = " \(text) ".lowercased()
    return !Self.english.contains { padded.contains($0) }
  }

  private func inFrench<T>(_ body: () throws -> T) rethrows -> T { try Words.$inTask.withValue(.french, operation: body) }

  private func with(_ series: SyntheticSeries, without: Set<Int> = [], _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      for z in 0..<series.count where !without.contains(z) { _ = try put(series.file(z), "slice-\(z)", in: folder) }
      try body(folder)
    }
  }

  @Test func remarksAndFacts() throws {
    var series = SyntheticSeries(count: 12)
    series.step = [0, 0.4, 2.5]
    series.extra = { z in
      [
        TestElement(.kvp, "DS", z < 6 ? "80" : "140"), TestElement(.sliceThickness, "DS", "2.50"),
        TestElement(.manufacturer, "LO", z == 3 ? "" : "M"), TestElement(.imageComments, "LT", z % 3 == 0 ? "a" : "b"),
        TestElement(.rescaleSlope, "DS", z == 4 ? "1.0007" : "1"), TestElement(.lossyImageCompression, "CS", "01"),
      ]
    }
    try with(series, without: [8]) { folder in
      let options = ReadOptions(choice: ScanChoice(fillGaps: true))
      let english = try FormatRegistry.standard.read(folder, options).description
      let french = try inFrench { try FormatRegistry.standard.read(folder, options).description }
      #expect(french.problems.count == english.problems.count && english.problems.count > 6, "\(english.problems)")
      for (a, b) in zip(french.problems, english.problems) { #expect(isFrench(a) && a != b, "\(a)") }
      let facts = Dictionary(french.facts.map { ($0.name, $0.value) }) { a, _ in a }
      #expect(facts["slices"] == "11 dans 11 fichiers" && facts["bits stored"] == "16 sur 16")
      #expect(facts["slice thickness"] == "2,50 mm" && facts["tube voltage"] == "80 kV (6 coupes), 140 kV (5 coupes)")
      let data = Words.inData { french.inLanguage }
      #expect(data.problems == english.problems)
      #expect(data.facts.map(\.value) == english.facts.map(\.value))
    }
  }

  /// Of masks, archives and folders: what is odd of a sound file is a message.
  @Test func remarksOnMasksAndArchives() throws {
    typealias Sets = RTStructReadingTests
    let box = Sets.box(0.6, 0.6, 2.4, 2.4, z: 0)
    let regions = [
      Sets.Region(
        number: 300, name: "A", contours: [box, box, ("POINT", "1\\1\\3"), Sets.box(40, 0, 41, 1, z: 3)]),
      Sets.Region(number: 4, name: "B", contours: [Sets.box(1.6, 1.6, 3.4, 2.4, z: 0)]),
      Sets.Region(number: 5, name: "", contours: []),
      // One contour outside of more than that is another scan's.
      Sets.Region(
        number: 6, name: "C", contours: Array(repeating: Sets.box(0.6, 0.6, 2.4, 2.4, z: 3), count: 25)),
    ]
    let english = try Sets.read(regions).description.problems
    let french = try inFrench { try Sets.read(regions).description.problems }
    #expect(french.count == english.count && french.count > 4, "\(french)")
    for (a, b) in zip(french, english) { #expect(isFrench(a) && a != b, "\(a)") }
    let archives = ArchiveContents(["a/inner.zip", "ct.nii"])
    let said = inFrench { [archives.archivesInWords, archives.withoutDICOM("a.zip").description] }
    #expect(said.allSatisfy(isFrench) && said[0].contains("inner.zip"), "\(said)")
  }

  /// What stands beside a series is named in the language, and in English in data.
  @Test func otherObjectsOfAFolder() throws {
    try with(SyntheticSeries(count: 5)) { folder in
      var scout = SyntheticSeries()
      scout.extra = { _ in [TestElement(.imageType, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER")] }
      _ = try put(scout.file(0), "scout", in: folder)
      let french = try inFrench { try FormatRegistry.standard.read(folder).description }
      #expect(french.facts.contains { $0 == ("set aside", "1 topogramme") }, "\(french.facts)")
      #expect(Words.inData { french.inLanguage }.facts.contains { $0 == ("set aside", "1 scout") })
    }
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    let failure = inFrench { () -> Failure? in
      try? withFile(png, "picture.png") { path in
        #expect(throws: Failure.self) { try FormatRegistry.standard.describe(path) }
      }
    }
    #expect(failure?.what.contains("une image PNG") == true, "\(failure?.what ?? "")")
  }

  /// No text in code reaches those who read of a sound file.
  @Test func noRemarkIsWrittenIntoCode() throws {
    let literal = #/(problems|remarks|notes)(\.append\(| \+= \[)\s*"/#
    for file in try SourceFile.all(["StyletFormats", "StyletDICOM", "StyletFiles", "stylet"]) {
      let found = file.text.firstMatch(of: literal).map { String($0.output.0) }
      #expect(found == nil, "\(file.name): \(found ?? "")")
    }
  }

  @Test func refusals() throws {
    var gap = SyntheticSeries(count: 8), two = gap, patients = gap
    two.extra = { [TestElement(.seriesDescription, "LO", "\($0 % 2)")] }
    patients.extra = { [TestElement(.patientID, "LO", $0 == 3 ? "a" : "b")] }
    gap.step = [0, 0, 2.5]
    for (series, without) in [(gap, 4), (two, -1), (patients, -1)] {
      try with(series, without: [without]) { folder in
        let failure = inFrench {
          #expect(throws: Failure.self) { try FormatRegistry.standard.describe(folder) }
        }
        let said = [failure?.what, failure?.advice].compactMap { $0 }
        #expect(said.count == 2 && said.allSatisfy(isFrench), "\(said)")
      }
    }
  }
}
