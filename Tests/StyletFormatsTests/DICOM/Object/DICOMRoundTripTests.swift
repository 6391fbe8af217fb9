import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

private let data = ConformanceTests.folder

/// What is read and written again is the same, byte for byte: once copied as a whole, once element by element with each
/// sequence taken apart and put together.
@Suite struct DICOMRoundTripTests {
  private static let writers = [
    TestWriter(order: .little, explicit: false), TestWriter(order: .little, explicit: true),
    TestWriter(order: .big, explicit: true),
  ]

  /// The same object with nothing left to be copied but single values.
  private func apart(_ object: DICOMObject) throws -> DICOMObject {
    var object = object
    for element in object.elements where element.isSequence {
      try object.editItems(element.tag) { items in items = try items.map(apart) }
    }
    object.unchanged = nil
    return object
  }

  private func expectSame(_ bytes: [UInt8], _ object: DICOMObject, _ name: String) throws {
    #expect(same(try object.encoded(), bytes), "\(name)")
    let apart = try apart(object)
    #expect(same(try apart.encoded(), bytes), "\(name)")
    let sink = ByteCollector()
    try apart.write(to: sink)
    #expect(same(sink.bytes, bytes), "\(name)")
  }

  /// Much faster than "==" in tests, which are not optimised.
  private func same(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.count == b.count && memcmp(a, b, a.count) == 0 }

