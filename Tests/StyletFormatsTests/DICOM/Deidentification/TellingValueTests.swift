import StyletBase
import StyletFiles
import Testing

@testable import StyletDICOM

/// Values that look like a scan's own and tell of somebody: `conformance/traps_further.py` and `traps_hospital.py` have
/// them in files.
@Suite struct TellingValueTests {
  private let words = DeidentificationPolicy.standard.words

  @Test func wordsTogetherTell() {
    let rows = [
      ("CT Chest 23/08/57 routine", "CT Chest routine"), ("Thorax 030 123 456 78", "Thorax"), ("Thorax 471-108-15", "Thorax"),
      ("Thorax 96Y 1.0 B60f", "Thorax 1.0 B60f"), ("Chest 97 years", "Chest"), ("Thorax K R A U S", "Thorax"),
      ("Ultravist (Q.Z.)", "Ultravist"), ("Thorax 王 1.0", "Thorax 1.0"), ("Chest 14-03", "Chest"),
      // What the field writes stays.
      ("Thorax 1.25 B60f 120", "Thorax 1.25 B60f 120"), ("Thorax 5/5", "Thorax 5/5"), ("CT L R", "CT L R"),
      ("Thorax 1.0 0.8 512", "Thorax 1.0 0.8 512"), ("Thorax injecte\u{301}", "Thorax injecte\u{301}"),
    ]
    for (text, kept) in rows {
      #expect(words.kept(text, without: []) == kept, "\(text)")
      #expect(words.isPlain(text) == (text == kept), "\(text)")
    }
    #expect(words.kept("Thorax Bone", without: [KnownWords.folded("Bōne")]) == "Thorax")
    #expect(words.kept("syngo 7.3.0", without: [], versions: true) == "syngo 7.3.0")
    for text in ["syngo 192.168.17.4", "syngo 14.3.57"] {
      #expect(words.kept(text, without: [], versions: true) == "syngo", "\(text)")
    }
  }

