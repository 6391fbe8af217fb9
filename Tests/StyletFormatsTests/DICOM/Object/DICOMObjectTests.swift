import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM

@Suite struct DICOMObjectTests {
  private func parse(_ elements: [TestElement], _ writer: TestWriter = TestWriter()) throws -> DICOMObject {
    let source = DICOMSource(memory: writer.dataSet(elements))
    return try DICOMParser(source: source, order: writer.order, explicit: writer.explicit)
      .dataSet(from: 0, to: source.size)
  }

  private static let writers = [
    TestWriter(order: .little, explicit: false), TestWriter(order: .little, explicit: true),
    TestWriter(order: .big, explicit: true),
  ]

  @Test(arguments: writers.indices) func valuesInEverySyntax(_ n: Int) throws {
    let dataSet = try parse(
      [
        TestElement(.rows, 512), TestElement(.pixelSpacing, "DS", " 0.5\\7.5e-1 "),
        TestElement(.seriesNumber, "IS", "-3 "), TestElement(.sopClassUID, "UI", "1.2.3"),
        TestElement(.pixelPaddingValue, 0xf830), TestElement(.kvp, "DS", "  "),
      ], Self.writers[n])
    #expect(try dataSet.integer(.rows) == 512)
    #expect(try dataSet.numbers(.pixelSpacing) == [0.5, 0.75])
    #expect(try dataSet.integer(.seriesNumber) == -3)
    #expect(try dataSet.string(.sopClassUID) == "1.2.3")
    #expect(try dataSet.integer(.pixelPaddingValue, signed: true) == -2000)
    #expect(try dataSet.integer(.pixelPaddingValue, signed: false) == 63536)
    #expect(try dataSet.number(.kvp) == nil)
    #expect(try dataSet.number(.rescaleSlope) == nil)
  }

  /// Real files have numbers under other representations than the standard's.
  @Test func wrongRepresentations() throws {
    let dataSet = try parse([
      TestElement(.rows, "IS", "40"), TestElement(.columns, "UN", .words([41])),
      TestElement(.rescaleSlope, "FD", .bytes(TestWriter().number((2.5).bitPattern))),
      TestElement(.rescaleIntercept, "LO", "-7"), TestElement(.bitsStored, "UL", .bytes([12, 0, 0, 0])),
      // No representation at all: written implicitly.
      TestElement(.highBit, "\0\0", .words([])),
    ])
    #expect(try dataSet.integer(.rows) == 40)
    #expect(try dataSet.integer(.columns) == 41)
    #expect(try dataSet.number(.rescaleSlope) == 2.5)
    #expect(try dataSet.number(.rescaleIntercept) == -7)
    #expect(try dataSet.integer(.bitsStored) == 12)
    #expect(try dataSet.integer(.highBit) == nil)
  }

  @Test func numbersThatAreNone() throws {
    for text in ["abc", "1,5", "nan", "inf", "1 2"] {
      let dataSet = try parse([TestElement(.rescaleSlope, "DS", text)])
      let failure = #expect(throws: Failure.self) { try dataSet.number(.rescaleSlope) }
      #expect(failure?.place == "(0028,1053) RescaleSlope, offset 8")
    }
    let half = try parse([TestElement(.rows, "DS", "1.5")])
    #expect(throws: Failure.self) { try half.integer(.rows) }
    let huge = try parse([TestElement(.rows, "DS", "1e300")])
    #expect(throws: Failure.self) { try huge.integer(.rows) }
  }

  @Test(arguments: [true, false]) func nestedSequencesAreStepped(over defined: Bool) throws {
    let inner = DICOMTag(0x0040, 0xa730), outer = DICOMTag(0x0008, 0x1115), secret = DICOMTag(0x0009, 0x1001)
    let deepest = [TestElement(.rows, 3), TestElement(secret, "OB", .bytes([0xfe, 0xff, 0x0d, 0xe0]))]
    let items = [
      [TestElement(inner, "SQ", .items([deepest, []], defined: !defined)), TestElement(.rows, 2)],
      [TestElement(.columns, 9)],
    ]
    for writer in Self.writers {
      let dataSet = try parse(
        [TestElement(outer, "SQ", .items(items, defined: defined)), TestElement(.rows, 1)], writer)
      #expect(try dataSet.integer(.rows) == 1)
      // Implicit VR knows a sequence only by its undefined length or by being asked.
      let first = try dataSet.items(outer)
      #expect(first.count == 2)
      #expect(try first[0].integer(.rows) == 2)
      #expect(try first[1].integer(.columns) == 9)
      let second = try first[0].items(inner)
      #expect(try second.map { try $0.integer(.rows) } == [3, nil])
    }
  }