  @Test(arguments: writers.indices) func handMade(_ n: Int) throws {
    let writer = Self.writers[n]
    let secret = DICOMTag(0x0009, 0x1001), sequence = DICOMTag(0x0040, 0xa730), unknown = DICOMTag(0x0010, 0xfffe)
    let item = [
      TestElement(.rows, 3), TestElement(secret, "OB", .bytes([0xfe, 0xff, 0x0d, 0xe0])),
      TestElement(sequence, "SQ", .items([[TestElement(.columns, 1)], []], defined: n % 2 == 0)),
    ]
    for defined in [true, false] {
      var elements = SyntheticSeries().elements(0)
      elements += [
        TestElement(secret, "UN", .bytes([1, 2, 3])), TestElement(unknown, "LO", "odd"),
        TestElement(DICOMTag(0x0029, 0x1010), "UT", "private text"),
        TestElement(DICOMTag(0x0008, 0x1115), "SQ", .items([item, [], item], defined: defined)),
        TestElement(DICOMTag(0x0008, 0x1140), "SQ", .items([], defined: defined)),
        TestElement(DICOMTag(0xfffc, 0xfffc), "OB", .bytes([0, 0, 0, 0, 0, 0])),
      ]
      let bytes = writer.dataSet(elements)
      let file = try #require(
        try DICOMFile(source: DICOMSource(memory: TestWriter.file(bytes, syntax: nil)), whole: true))
      #expect(file.dataSet.elements.last?.tag == DICOMTag(0xfffc, 0xfffc))
      try expectSame(bytes, file.dataSet, "\(n) \(defined)")
    }
  }

  /// Fragments, a sequence under UN, and an element without a VR in a file that has them.
  @Test func oddForms() throws {
    let tag = DICOMTag(0x0029, 0x1010)
    let implicit = TestWriter(order: .little, explicit: false)
    var unknown = TestWriter().element(TestElement(tag, "UN", .bytes([])))
    unknown.replaceSubrange(8..<12, with: [0xff, 0xff, 0xff, 0xff])
    unknown += implicit.element(TestElement(tag, "SQ", .items([[TestElement(.rows, 5)]], defined: false)))[8...]
    let bytes =
      TestWriter().element(TestElement(.modality, "CS", "CT")) + implicit.element(TestElement(.manufacturer, "LO", "M"))
      + unknown + TestWriter().element(TestElement(.pixelData, "OB", .fragments([[0, 1, 2, 3], [4, 5]])))
      + TestWriter().element(TestElement(DICOMTag(0xfffc, 0xfffc), "OB", .bytes([0, 0])))
    var object = try DICOMParser(source: DICOMSource(memory: bytes), encoding: .explicitLittleEndian)
      .dataSet(from: 0, to: bytes.count)
    try expectSame(bytes, object, "odd")
    // A new item of the sequence is written as its neighbours are.
    try object.editItems(tag) { items in
      var item = DICOMObject()
      item.set(.rows, 5)
      item.isDelimited = true
      items = [item]
    }
    #expect(try object.encoded() == bytes)
  }

  /// A sequence that a program did not know and wrote as UN with its length: implicitly, or as the rest of the file.
  @Test(arguments: [true, false]) func unknownSequenceWithItsLength(isImplicit: Bool) throws {
    let tag = DICOMTag.referencedSeriesSequence
    func bytes(_ vr: String, rows: Int) -> [UInt8] {
      let item = TestWriter(order: .little, explicit: !isImplicit).dataSet([TestElement(.rows, rows)])
      let value = TestWriter().number(UInt16(0xfffe)) + TestWriter().number(UInt16(0xe000))
        + TestWriter().number(UInt32(item.count)) + item
      return TestWriter().element(TestElement(tag, vr, .bytes(value)))
    }
    let source = DICOMSource(memory: bytes("UN", rows: 5))
    var object = try DICOMParser(source: source, encoding: .explicitLittleEndian).dataSet(from: 0, to: source.size)
    #expect(try object.items(tag).first?.integer(.rows) == 5)
    #expect(try object.encoded() == bytes("UN", rows: 5))
    try object.editAll { if $0[.rows] != nil { $0.set(.rows, 6) } }
    #expect(try object.encoded() == bytes(isImplicit ? "UN" : "SQ", rows: 6))
  }

  /// Delimiters of nothing stay where nothing is changed, and go where something is.
  @Test func strays() throws {
    let stray: [UInt8] = [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0]
    let rows = TestWriter().element(TestElement(.rows, 1))
    var object = try DICOMParser(source: DICOMSource(memory: stray + rows + stray), encoding: .explicitLittleEndian)
      .dataSet(from: 0, to: 26)
    #expect(try object.encoded() == stray + rows + stray)
    object.set(.columns, 1)
    #expect(try object.encoded() == rows + TestWriter().element(TestElement(.columns, 1)))
  }

  private static let syntaxes: [TransferSyntax] = [
    .implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian, .deflatedLittleEndian, .rleLossless,
  ]

  @Test(arguments: syntaxes) func files(_ syntax: TransferSyntax) throws {
    let bytes = SyntheticSeries(syntax: syntax).file(1)
    var preamble = bytes
    preamble[0] = 0x4d
    var file = try #require(try DICOMFile(source: DICOMSource(memory: preamble), whole: true))
    let out = ByteCollector()
    try file.write(to: out)
    let again = try #require(try DICOMFile(source: DICOMSource(memory: out.bytes), whole: true))
    if syntax.encoding == .deflated { #expect(out.bytes.count % 2 == 0) } else { #expect(out.bytes == preamble) }
    #expect(try again.dataSet.encoded() == file.dataSet.encoded())
    #expect(try again.meta.encoded() == file.meta.encoded())

    // The meta information follows the data set, and its length follows both.
    file.dataSet.set(.sopInstanceUID, "2.25.123456789")
    let changed = ByteCollector()
    try file.write(to: changed)
    let read = try #require(try DICOMFile(source: DICOMSource(memory: changed.bytes)))
    #expect(try read.meta.string(.mediaStorageSOPInstanceUID) == "2.25.123456789")
    #expect(read.transferSyntax == syntax && changed.bytes[0] == 0x4d)
    let length = try #require(try read.meta.integer(.fileMetaInformationGroupLength))
    #expect(try read.meta.encoded().count == 12 + length)
    #expect(try read.dataSet.integer(.rows) == SyntheticSeries.rows)

    try file.renewMeta()
    let renewed = ByteCollector()
    try file.write(to: renewed)
    #expect(renewed.bytes[..<128].allSatisfy { $0 == 0 })
    let last = try #require(try DICOMFile(source: DICOMSource(memory: renewed.bytes)))
    #expect(last.meta.elements.map(\.tag.element) == [0, 1, 2, 3, 0x10, 0x12, 0x13])
    #expect(last.transferSyntax == syntax)
  }

  /// A scan's header does not know what follows the pixels.
  @Test func headersAreNotWritten() throws {
    let file = try #require(try DICOMFile(source: DICOMSource(memory: SyntheticSeries().file(0))))
    #expect(!file.dataSet.isWhole)
    #expect(failure { try file.write(to: ByteCollector()) }?.kind == .defect)
  }

  /// Values larger than a piece go through in pieces.
  @Test func largeValues() throws {
    try withTemporaryFolder { folder in
      let pixels = (0..<(3 << 20) + 5).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let body = TestWriter().dataSet([
        TestElement(.rows, 1), TestElement(.pixelData, "OB", .bytes(pixels + [0])),
        TestElement(DICOMTag(0xfffc, 0xfffc), "OB", .bytes([0, 0])),
      ])
      let path = try put(TestWriter.file(body, syntax: TransferSyntax.explicitLittleEndian.uid), "a.dcm", in: folder)
      var file = try #require(try DICOMFile(path: path, whole: true))
      file.dataSet.set(.rows, 1)
      try file.write(to: folder + "/b.dcm")
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/b.dcm")).suffix(body.count) == Data(body))
    }
  }

  /// Nothing that stands in a file may trap when it is changed and written.
  @Test(arguments: syntaxes) func brokenFiles(_ syntax: TransferSyntax) throws {
    var series = SyntheticSeries(syntax: syntax)
    series.extra = { _ in
      [
        TestElement(
          DICOMTag(0x0008, 0x1140), "SQ",
          .items([[TestElement(.rows, 3), TestElement(DICOMTag(0x0009, 1), "UN", .bytes([1, 2, 3]))]], defined: false))
      ]
    }
    let bytes = series.file(1)
    var random = SeededRandom(seed: 5)
    func use(_ bytes: [UInt8]) {
      do {
        guard var file = try DICOMFile(source: DICOMSource(memory: bytes), whole: true) else { return }
        try file.write(to: ByteCollector())
        for target in [DICOMEncoding.explicitLittleEndian, .explicitBigEndian, .implicitLittleEndian] {
          _ = try? apart(file.dataSet).encoded(as: target)
        }
        try file.dataSet.editAll { level in
          level.removeAll { $0.tag.isPrivate }
          level.set(.patientID, "x")
        }
        try file.write(to: ByteCollector())
      } catch {
        #expect(error is Failure, "\(error)")
      }
    }
    for count in stride(from: 130, to: bytes.count, by: 3) { use(Array(bytes[..<count])) }
    for n in 132..<bytes.count {
      var broken = bytes
      broken[n] = [0, 0xff, 0x7f, broken[n] ^ 1 << UInt8.random(in: 0..<8, using: &random)].randomElement(
        using: &random)!
      use(broken)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: data), "no conformance data at \(data)"))
  func realFiles() throws {
    var count = 0
    for name in (FileManager.default.enumerator(atPath: data)?.compactMap { $0 as? String } ?? []).sorted() {
      let path = data + "/" + name
      guard FileManager.default.fileExists(atPath: path), try !FileProbe(path).isDirectory else { continue }
      // Files that are broken are refused by name elsewhere.
      guard let file = try? DICOMFile(path: path, whole: true) else { continue }
      count += 1
      let stored = try InputFile(path).bytes(upTo: 1 << 30)
      let bytes = try file.dataSet.encoded()
      try expectSame(bytes, file.dataSet, name)
      let out = ByteCollector()
      try file.write(to: out)
      if file.transferSyntax.encoding == .deflated {
        let again = try #require(try DICOMFile(source: DICOMSource(memory: out.bytes), whole: true))
        #expect(same(try again.dataSet.encoded(), bytes), "\(name)")
      } else {
        #expect(same(Array(stored.suffix(bytes.count)), bytes), "\(name)")
        if !file.preamble.isEmpty { #expect(same(out.bytes, stored), "\(name)") }
      }
    }
    #expect(count > 100)
  }
}