  /// With the patient's and the referrer's names, his birth date, and numbers of few digits.
  @Test func whatIsKnownOfThePatientTells() {
    var removed = RemovedValues()
    let known: [(vr: DICOMValueRepresentation, value: String)] = [
      (.pn, "Zeller^Vera"), (.pn, "Stern^Axel"), (.da, "19310507"), (.da, "23.08.1957"), (.lo, "48213"),
    ]
    for (vr, value) in known {
      removed.add(Array(value.utf8)[...], vr, in: .ascii, words: words)
    }
    let rows = [
      ("Thorax VZ31 1.0 B60f", "Thorax 1.0 B60f"), ("Thorax ZV57", "Thorax"), ("Thorax Z V routine", "Thorax routine"),
      ("CT Chest F95 contrast", "CT Chest contrast"), ("CT Chest 95F", "CT Chest"), ("Chest 07.05 routine", "Chest routine"),
      ("Chest 23.08", "Chest"), ("Thorax Dr. Head", "Thorax"), ("Thorax Dr. A. Head 1.0", "Thorax 1.0"),
      ("Ultravist (Mme Force)", "Ultravist"), ("axial vERA, ZELLER; 1.0", "axial 1.0"),
      // Kernels, sides, sizes of others.
      ("Thorax VZ32", "Thorax VZ32"), ("Thorax R L", "Thorax R L"), ("Thorax F30f", "Thorax F30f"), ("Chest 8.05", "Chest 8.05"),
      ("Head Neck", "Head Neck"), ("Lung 1.0 Br64 3", "Lung 1.0 Br64 3"),
    ]
    for (text, kept) in rows { #expect(words.kept(text, without: removed.namesInTexts) == kept, "\(text)") }
    #expect(removed.shortNumbers == ["48213"] && removed.has(number: "19570823") && removed.has(number: "23081957"))
    let numbers: [(vr: DICOMValueRepresentation, most: Int?, bytes: [UInt8], tells: Bool)] = [
      (.ds, 1, Array("193.10507".utf8), true), (.ds, 3, Array("193.10507\\0\\0".utf8), false),
      (.ds, 2, Array("1931\\0507".utf8), true), (.ds, 2, Array("1931\\0508".utf8), false),
      (.fd, 1, [0, 0] + Array("Stern".utf8) + [0x40], true), (.fd, 1, [0, 0, 0] + Array("Vera".utf8) + [0x40], false),
      (.us, nil, Array("vERA".utf8) + [0, 0], true), (.us, nil, Array("Vero".utf8) + [0, 0], false),
    ]
    for row in numbers {
      let check = NumberCheck(vr: row.vr, most: row.most)
      #expect(check.tells(row.bytes[...], .little, of: removed) == row.tells, "\(row.bytes)")
    }
  }

  @Test func numbersTell() {
    var removed = RemovedValues()
    removed.add(Array("4711-0815".utf8)[...], .lo, in: .ascii, words: words)
    removed.add(Array("19570823".utf8)[...], .da, in: .ascii, words: words)
    let rows: [(tag: DICOMTag, vr: DICOMValueRepresentation, value: String, tells: Bool)] = [
      (.sliceThickness, .ds, "47110815", true), (.sliceThickness, .ds, "4711.0815", true), (.kvp, .ds, "4.7110815e7", true),
      (.instanceNumber, .is, "23081957", true), (.instanceNumber, .is, "570823", true), (.kvp, .ds, "120", false),
      (.imagePositionPatient, .ds, "471.10815\\-250\\10", false), (.instanceNumber, .is, "4711", false),
    ]
    for row in rows {
      let check = NumberCheck(row.tag, stated: row.vr)
      #expect(check.tells(Array(row.value.utf8)[...], .little, of: removed) == row.tells, "\(row.value)")
    }
    let double = NumberCheck(vr: .fd, most: nil)
    #expect(double.tells(Array("Zofmixur".utf8)[...], .little, of: removed))
    let places = [0.75, -180.5, 47_110_815].map { value in
      (0..<8).map { UInt8(truncatingIfNeeded: (value as Double).bitPattern >> UInt64(8 * $0)) }
    }
    #expect(!double.tells((places[0] + places[1])[...], .little, of: removed))
    #expect(double.tells((places[0] + places[2])[...], .little, of: removed))
    #expect(!NumberCheck.hasText(Array("ABCDEFGHIJKL".utf8)[...], least: 8), "a ramp is no text")
  }

  @Test func onlyTheStandardsUIDsAreTheStandards() {
    for uid in ["1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.1.2.4.80", "1.2.840.10008.6.1.1234", "1.2.840.10008.5.1.4.1.1.481.3"] {
      #expect(RemovedValues.isStandard(uid), "\(uid)")
    }
    for uid in ["1.2.840.10008.19570823.4711", "1.2.840.10008.5.1.4.47110815", "1.2.840.10008.77.1", "1.2.840.100089.1.2"] {
      #expect(!RemovedValues.isStandard(uid), "\(uid)")
    }
    #expect(!KnownCodes.isPlausible("Kim^Lee", scheme: "UCUM") && KnownCodes.isPlausible("mm/s", scheme: "UCUM"))
  }

  @Test func segmentsOfNobodyAreBlanked() throws {
    let format = try #require(
      PixelFormat(rows: 1, columns: 1, bitsAllocated: 16, bitsStored: 16, highBit: 15, signed: false))
    let secret = Array("DOE JOHN".utf8)
    for marker in [0xe1, 0xef, 0xf0, 0xfd, 0xfe] as [UInt8] {
      var jpeg: [UInt8] = [0xff, 0xd8, 0xff, marker, 0, 10] + secret + [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd9]
      #expect(try CodestreamCleaner.blank(&jpeg, .jpegLosslessFirstOrder, format: format))
      #expect(jpeg.firstRange(of: secret) == nil, "\(marker)")
    }
    // Tables are of the picture.
    var table: [UInt8] = [0xff, 0xd8, 0xff, 0xc4, 0, 10] + secret + [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd9]
    #expect(try !CodestreamCleaner.blank(&table, .jpegLosslessFirstOrder, format: format))
  }

  @Test func textInTheMiddleIsDoubted() {
    let doubt = DeidentificationPolicy.standard.burnedIn
    var random = SplitMix64(seed: 7)
    var body = (0..<128 * 128).map { _ in Int16(random.next() % 20) }
    for y in 20..<108 { for x in 10..<118 { body[y * 128 + x] += x % 40 == 0 ? 1200 : 1000 } }
    func isDoubtful(_ value: Int16) -> Bool {
      var text = body
      for letter in 0..<4 { for y in 60..<69 { for x in [0, 3, 6] { text[y * 128 + 30 + 9 * letter + x] = value } } }
      return text.withUnsafeBufferPointer { doubt.isDoubtful(slice: $0, columns: 128) }
    }
    #expect(isDoubtful(3071) && isDoubtful(-5) && isDoubtful(2000))
    #expect(!body.withUnsafeBufferPointer { doubt.isDoubtful(slice: $0, columns: 128) })
    // Cut off at a window: bone has one value, too.
    let cut = body.map { min($0, 900) }
    #expect(!cut.withUnsafeBufferPointer { doubt.isDoubtful(slice: $0, columns: 128) })
  }
}
