import StyletCore
import TestSupport
import Testing

@testable import StyletDICOM

/// The texts were written and read with pydicom, or are the examples of PS3.5 annexes H to K.
@Suite struct DICOMCharacterSetTests {
  private func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex)
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
  }

  private func text(_ terms: String, _ bytes: [UInt8]) -> String {
    DICOMCharacterSet(definedTerms: Array(terms.utf8)[...]).values(bytes[...]).joined(separator: "\\")
  }

  @Test(arguments: [
    ("ISO_IR 100", "42756320e972f4", "Buc érô"), ("ISO_IR 101", "5761b3ea7361", "Wałęsa"),
    ("ISO_IR 109", "c569726b75", "Ċirku"), ("ISO_IR 110", "d3ba6e69f1b9", "Ķēniņš"),
    ("ISO_IR 144", "bbeeda6365dcd17970d3", "Люкceмбypг"), ("ISO_IR 127", "e2c8c7e6ea5ee4e6d2c7d1", "قباني^لنزار"),
    ("ISO_IR 126", "c4e9efedf5f3e9eff2", "Διονυσιος"), ("ISO_IR 138", "f9f8e5ef5ee3e1e5f8e4", "שרון^דבורה"),
    ("ISO_IR 148", "c7617675fe6ff06c75", "Çavuşoğlu"), ("ISO_IR 203", "bc7576726520a4", "Œuvre €"),
    ("ISO_IR 13", "d4cfc0de5ec0dbb3", "ﾔﾏﾀﾞ^ﾀﾛｳ"), ("ISO_IR 166", "b9d2c1caa1d8c5", "นามสกุล"),
    ("GB18030", "cdf55ed0a1b6ab", "王^小东"), ("GBK", "815c5ccdf5", "乗\\王"),
    ("ISO_IR 192", "5765cc88205ce78e8b", "We\u{308} \\王"),
    // As real files misspell them.
    ("ISO IR 144", "bbee", "Лю"), ("ISO-IR 144", "bbee", "Лю"), ("iso_ir_144 ", "bbee", "Лю"),
  ]) func oneSet(_ terms: String, _ hex: String, _ expected: String) {
    // A blank that a backslash leaves at the end of a value is padding.
    #expect(text(terms, bytes(hex)) == expected.replacing(" \\", with: "\\"))
  }

  @Test(arguments: [
    (
      "\\ISO 2022 IR 87",
      "59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d"
        + "1b24422464245e24401b28425e1b2442243f246d24261b2842",
      "Yamada^Tarou=山田^太郎=やまだ^たろう"
    ),
    (
      "ISO 2022 IR 13\\ISO 2022 IR 87", "d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a",
      "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎"
    ),
    (
      "\\ISO 2022 IR 149",
      "486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf",
      "Hong^Gildong=洪^吉洞=홍^길동"
    ),
    // The escape is forgotten.
    ("ISO 2022 IR 149", "c8ab5eb1e6b5bf", "홍^길동"),
    ("\\ISO 2022 IR 58", "5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d", "Zhang^XiaoDong=张^小东="),
    ("\\ISO 2022 IR 159", "1b2428444c701b2842", "瓚"),
    (
      "ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126",
      "44696f6e7973696f73206973201b2d46c4e9efedf5f3e9eff25c4275635e4ae972f46d65", "Dionysios is Διονυσιος\\Buc^Jérôme"
    ),
    // A backslash within a character of two bytes.
    ("\\ISO 2022 IR 87", "1b2442255c1b28425c41", "ボ\\A"),
  ]) func escapes(_ terms: String, _ hex: String, _ expected: String) {
    #expect(text(terms, bytes(hex)) == expected)
  }

  @Test func whatIsNotKnown() {
    #expect(text("ISO_IR 999", [0x41, 0xe9]) == "A\u{fffd}")
    #expect(text("", [0x41, 0x1b, 0x42]) == "A\u{fffd}B")
    #expect(text("ISO_IR 126", [0x41, 0xff, 0x42]) == "A\u{fffd}B")
    #expect(text("GB18030", [0x41, 0x81]) == "A\u{fffd}")
    #expect(text("\\ISO 2022 IR 87", [0x1b, 0x24, 0x42, 0x3b]) == "\u{fffd}")
    #expect(text("ISO_IR 192", [0x41, 0xc3]) == "A\u{fffd}")
  }

  /// Nothing traps, whatever the bytes.
  @Test func anything() {
    var random = SeededRandom(seed: 8)
    let sets = [
      "ISO_IR 13", "ISO_IR 126", "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK", "\\ISO 2022 IR 87\\ISO 2022 IR 159",
      "\\ISO 2022 IR 149", "ISO 2022 IR 58",
    ]
    for round in 0..<900 {
      var text = (0..<Int.random(in: 0...24, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let escape = ISO2022Code.escapes.randomElement(using: &random)!
      text.insert(contentsOf: [0x1b] + escape.bytes, at: .random(in: 0...text.count, using: &random))
      _ = self.text(sets[round % sets.count], text)
    }
  }

  @Test func itemsInheritTheSet() throws {
    let sequence = DICOMTag(0x0040, 0x0275)
    let maker = DICOMTag.manufacturer
    let greek = TestElement(maker, "LO", .bytes([0xc4, 0xe9]))
    let items = [[greek], [TestElement(.specificCharacterSet, "CS", "ISO_IR 100"), greek]]
    for defined in [true, false] {
      let bytes = TestWriter().dataSet([
        TestElement(.specificCharacterSet, "CS", "ISO_IR 126"), greek,
        TestElement(sequence, "SQ", .items(items, defined: defined)),
      ])
      let source = DICOMSource(memory: bytes)
      let dataSet = try DICOMParser(source: source, order: .little, explicit: true).dataSet(from: 0, to: bytes.count)
      #expect(try dataSet.string(maker) == "Δι")
      #expect(try dataSet.items(sequence).map { try $0.string(maker) } == ["Δι", "Äé"])
    }
  }
}
