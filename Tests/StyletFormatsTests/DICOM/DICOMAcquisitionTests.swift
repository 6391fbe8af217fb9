import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// What a header says of how the scan was made.
@Suite struct DICOMAcquisitionTests {
  private func facts(_ extra: [TestElement], missing: Set<DICOMTag> = []) throws -> AcquisitionFacts {
    try withTemporaryFolder { folder in
      var series = SyntheticSeries()
      series.extra = { _ in extra }
      series.missing = missing
      try series.write(to: folder)
      return try DICOMSeriesReader().read(folder, options: ReadOptions()).volume.acquisition
    }
  }

  @Test func stated() throws {
    let facts = try facts([
      TestElement(.convolutionKernel, "SH", "B70f"), TestElement(.kvp, "DS", "100"),
      TestElement(.contrastBolusAgent, "LO", "ULTRAVIST"),
    ])
    #expect(facts == AcquisitionFacts(sliceThickness: 3, kernel: "B70f", contrast: true, kilovolts: 100))
  }

  @Test func notKnown() throws {
    #expect(try facts([], missing: [.sliceThickness]) == .unknown)
    // an empty agent may have been left out by whoever made the file anonymous
    let odd = [
      TestElement(.convolutionKernel, "SH", ""), TestElement(.kvp, "DS", "many"),
      TestElement(.sliceThickness, "DS", "-3"),
      TestElement(.contrastBolusAgent, "LO", ""),
    ]
    #expect(try facts(odd) == .unknown)
  }

  @Test func contrast() throws {
    #expect(try facts([TestElement(.contrastBolusAgent, "LO", "none")]).contrast == false)
    let item = [TestElement(DICOMTag(0x0008, 0x0104), "LO", "Agent")]
    let sequence = TestElement(.contrastBolusAgentSequence, "SQ", .items([item], defined: true))
    #expect(try facts([sequence]).contrast == true)
    let empty = TestElement(.contrastBolusAgentSequence, "SQ", .items([], defined: true))
    #expect(try facts([empty]).contrast == nil)
  }

  /// That there was none is typed in many ways; an agent whose name has such a word in it is one.
  @Test func contrastInTheWordsOfThePlace() {
    for none in [
      "none", "NO", "No contrast", "SANS", "Sans injection", "non", "Non injecté", "NON-CONTRAST", "W/O", "without IV",
      "ohne KM", "kein", "Nativ", "native", "aucun", "sin contraste", "0", "unenhanced", "NONE.",
    ] {
      #expect(ContrastAgent.wasGiven(none) == false, "\(none)")
    }
    for agent in [
      "ULTRAVIST 370", "Non-ionic 350", "Omnipaque", "IV", "YES", "avec", "NOVAREL", "Sinerem", "Nonat", "X",
    ] {
      #expect(ContrastAgent.wasGiven(agent) == true, "\(agent)")
    }
    for nothing in ["", "-", " . ", "unknown", "N/A", "Inconnu"] { #expect(ContrastAgent.wasGiven(nothing) == nil) }
  }

  /// What one slice states is not stated of all where others differ.
  @Test func differing() throws {
    let series: (Int) -> [TestElement] = { z in
      [
        TestElement(.kvp, "DS", z < 2 ? "80" : "140"), TestElement(.convolutionKernel, "SH", z < 2 ? "B30f" : "B70f"),
        TestElement(.sliceThickness, "DS", z < 2 ? "1" : "2.5"), TestElement(.contrastBolusAgent, "LO", z < 2 ? "" : "X"),
      ]
    }
    try withTemporaryFolder { folder in
      var whole = SyntheticSeries()
      whole.extra = series
      try whole.write(to: folder)
      let image = try DICOMSeriesReader().read(folder, options: ReadOptions())
      #expect(image.volume.acquisition == AcquisitionFacts(sliceThickness: 2.5, contrast: true))
      let facts = Dictionary(image.description.facts.map { ($0.name, $0.value) }) { a, _ in a }
      #expect(facts["tube voltage"] == "80 kV (2 slices), 140 kV (2 slices)")
      #expect(facts["kernel"] == "B30f (2 slices), B70f (2 slices)")
      #expect(facts["slice thickness"] == "1 mm (2 slices), 2.5 mm (2 slices)")
      #expect(facts["manufacturer"] == "Maker")
    }
  }
}
