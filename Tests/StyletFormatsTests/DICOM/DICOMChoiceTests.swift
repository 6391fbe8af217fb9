import Foundation
import StyletBase
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// Which series of a folder is opened.
@Suite struct DICOMChoiceTests {
  private let reader = DICOMSeriesReader()

  private func series(_ uid: String, _ number: Int, count: Int = 3, _ more: [TestElement] = []) -> SyntheticSeries {
    var series = SyntheticSeries(count: count, uid: uid)
    series.extra = { _ in [TestElement(.seriesNumber, "IS", "\(number)")] + more }
    return series
  }

  private func load(_ all: [SyntheticSeries], _ choice: String?) throws -> LoadedImage {
    try withTemporaryFolder { folder in
      for (n, s) in all.enumerated() { try s.write(to: folder, prefix: "s\(n)-") }
      return try reader.read(folder, options: ReadOptions(choice: ScanChoice(series: choice)))
    }
  }

  @Test func byNumberAndByUID() throws {
    let all = [
      series("1.2.30", 2), series("1.2.31", 3, count: 4), series("1.2.3", 30, count: 5), series("1.9", 30, count: 6),
    ]
    for (choice, n) in [
      ("2", 0), ("3", 1), ("1.2.31", 1), ("1.2.30", 0), ("1.2.3", 2), ("1.9", 3), ("1.", nil), ("30", nil),
    ] {
      guard let n else {
        let failure = #expect(throws: Failure.self) { try load(all, choice) }
        #expect(failure?.kind == .usage)
        #expect(failure?.what == "\(choice == "30" ? 2 : 4) series are meant by \(choice)")
        continue
      }
      #expect(all[n].isShown(by: try load(all, choice).volume), "\(choice)")
    }
    for choice in ["4", "", "x", "99999999999999999999", "-1"] {
      let failure = #expect(throws: Failure.self) { try load(all, choice) }
      #expect(failure?.what == "there is no series \(choice)")
      #expect(failure?.advice?.contains("3: CT, 4 slices of 6x5, 3 mm | 2: CT, 3 slices of 6x5, 3 mm") == true)
      // A number that is there twice does not name a series.
      #expect(failure?.advice?.contains("30: CT, 5 slices of 6x5, 3 mm [1.2.3]") == true)
    }
  }

  @Test func aFileOfAnotherSeriesThanTheOneChosen() throws {
    try withTemporaryFolder { folder in
      try series("1.2", 2).write(to: folder, prefix: "a")
      try series("1.3", 3).write(to: folder, prefix: "b")
      func read(_ choice: String) throws -> LoadedImage {
        try reader.read(folder + "/a3-0", options: ReadOptions(choice: ScanChoice(series: choice)))
      }
      #expect(try read("2").volume.size.k == 3)
      #expect(#expect(throws: Failure.self) { try read("3") }?.kind == .usage)
    }
  }

  /// Chest before what is not said, and that before other regions; but a few slices are no scan.
  @Test func theChestIsPreferred() throws {
    func part(_ text: String) -> [TestElement] { [TestElement(.bodyPartExamined, "CS", text)] }
    func described(_ text: String) -> [TestElement] { [TestElement(.seriesDescription, "LO", text)] }
    let abdomen = series("1.1", 1, count: 20, part("ABDOMEN"))
    let plain = series("1.2", 2, count: 18)
    let chest = series("1.3", 3, count: 17, described("Poumons 1.0"))
    let few = series("1.4", 4, count: 3, part("CHEST"))
    let both = series("1.5", 5, count: 16, part("CHEST_TO_PELVIS"))
    #expect(try load([abdomen, plain, chest, few], nil).volume.size.k == 17)
    #expect(try load([abdomen, plain, few], nil).volume.size.k == 18)
    #expect(try load([abdomen, few], nil).volume.size.k == 20)
    #expect(try load([abdomen, both], nil).volume.size.k == 16)
    #expect(try load([chest, both], nil).volume.size.k == 17)
  }

  /// Descriptions are shown, in their character set, unless they repeat who it is.
  @Test func descriptions() throws {
    let named = [TestElement(.patientID, "LO", "A-123"), TestElement(.specificCharacterSet, "CS", "ISO_IR 100")]
    func summary(_ bytes: [UInt8]) throws -> String? {
      let other = series("1.4", 4, [TestElement(.seriesDescription, "LO", .bytes(bytes))] + named)
      let fact = try load([series("1.3", 3, count: 4), other], "3").description.facts.first { $0.name == "series" }?.value
      // `--series` takes the beginning of it, too.
      #expect(fact?.hasSuffix(", UID 1.4") == true)
      return fact.map { String($0.dropLast(", UID 1.4".count)) }
    }
    #expect(try summary([0x54, 0xea, 0x74, 0x65]) == "4: CT, 3 slices of 6x5, 3 mm, Tête")
    for text in ["CT secret 1mm", "NAME CT", "scan of a-123 "] {
      #expect(
        try summary(Array(text.utf8) + (text.utf8.count % 2 == 0 ? [] : [0x20])) == "4: CT, 3 slices of 6x5, 3 mm",
        "\(text)")
    }
  }
}
