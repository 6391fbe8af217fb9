import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct DICOMWritingTests {
  /// Every kind of element against bytes set down by hand from PS3.5 §7.1.2, given out of order.
  @Test func bytesAreThoseOfTheStandard() throws {
    var inner = DICOMObject()
    inner.set(.codeValue, "9804008")
    var e = DICOMObject()
    e.set(DICOMTag(0x7fe0, 0x0010), vr: .ow, bytes: [1, 2, 3])
    e.set(DICOMTag(0x0028, 0x0010), vr: .us, 512, 3)
    e.set(.sopClassUID, "1.2.3")
    e.set(.codeMeaning, "Lésion")
    e.set(DICOMTag(0x0040, 0xa043), items: [inner, DICOMObject()])
    e.set(.patientName)
    e.set(DICOMTag(0x0020, 0x9165), vr: .at, tags: [DICOMTag(0x0062, 0x000b)])
    e.set(DICOMTag(0x0018, 0x9073), vr: .fd, numbers: [-2])
    e.set(DICOMTag(0x0028, 0x0011), vr: .ul, 0x01020304)
    let expected: [(tag: [UInt8], vr: String, value: [UInt8])] = [
      ([8, 0, 0x16, 0], "UI", [6, 0] + Array("1.2.3\0".utf8)),
      ([8, 0, 4, 1], "LO", [8, 0] + Array("Lésion ".utf8)),
      ([0x10, 0, 0x10, 0], "PN", [0, 0]),
      ([0x18, 0, 0x73, 0x90], "FD", [8, 0, 0, 0, 0, 0, 0, 0, 0, 0xc0]),
      ([0x20, 0, 0x65, 0x91], "AT", [4, 0, 0x62, 0, 0x0b, 0]),
      ([0x28, 0, 0x10, 0], "US", [4, 0, 0, 2, 3, 0]),
      ([0x28, 0, 0x11, 0], "UL", [4, 0, 4, 3, 2, 1]),
      ([0x40, 0, 0x43, 0xa0], "SQ", [0, 0, 32, 0, 0, 0, 0xfe, 0xff, 0, 0xe0, 16, 0, 0, 0]),
      ([8, 0, 0, 1], "SH", [8, 0] + Array("9804008 ".utf8) + [0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0]),
      ([0xe0, 0x7f, 0x10, 0], "OW", [0, 0, 4, 0, 0, 0, 1, 2, 3, 0]),
    ]
    #expect(try e.encoded() == expected.flatMap { $0.tag + Array($0.vr.utf8) + $0.value })
  }

  @Test func settingAgainReplaces() throws {
    var a = DICOMObject(), b = DICOMObject()
    a.set(.modality, "CT")
    a.set(.modality, "SEG")
    b.set(.modality, "SEG")
    #expect(try a.encoded() == b.encoded())
    b.set(.modality, "XX")
    b.merge(a)
    #expect(try a.encoded() == b.encoded())
  }

  /// A value that 16 bits cannot count becomes UN with a length of 32.
  @Test func longValuesAreUnknown() throws {
    var e = DICOMObject()
    e.set(DICOMTag(0x3006, 0x0050), vr: .ds, numbers: (0..<30_000).map { Double($0) / 4 })
    e.set(DICOMTag(0x3006, 0x0084), vr: .is, 7)
    let bytes = try e.encoded()
    #expect(Array(bytes[4..<8]) == Array("UN".utf8) + [0, 0])
    let file = try DICOMParser(source: DICOMSource(memory: bytes), order: .little, explicit: true)
      .dataSet(from: 0, to: bytes.count)
    #expect(try file.strings(DICOMTag(0x3006, 0x0050)).compactMap { Double($0) } == (0..<30_000).map { Double($0) / 4 })
    #expect(try file.integer(DICOMTag(0x3006, 0x0084)) == 7)
  }

  @Test func decimalsFit() {
    var random = SeededRandom(seed: 3)
    var numbers = [
      0, -0.0, 1, -1, 0.1, 1e-5, 1.0 / 3, -1.0 / 3, 0.78125, -1234.56789012345, 1e300, -1.23456789123456789e-101,
      Double.pi * 1e15, .leastNonzeroMagnitude, -0.000123456789012345, 999999.9999999999,
    ]
    for _ in 0..<2000 {
      numbers.append(.random(in: -3000...3000, using: &random))
      numbers.append(.random(in: -1...1, using: &random))
    }
    for x in numbers {
      let text = DICOMText.decimal(x)
      #expect(text.utf8.count <= 16 && !text.contains("\\"))
      guard let back = Double(text) else {
        Issue.record("\(text)")
        continue
      }
      #expect(abs(back - x) <= max(abs(x) * 1e-8, 1e-300), "\(x) as \(text)")
      if abs(x) < 3000 { #expect(abs(back - x) < 1e-9, "\(x) as \(text)") }
    }
    #expect(DICOMText.decimal(.nan).isEmpty && DICOMText.decimal(-.infinity).isEmpty)
    #expect(DICOMText.decimal(-2) == "-2" && DICOMText.decimal(0.5) == "0.5")
  }

  @Test func textsKeepToTheirValue() {
    func text(_ s: String, _ vr: DICOMValueRepresentation) -> String {
      String(decoding: DICOMText.encode([s], vr), as: UTF8.self)
    }
    #expect(text("a\\b\u{1b}[1m", .lo) == "a/b [1m ")
    #expect(text("a\\b\nc", .ut) == "a\\b\r\nc")
    #expect(text(String(repeating: "é", count: 70), .lo) == String(repeating: "é", count: 64))
    #expect(text(String(repeating: "x", count: 16), .sh).count == 16)
    #expect(DICOMText.encode(["1.2"], .ui) == Array("1.2\0".utf8))
    #expect(DICOMText.encode([], .lo).isEmpty)
    #expect(DICOMText.encode(["A", "B"], .cs) == Array("A\\B ".utf8))
  }

  @Test func identifiers() throws {
    let a = UniqueIdentifier.random(), b = UniqueIdentifier.random()
    #expect(a != b)
    for uid in [a, b, UniqueIdentifier.derived(from: "x")] {
      #expect(uid.hasPrefix("2.25.") && uid.count <= 64)
      let number = try #require(UInt128(uid.dropFirst(5)))
      // The variant of RFC 9562.
      #expect(number >> 62 & 3 == 2)
      #expect([4, 8].contains(number >> 76 & 15))
    }
    #expect(UniqueIdentifier.derived(from: "a", "bc") == UniqueIdentifier.derived(from: "a", "bc"))
    #expect(UniqueIdentifier.derived(from: "a", "bc") != UniqueIdentifier.derived(from: "ab", "c"))
    // SHA-256("1:a") by another program, version and variant set.
    #expect(UniqueIdentifier.derived(from: "a") == "2.25.86913813795047908830783313576989631359")
  }

  /// The file opens with this program's parser, whose meta information is checked by offset.
  @Test func part10() throws {
    try withTemporaryFolder { folder in
      var e = CommonModules.patientAndStudy(studyUID: "1.2.840.1")
      e.merge(
        CommonModules.seriesAndEquipment(
          modality: "SEG", seriesUID: "2.25.1", number: 300, description: String(repeating: "long ", count: 20),
          date: Moment(secondsSince1970: 0)))
      e.set(.pixelData, vr: .ob, stream: DICOMStream(length: 3) { try $0.write([1, 2, 3]) })
      let object = DICOMFile(sopClass: "1.2.840.10008.5.1.4.1.1.66.4", instanceUID: "2.25.9", dataSet: e)
      try object.write(to: folder + "/a.dcm")
      let bytes = try InputFile(folder + "/a.dcm").bytes(upTo: 1 << 20)
      let start: [UInt8] = Array("DICM".utf8) + [2, 0, 0, 0] + Array("UL".utf8) + [4, 0]
      #expect(Array(bytes[128..<140]) == start)
      let length = Int(bytes[140]) | Int(bytes[141]) << 8
      #expect(Array(bytes[144 + length..<148 + length]) == [8, 0, 5, 0])
      let end: [UInt8] = [0xe0, 0x7f, 0x10, 0] + Array("OB".utf8) + [0, 0, 4, 0, 0, 0, 1, 2, 3, 0]
      #expect(Array(bytes.suffix(16)) == end)
      let file = try #require(try DICOMFile(path: folder + "/a.dcm"))
      #expect(file.transferSyntax == .explicitLittleEndian)
      #expect(try file.dataSet.string(.sopInstanceUID) == "2.25.9")
      #expect(try file.dataSet.string(DICOMTag(0x0008, 0x103e))?.hasPrefix("Research use only: long") == true)
      let tags = file.dataSet.elements.map(\.tag)
      #expect(tags == tags.sorted() && Set(tags).count == tags.count)
      for tag in CommonModules.identifying {
        #expect(file.dataSet[tag]?.length == 0, "\(tag)")
      }
    }
  }
}