  /// UN of undefined length is a sequence in implicit VR, whatever the file's own way.
  @Test func unknownSequence() throws {
    let tag = DICOMTag(0x0029, 0x1010)
    let implicit = TestWriter(order: .little, explicit: false)
    var bytes = TestWriter().element(TestElement(tag, "UN", .bytes([])))
    bytes.replaceSubrange(8..<12, with: [0xff, 0xff, 0xff, 0xff])
    let whole = implicit.element(TestElement(tag, "SQ", .items([[TestElement(.rows, 5)]], defined: false)))
    bytes += whole[8...] + TestWriter().dataSet([TestElement(DICOMTag(0x0030, 1), 6)])
    let source = DICOMSource(memory: bytes)
    let dataSet = try DICOMParser(source: source, order: .little, explicit: true).dataSet(from: 0, to: bytes.count)
    #expect(dataSet.elements.count == 2)
    #expect(try dataSet.items(tag).first?.integer(.rows) == 5)
  }

  @Test func depthHasALimit() throws {
    func nested(_ depth: Int) -> [TestElement] {
      depth == 0
        ? [] : [TestElement(DICOMTag(0x0008, 0x1115), "SQ", .items([nested(depth - 1)], defined: false))]
    }
    _ = try parse(nested(DICOMParser.deepest))
    let failure = #expect(throws: Failure.self) { _ = try parse(nested(DICOMParser.deepest + 1)) }
    #expect(failure?.what.contains("nested") == true)
  }

  @Test func characterSets() throws {
    let name: [UInt8] = [0x4d, 0xfc, 0x6c]
    func text(_ set: String?, _ bytes: [UInt8]) throws -> String? {
      let terms = set.map { [TestElement(.specificCharacterSet, "CS", $0)] } ?? []
      return try parse(terms + [TestElement(.manufacturer, "LO", .bytes(bytes))]).string(.manufacturer)
    }
    #expect(try text("ISO_IR 100", name) == "Mül")
    #expect(try text("ISO_IR 192", Array("Mül€".utf8)) == "Mül€")
    #expect(try text(nil, name) == "M\u{fffd}l")
    #expect(try text("\\ISO 2022 IR 87", name) == "M\u{fffd}l")
    #expect(try text("\\ISO 2022 IR 100", name) == "Mül")
  }

  @Test func tagsAndTheirNames() throws {
    let dataSet = try parse([TestElement(DICOMTag(0x0028, 0x0009), "AT", .words([0x0018, 0x1063, 0x0020, 0x0032]))])
    #expect(try dataSet.tags(DICOMTag(0x0028, 0x0009)) == [DICOMTag(0x0018, 0x1063), .imagePositionPatient])
    #expect("\(DICOMTag.rows)" == "(0028,0010) Rows")
    #expect("\(DICOMTag(0x0009, 0x00ab))" == "(0009,00AB)")
    #expect(DICOMTag(0x0009, 1).isPrivate)
  }

  @Test func filesWithAndWithoutWrapping() throws {
    for n in Self.writers.indices {
      let body = Self.writers[n].dataSet(SyntheticSeries().elements(0))
      let syntax = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"][n]
      // Bare, wrapped, wrapped without a syntax, and wrapped with a wrong one.
      for bytes in [
        body, TestWriter.file(body, syntax: syntax), TestWriter.file(body, syntax: nil),
        TestWriter.file(body, syntax: "1.2.840.10008.1.2.1"),
      ] {
        let file = try #require(try DICOMFile(source: DICOMSource(memory: bytes)))
        #expect(try file.dataSet.integer(.rows) == SyntheticSeries.rows)
        #expect(file.dataSet.elements.last?.tag == .pixelData)
        #expect(file.dataSet.order == Self.writers[n].order)
        #expect(DICOMFile.recognises(Array(bytes.prefix(4096)), size: bytes.count))
      }
    }
  }

  @Test func foreignContentIsNotDICOM() throws {
    for bytes in [
      [], [0x08, 0x00], Array("NRRD0004\ntype: int16\n\n....................".utf8),
      [UInt8](repeating: 0, count: 400), [UInt8](repeating: 0xff, count: 400),
      [0x08, 0, 0x05, 0] + [UInt8](repeating: 0x99, count: 300),
      Array("\u{8}\0\u{5}\0CS\n\0ISO_IR 100garbage that goes on".utf8),
    ] as [[UInt8]] {
      #expect(!DICOMFile.recognises(bytes, size: bytes.count))
      #expect(try DICOMFile(source: DICOMSource(memory: bytes)) == nil)
    }
  }

  @Test func everyTransferSyntaxHasItsName() {
    #expect("\(TransferSyntax(uid: "1.2.840.10008.1.2.4.80"))" == "JPEG-LS Lossless (1.2.840.10008.1.2.4.80)")
    #expect("\(TransferSyntax(uid: "1.2.3"))" == "unknown transfer syntax (1.2.3)")
    #expect(TransferSyntax(uid: "1.2.840.10008.1.2.2").order == .big)
  }
}
