import Foundation
import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletFormats

@Suite struct LabelTableTests {
  private func read(_ text: String) throws -> [Segment] {
    try withFile(Array(text.utf8), "labels.txt") { try FormatRegistry.readLabelTable($0) }
  }

  // MARK: ITK-SNAP

  @Test func itkSnapToTheLetter() throws {
    var mask = try MaskSample.source(labels: [1, 12])
    mask.findings = LabelTable([
      Finding(value: 130, code: "A", name: "A \"quoted\"\nname", colour: RGB(1, 22, 255)),
      Finding(value: 1, code: "GGO", name: "Verre dépoli", colour: RGB(230, 159, 0)),
    ])!
    let text = String(decoding: try MaskSample.bytes("itksnap", mask), as: UTF8.self)
    let c = RGB.distinct(12)
    func three(_ n: UInt8) -> String { String(repeating: " ", count: 3 - "\(n)".count) + "\(n)" }
    #expect(
      text == """
        ################################################
        # ITK-SnAP Label Description File
        # File format:\u{20}
        # IDX   -R-  -G-  -B-  -A--  VIS MSH  LABEL
        # Fields:\u{20}
        #    IDX:   Zero-based index\u{20}
        #    -R-:   Red color component (0..255)
        #    -G-:   Green color component (0..255)
        #    -B-:   Blue color component (0..255)
        #    -A-:   Label transparency (0.00 .. 1.00)
        #    VIS:   Label visibility (0 or 1)
        #    MSH:   Label mesh visibility (0 or 1)
        #  LABEL:   Label description\u{20}
        ################################################
        # \(ResearchUse.notice)
            0     0    0    0        0  0  0    "Clear Label"
            1   230  159    0        1  1  1    "Verre dépoli"
           12   \(three(c.r))  \(three(c.g))  \(three(c.b))        1  1  1    "Label 12"
          130     1   22  255        1  1  1    "A 'quoted'\\u{a}name"

        """)
    let back = try read(text)
    #expect(back.map(\.value) == [1, 12, 130])
    #expect(back[0] == Segment(value: 1, name: "Verre dépoli", colour: RGB(230, 159, 0)))
    #expect(back[2].name == "A 'quoted'\nname")
  }

  /// Nothing in a name works in a terminal or turns the line around; and the finding is the same when it comes back.
  @Test func itkSnapNamesAreInert() throws {
    let name = "Glass\u{1b}[31m\u{9b}2J\u{202e}y\u{2066}\u{200f}\u{200c}شیشه", code = "GGO"
    var mask = try MaskSample.source(labels: [1])
    mask.findings = LabelTable([Finding(value: 1, code: code, name: name, colour: RGB(1, 2, 3))])!
    let text = String(decoding: try MaskSample.bytes("itksnap", mask), as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0.isUnsafeToShow && $0 != "\n" })
    let back = try read(text)
    #expect(back.map(\.name) == [name])
    #expect(try FindingMatch(values: [1], segments: back, findings: mask.findings).rows.map(\.reason) == [.name])
  }

  /// JSON escapes by itself, and a name in it is kept.
  @Test func namesInJSONAreKept() throws {
    let name = "Glass\u{202e}y\u{2066}"
    var mask = try MaskSample.source(labels: [1])
    mask.findings = LabelTable([Finding(value: 1, code: "GGO", name: name, colour: RGB(1, 2, 3))])!
    for form in ["dcmqi", "coco"] {
      let bytes = try MaskSample.bytes(form, mask)
      #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { $0.isUnsafeToShow && $0 != "\n" })
      #expect(try JSONValue(reading: bytes).text.contains(#"Glass\u202ey\u2066"#), "\(form)")
    }
  }

  /// Without the header, from Windows, with labels that are passed over and one that is there twice.
  @Test func itkSnapAsItComes() throws {
    let lines = [
      "0 0 0 0 0 0 0 \"Clear Label\"", "", "  ", "# a comment", "2 255 0 7 0.5 1 0 \"Lung \"",
      "2 1 2 3 1 1 1 \"Last\" more",
      "300 1 2 3 1 1 1 \"Beyond\"", "7\t1\t2\t3\t1e0\t1\t1\t\"\"",
    ]
    for end in ["\n", "\r\n"] {
      let back = try read(lines.joined(separator: end))
      #expect(back == [
        Segment(value: 2, name: "Last", colour: RGB(1, 2, 3)), Segment(value: 7, name: "", colour: RGB(1, 2, 3)),
      ])
    }
  }

  @Test func itkSnapErrorsNameTheLine() throws {
    let good = "1 0 0 0 1 1 1 \"A\"\n"
    for bad in [
      "2 0 0 0 1 1 \"A\"", "2 0 0 0 1 1 1 A", "x 0 0 0 1 1 1 \"A\"", "2 256 0 0 1 1 1 \"A\"", "2 0 -1 0 1 1 1 \"A\"",
      "-2 0 0 0 1 1 1 \"A\"", "2 0 0 0 nan 1 1 \"A\"", "1e30 0 0 0 1 1 1 \"A\"", "2 0.5 0 0 1 1 1 \"A\"", "\"\"",
    ] {
      let f = failure { _ = try read(good + "\n# comment\n" + bad) }
      #expect(f?.kind == .badData && f?.place == "line 4", "\(bad): \(String(describing: f))")
    }
    #expect(failure { _ = try read("hello") }?.what.contains("not a label table") == true)
  }

  // MARK: dcmqi

  @Test func dcmqi() throws {
    let mask = try MaskSample.source(labels: [2, 4, 77])
    try MaskSample.writing("dcmqi", mask) { path in
      let root = try #require(JSONFile.read(path).object)
      let lists = try #require(root["segmentAttributes"]?.array)
      let segments = try #require(lists.first?.array).compactMap(\.object)
      #expect(lists.count == 1 && segments.map { $0["labelID"]?.int } == [2, 4, 77])
      #expect(segments.map { $0["SegmentAlgorithmType"]?.string } == ["MANUAL", "MANUAL", "MANUAL"])
      #expect(segments.allSatisfy { $0["SegmentAlgorithmName"] == nil })
      #expect(segments[0]["TrackingIdentifier"]?.string == "Stylet CON by reader-07")
      let uids = segments.compactMap { $0["TrackingUniqueIdentifier"]?.string }
      #expect(Set(uids).count == 3 && uids.allSatisfy { $0.hasPrefix("2.25.") && $0.utf8.count <= 64 })
      let back = try FormatRegistry.readLabelTable(path)
      let con = try #require(LabelTable.standard[2])
      #expect(back.map(\.value) == [2, 4, 77])
      #expect(back[0] == Segment(value: 2, name: "CON", type: con.concept, colour: con.colour))
      let match = try FindingMatch(values: [2, 4, 77], segments: back, findings: .standard)
      #expect(match.mapping == [2: 2, 4: 4, 77: 77])
    }
  }

  @Test func dcmqiOfAlgorithms() throws {
    var mask = try MaskSample.source()
    mask.layer = LabelLayer(MaskSample.plain(), size: MaskSample.size, origin: .proposed)
    let text = String(decoding: try MaskSample.bytes("dcmqi", mask), as: UTF8.self)
    #expect(text.contains("\"SegmentAlgorithmType\": \"AUTOMATIC\", \"SegmentAlgorithmName\": \"Stylet "))
    mask.layer = LabelLayer(name: LabelLayer.findings, size: MaskSample.size)
    #expect(failure { try MaskSample.writing("dcmqi", mask) { _ in } }?.what.contains("nothing is drawn") == true)
  }

  @Test func dcmqiOfOthers() throws {
    func text(_ segment: String) -> String {
      "{\"ContentCreatorName\": \"A^B\", \"segmentAttributes\": [[\(segment)]]}"
    }
    let type =
      "\"SegmentedPropertyTypeCodeSequence\": {\"CodeValue\": \"M-03010\", \"CodingSchemeDesignator\": \"SRT\", "
      + "\"CodeMeaning\": \"Nodule\"}"
    #expect(try read(text("{\"labelID\": 5, \(type)}")) == [
      Segment(value: 5, name: "Nodule", type: CodedConcept(scheme: "SRT", value: "M-03010", meaning: "Nodule"))
    ])
    #expect(try read(text("{\"SegmentDescription\": \"x\", \"recommendedDisplayRGBValue\": [1, 2, 300]}")) == [
      Segment(value: 1, name: "x")
    ])
    for bad in [
      "{\"labelID\": 0}", "{\"labelID\": 256}", "{\"labelID\": \"1\"}", "{\"labelID\": 1.5}", "1", "{}, {}",
    ] {
      let f = failure { _ = try read(text(bad)) }
      #expect(f?.kind == .badData && f?.place?.hasPrefix("segmentAttributes[0][") == true, "\(bad)")
    }
    for bad in ["{\"segmentAttributes\": 3}", "{\"segmentAttributes\": [3]}", "{\"segmentAttributes\": [[]], }"] {
      #expect(failure { _ = try read(bad) }?.kind == .badData, "\(bad)")
    }
    let deep = "{\"segmentAttributes\": " + String(repeating: "[", count: 100_000)
    #expect(failure { _ = try read(deep) }?.what.contains("deeper") == true)
    let whole = text("{\"labelID\": 5, \(type)}")
    for n in 1..<whole.utf8.count {
      #expect(failure { _ = try read(String(decoding: whole.utf8.prefix(n), as: UTF8.self)) }?.kind == .badData, "\(n)")
    }
  }

  // MARK: Statistics

  @Test func statisticsAreTheReport() throws {
    let mask = try MaskSample.source()
    let report = ExtentReport(
      ledger: ExtentLedger(recounting: mask.labels, volume: mask.volume), findings: .standard, volume: mask.volume)
    #expect(try MaskSample.bytes("csv", mask) == Array(report.csv.utf8))
    #expect(try MaskSample.bytes("json", mask) == Array(report.json.utf8))
    #expect(report.csv.contains(ResearchUse.notice) && report.json.contains(ResearchUse.notice))
  }

  @Test func formsByEnding() throws {
    let forms = [
      "a.seg.nrrd": "seg-nrrd", "a.nrrd": "nrrd", "a.label": "itksnap", "a.dcmqi.json": "dcmqi", "a.COCO.json": "coco",
      "a.json": "json", "a.csv": "csv",
    ]
    for (name, form) in forms { #expect(try FormatRegistry.standard.maskWriter(for: name).form == form) }
  }
}
