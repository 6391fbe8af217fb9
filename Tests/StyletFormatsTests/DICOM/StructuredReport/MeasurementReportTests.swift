import Foundation
import StyletBase
import StyletCore
import StyletFormats
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

/// DICOM SR of a drawing: what it says, and that it names what its segmentation does.
@Suite struct MeasurementReportTests {
  /// An item of content: its name, its value as text, and what hangs on it.
  private struct Item {
    let relation, type: String
    let name: String?
    let value: String
    let items: [Item]

    init(_ d: DICOMObject) throws {
      func code(_ d: DICOMObject?) throws -> String? {
        try d.map { d in
          let value = try d.string(.codeValue) ?? d.string(.longCodeValue) ?? ""
          return "\(try d.string(.codingSchemeDesignator) ?? "") \(value)"
        }
      }
      relation = try d.string(.relationshipType) ?? ""
      type = try d.string(.valueType) ?? ""
      name = try code(d.items(.conceptNameCodeSequence).first)
      switch type {
      case "CODE": value = try code(d.items(.conceptCodeSequence).first) ?? ""
      case "TEXT": value = try d.string(.textValue) ?? ""
      case "PNAME": value = try d.string(.personName) ?? ""
      case "UIDREF": value = try d.string(.uid) ?? ""
      case "NUM":
        let measured = try d.items(.measuredValueSequence)[0]
        value = "\(try measured.numbers(.floatingPointValue)[0]) "
          + (try code(measured.items(.measurementUnitsCodeSequence).first) ?? "")
      case "IMAGE":
        let reference = try d.items(.referencedSOPSequence)[0]
        value = [
          try reference.string(.referencedSOPInstanceUID),
          try reference.integer(.referencedSegmentNumber).map { "\($0)" },
        ].compactMap { $0 }.joined(separator: " ")
      case "CONTAINER": value = try d.items(.contentTemplateSequence).first?.string(.templateIdentifier) ?? ""
      default: value = "?"
      }
      items = try d.items(.contentSequence).map(Item.init)
    }

    subscript(name: String) -> [Item] { items.filter { $0.name == name } }
    func value(_ name: String) -> String? { self[name].first?.value }
  }

  private static let answers = [
    CodedAnswer(
      CodedConcept(scheme: "99STYLET", value: "pattern", meaning: "Pattern"),
      .concept(CodedConcept(scheme: "99STYLET", value: "pattern.indeterminate", meaning: "Indeterminate"))),
    CodedAnswer(CodedConcept(scheme: "99STYLET", value: "score", meaning: "Score"), .text("3.5 mm")),
  ]

  private func report(_ volume: Volume, scan: String? = nil) -> MeasurementReport {
    var mask = SegmentationWriterTests.mask(volume, scan: scan)
    mask.repeats = "these readings"
    var report = MeasurementReport(mask, observers: ["r07"])
    (report.answers, report.scheme, report.isComplete) = (Self.answers, "covid-chest 2", true)
    return report
  }

  private func written(_ report: MeasurementReport, _ body: (DICOMObject, Item, DICOMObject) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try MeasurementReportWriter().write(report, to: folder + "/m.sr.dcm")
      try MeasurementReportWriter().write(report, to: folder + "/again.sr.dcm")
      try SegmentationWriter().write(report.mask, to: folder + "/m.seg.dcm")
      let bytes = try ["/m.sr.dcm", "/again.sr.dcm"].map { try Data(contentsOf: URL(fileURLWithPath: folder + $0)) }
      #expect(bytes[0] == bytes[1], "the same again, byte for byte")
      let d = try #require(try DICOMFile(path: folder + "/m.sr.dcm")).dataSet
      try body(d, Item(d), try #require(try DICOMFile(path: folder + "/m.seg.dcm")).dataSet)
    }
  }

  @Test func ofASeries() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/s", withIntermediateDirectories: false)
      let series = SyntheticSeries()
      try series.write(to: folder + "/s")
      let volume = try FormatRegistry.standard.read(folder + "/s").volume
      try written(report(volume, scan: folder + "/s")) { d, root, seg in
        #expect(try d.string(.sopClassUID) == "1.2.840.10008.5.1.4.1.1.88.34")
        #expect(try d.string(.modality) == "SR" && d.string(.completionFlag) == "COMPLETE")
        for tag in CommonModules.identifying { #expect(d[tag]?.length == 0, "\(tag)") }
        #expect(try d.string(.studyInstanceUID) == seg.string(.studyInstanceUID))
        #expect(root.name == "DCM 126000" && root.value == "1500")
        #expect(root.items.map(\.name) == [
          "DCM 121049", "DCM 121005", "DCM 121008", "DCM 121005", "DCM 121012", "DCM 121013", "DCM 121014",
          "DCM 121015", "DCM 121058", "DCM 111028", "DCM 126010", "UMLS C0034375",
        ])
        #expect(root.value("DCM 121008") == "r07^" && root.value("DCM 121049") == "RFC5646 en")
        #expect(root.value("DCM 121058") == "LN 24627-2")
        let library = try #require(root["DCM 111028"].first?.items.first)
        #expect(library.value("DCM 121139") == "DCM CT")
        let images = library.items.filter { $0.type == "IMAGE" }.map(\.value)
        #expect(Set(images) == Set((0..<series.count).map { "\(series.uid).\($0)" }) && images.count == series.count)

        // All that is referred to is named as evidence: the scan's series, and the segmentation's.
        let evidence = try d.items(.currentRequestedProcedureEvidenceSequence)[0].items(.referencedSeriesSequence)
        #expect(try evidence.map { try $0.string(.seriesInstanceUID) } == [series.uid, seg.string(.seriesInstanceUID)])
        #expect(try evidence.map { try $0.items(.referencedSOPSequence).count } == [series.count, 1])

        let groups = try #require(root["DCM 126010"].first).items
        #expect(groups.map(\.value) == ["1411", "1411", "1411", "1501"])
        let labels = SegmentationWriterTests.labels(volume.size), instance = try seg.string(.sopInstanceUID) ?? ""
        let segments = try seg.items(.segmentSequence)
        var total = 0.0
        for (n, label) in [UInt8(1), 2, 4].enumerated() {
          let group = groups[n], places = labels.indices.filter { labels[$0] == label }
          #expect(group.value("DCM 121191") == "\(instance) \(n + 1)" && group.value("DCM 121232") == series.uid)
          #expect(group.value("DCM 112039") == (try segments[n].string(.trackingID)))
          #expect(group.value("DCM 112040") == (try segments[n].string(.trackingUID)))
          #expect(group.value("SCT 363698007") == "SCT 39607008")
          let ml = Double(places.count) * 0.75 * 0.5 * 2.5 / 1000
          total += ml
          let volumeSaid = try #require(group.value("SCT 118565006")?.split(separator: " "))
          #expect(abs(Double(volumeSaid[0])! - ml) < 1e-9 && volumeSaid[1...] == ["UCUM", "cm3"])
          let mean = try #require(group["DCM 112031"].first), sum = volume.withSamples { samples in
            places.reduce(0.0) { $0 + volume.rescale.slope * Double(samples[$1]) + volume.rescale.intercept }
          }
          #expect(mean.value("DCM 121401") == "SCT 373098007" && mean.value.hasSuffix("UCUM [hnsf'U]"))
          #expect(abs(Double(mean.value.split(separator: " ")[0])! - sum / Double(places.count)) < 1e-6)
          #expect(group["DCM 113288"].isEmpty, "without lungs there is no percent")
        }
        let whole = try #require(Double(groups[3].value("SCT 118565006")?.split(separator: " ")[0] ?? ""))
        #expect(abs(whole - total) < 1e-9 && groups[3].value("DCM 121191") == nil)

        let said = try #require(root["UMLS C0034375"].first).items
        #expect(said.map(\.name) == ["99STYLET pattern", "99STYLET score"])
        #expect(said.map(\.value) == ["99STYLET pattern.indeterminate", "3.5 mm"])
        let scheme = try d.items(.codingSchemeIdentificationSequence)[0]
        #expect(try scheme.string(.codingSchemeName)?.hasSuffix("covid-chest 2") == true)
      }
    }
  }

  /// A scan that is no DICOM has no images to name.
  @Test func ofAResearchScan() throws {
    let volume = randomVolume(GridSize(5, 7, 6)!)
    try written(report(volume)) { d, root, seg in
      #expect(root["DCM 111028"].isEmpty && root["DCM 126010"].first?.items.count == 4)
      let evidence = try d.items(.currentRequestedProcedureEvidenceSequence)[0].items(.referencedSeriesSequence)
      let studies = try [d, seg].map { try $0.string(.studyInstanceUID) }
      #expect(evidence.count == 1 && studies[0] == studies[1])
    }
  }

  /// With lungs: of both of them. What is undecided is no finding.
  @Test func shareOfTheLungs() throws {
    let volume = randomVolume(GridSize(5, 7, 6)!), size = volume.size
    var report = report(volume)
    var lungs = LabelLayer(name: LabelLayer.lungs, size: size), builder = EditBuilder(layer: lungs)
    for v in size.voxels where v.i < 2 || v.i == 4 { builder.set(j: v.j, k: v.k, v.i..<v.i + 1, to: v.i < 2 ? 1 : 2) }
    if let edit = builder.edit(name: "lungs", tool: "test", origin: .manual) { lungs.apply(edit) }
    report.mask.lungs = lungs
    report.mask.findings = try #require(LabelTable(
      LabelTable.standard.findings.filter { $0.value != 4 }
        + [Finding(value: 4, code: Finding.undecidedCode, name: "Undecided", colour: RGB(1, 2, 3))]))
    report.mask.lesionFindings = [1, 2]
    try written(report) { _, root, _ in
      let groups = try #require(root["DCM 126010"].first).items
      #expect(groups.map(\.value) == ["1411", "1411", "1501"])
      let labels = SegmentationWriterTests.labels(size)
      let inside = size.voxels.enumerated().filter { $1.i < 2 || $1.i == 4 }.map(\.offset)
      for (group, values) in zip(groups, [[1], [2], [1, 2]] as [Set<UInt8>]) {
        let percent = 100 * Double(inside.count { values.contains(labels[$0]) }) / Double(inside.count)
        let said = try #require(group["DCM 113288"].first)
        #expect(abs(Double(said.value.split(separator: " ")[0])! - percent) < 1e-9 && said.value.hasSuffix("UCUM %"))
        #expect(said["SCT 363698007"].first?.value("SCT 272741003") == "SCT 51440002")
      }
    }
  }

  /// What is sealed says that nothing is there.
  @Test func nothingDrawn() throws {
    let volume = randomVolume(GridSize(5, 7, 6)!)
    var report = report(volume)
    report.mask.layer = LabelLayer(name: LabelLayer.findings, size: volume.size)
    for says in [true, false] {
      report.saysWhatIsNotThere = says
      try withTemporaryFolder { folder in
        try MeasurementReportWriter().write(report, to: folder + "/m.dcm")
        let root = try Item(try #require(try DICOMFile(path: folder + "/m.dcm")).dataSet)
        let groups = root["DCM 126010"].first?.items ?? []
        #expect(groups.map { $0.value("SCT 118565006") } == (says ? ["0.0 UCUM cm3"] : []))
      }
    }
  }
}
