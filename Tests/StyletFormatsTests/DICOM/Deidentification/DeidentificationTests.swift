import Foundation
import StyletBase
import StyletCore
import StyletFiles
import StyletFormats
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM

/// The parts of de-identification, each against what is known otherwise. `conformance/deidentify.py` runs the command over
/// trapped scans.
@Suite struct DeidentificationTests {
  @Test func datesMoveAsTheCalendarSays() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for (n, days) in [0, 1, 365, 366, 1461, 3650, 36524].enumerated() {
      for day in stride(from: -20_000, to: 20_000, by: 997 + n) {
        let text = try #require(MovedDate.written(day))
        let date = try #require(calendar.date(from: DateComponents(year: 1970, month: 1, day: 1 + day)))
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        #expect(Int(text) == parts.year! * 10_000 + parts.month! * 100 + parts.day!)
        #expect(MovedDate.dayNumber(Array(text.utf8)[...]) == day)
        #expect(MovedDate.back(text, days: days, keepsTime: true) == MovedDate.written(day - days))
      }
    }
  }

  /// What has no pixels has no digest of them: it is proved by the rest.
  @Test func contoursLeave() throws {
    let grid = VoxelGrid(size: GridSize(6, 7, 5)!, affine: Affine(spacing: [1, 2, 3]))
    var plain = [UInt8](repeating: 0, count: grid.size.count)
    (plain[8], plain[9], plain[50]) = (2, 2, 1)
    let source = MaskSource(
      layer: LabelLayer(plain, size: grid.size), findings: .standard, volume: try Volume(grid: grid) { _ in })
    let cleaner = DICOMDeidentifier(
      policy: .standard, pseudonyms: Pseudonyms(key: Array(repeating: 7, count: 32)))
    try withTemporaryFolder { folder in
      let (path, out) = (folder + "/x.rtstruct.dcm", folder + "/y.dcm")
      try FormatRegistry.standard.maskWriter(for: path, form: "rtstruct").write(source, to: path)
      guard case .clean(let instance) = try cleaner.clean(path, name: "x.dcm") else {
        Issue.record("contours are put aside")
        return
      }
      try instance.write(to: out)
      try instance.prove(out)
      #expect(try FormatRegistry.standard.readMask(out, on: grid).labels.plain == plain)
    }
  }

  @Test func whatIsNoDateIsNone() {
    for text in ["", "2019", "20190229", "20191301", "20190100", "2019-03-1", "DOE^JOHN", "201903141", "20190314x"] {
      #expect(MovedDate.back(text, days: 1, keepsTime: true) == nil, "\(text)")
    }
    #expect(MovedDate.back("2019.03.14", days: 14, keepsTime: true) == "20190228")
    #expect(MovedDate.back("20190314101530.25+0100", days: 366, keepsTime: true) == "20180313101530.25")
    #expect(MovedDate.back("20190314101530", days: 366, keepsTime: false) == "20180313")
    #expect(["101530", "1015", "101530.123456"].allSatisfy(MovedDate.isTime))
    #expect(!["", "9", "250000", "1015301", "10:15"].contains(where: MovedDate.isTime))
  }

  @Test func pseudonymsFollowTheKeyAlone() {
    let one = Pseudonyms(key: Array(repeating: 1, count: 32)), other = Pseudonyms(key: Array(repeating: 2, count: 32))
    #expect(one.uid("1.2.3") == one.uid("1.2.3"))
    #expect(Set([one.uid("1.2.3"), one.uid("1.2.4"), other.uid("1.2.3")]).count == 3)
    #expect(one.uid("1.2.3").hasPrefix("2.25.") && one.uid("1.2.3").count <= 44)
    #expect(one.patient("id|1") != one.patient("id|2") && one.patient("id|1") != other.patient("id|1"))
    let days = (0..<500).map { one.shift("id|\($0)", in: 366...3650) }
    #expect(days.allSatisfy { (366...3650).contains($0) } && Set(days).count > 400)
  }

  @Test func knownWordsStayAndOthersGo() {
    let words = DeidentificationPolicy.standard.words
    let rows = [
      ("Thorax 1.0 B60f", "Thorax 1.0 B60f"), ("CT Chest Doe contrast", "CT Chest contrast"), ("DOE, JOHN", ""),
      ("Thorax routine (Müller)", "Thorax routine"), ("Sensation 64", "Sensation 64"), ("12.03.1960", ""),
      ("LUNG 5mm", "LUNG 5mm"), ("01234567", ""), ("Thorax injecté", "Thorax injecté"), ("HELICAL MODE", "HELICAL MODE"),
    ]
    for (text, kept) in rows { #expect(words.kept(text, without: []) == kept, "\(text)") }
    #expect(words.kept("Thorax Long", without: ["THORAX"]) == "")
    #expect(words.kept("syngo 7.3.0", without: [], versions: true) == "syngo 7.3.0")
    #expect(words.kept("14.03.19", without: [], versions: true) == "")
  }

  @Test func codesMeanWhatTheTableSays() {
    #expect(KnownCodes.meaning("51185008", scheme: "SCT") == "Chest")
    #expect(KnownCodes.meaning("T-D3000", scheme: "SNM3") == "Chest")
    #expect(KnownCodes.meaning("51185008", scheme: "99DOE") == nil)
    // A check digit of SNOMED CT.
    #expect(KnownCodes.isPlausible("77477000", scheme: "SCT") && !KnownCodes.isPlausible("77477001", scheme: "SCT"))
    #expect(!KnownCodes.isPlausible("DOE-JOHN", scheme: "99HOUSE"))
    for option in ConfidentialityProfile.Option.allCases {
      #expect(KnownCodes.meaning(option.code, scheme: "DCM") != nil, "\(option)")
    }
  }

  @Test func numbersAreNumbers() {
    let kvp = NumberCheck(.kvp, stated: .ds)
    #expect(kvp.accepts(Array("120 ".utf8)[...]) && !kvp.accepts(Array("DOE".utf8)[...]))
    #expect(!kvp.accepts(Array("120\\121".utf8)[...]))
    let rows = NumberCheck(.rows, stated: .us)
    #expect(rows.accepts([0, 2]) && !rows.accepts(Array("DOE^JOHN".utf8)[...]))
    #expect(NumberCheck.age("097Y", oldest: 90) == "090Y" && NumberCheck.age("061Y", oldest: 90) == "061Y")
    #expect(NumberCheck.age("097M", oldest: 90) == "097M" && NumberCheck.age("1957", oldest: 90) == nil)
  }

  // MARK: Policy

  @Test func policiesKeepToTheProfile() throws {
    let text = DeidentificationPolicy.standard
    #expect(text.treatments[.patientID] == .pseudonym && text.treatments[.studyDate] == .date)
    #expect(text.treatments[DICOMTag(code: 0x0010_4000)] == nil, "PatientComments")
    let own = String(decoding: try policyText(), as: UTF8.self)
    let rows = [
      ("numbers = [", "numbers = [ \"PatientTelephoneNumbers\","), ("numbers = [", "numbers = [ \"NoSuchElement\","),
      ("codes = [", "codes = [ \"Rows\","), ("version = 3", "version = 0"), ("shift = [366, 3650]", "shift = [0, 1]"),
      ("\"retain-modified-dates\", ", ""), ("vr = \"DS\"", "vr = \"SQ\""),
    ]
    for (old, new) in rows {
      let changed = own.replacingOccurrences(of: old, with: new)
      #expect(changed != own)
      #expect(throws: Failure.self, "\(new)") { try DeidentificationPolicy.parse(changed, name: "p.toml") }
    }
    #expect(try DeidentificationPolicy.parse(own, name: "p.toml").name == "chest-ct 3")
  }

  private func policyText() throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(5).joined(separator: "/").dropFirst()
    return Array(try Data(contentsOf: URL(fileURLWithPath: root + "/Samples/standards/deidentification.toml")))
  }

  // MARK: Pixels

  @Test func bitsAboveTheSampleAreBlanked() throws {
    for signed in [false, true] {
      for high in [11, 13] {
        let format = try #require(
          PixelFormat(rows: 1, columns: 1, bitsAllocated: 16, bitsStored: 12, highBit: high, signed: signed))
        let mask = try #require(BitMask(format, .little))
        for word in stride(from: 0, through: 0xffff, by: 7) {
          var bytes = [UInt8(word & 255), UInt8(word >> 8)]
          let before = unpacked(bytes, format)
          _ = bytes.withUnsafeMutableBytes { mask.apply(to: $0) }
          #expect(unpacked(bytes, format) == before)
          let isStill = bytes.withUnsafeMutableBytes { !mask.apply(to: $0) }
          #expect(isStill)
          let kept = Int(bytes[0]) | Int(bytes[1]) << 8
          let above = kept >> (high + 1)
          #expect(above == 0 || signed && above == 0xffff >> (high + 1))
          #expect(high == 11 || kept & 3 == 0 || signed && before < 0)
        }
      }
    }
  }

  private func unpacked(_ bytes: [UInt8], _ format: PixelFormat) -> Int16 {
    var out: [Int16] = [0]
    bytes.withUnsafeBytes { bytes in
      out.withUnsafeMutableBufferPointer { format.unpack(bytes, order: .little, into: $0) }
    }
    return out[0]
  }

  @Test func commentsOfCodestreamsAreBlanked() throws {
    let format = try #require(
      PixelFormat(rows: 2, columns: 2, bitsAllocated: 8, bitsStored: 8, highBit: 7, signed: false))
    let secret = Array("DOE^JOHN".utf8), length: [UInt8] = [0, UInt8(secret.count + 2)]
    var jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xfe] + length + secret + [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd9] + secret
    let size = jpeg.count
    #expect(try CodestreamCleaner.blank(&jpeg, .jpegLosslessFirstOrder, format: format))
    #expect(jpeg.count == size && jpeg.firstRange(of: secret) == nil)
    #expect(jpeg[(size - secret.count - 10)...].prefix(10).elementsEqual([0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd9]))
    #expect(try !CodestreamCleaner.blank(&jpeg, .jpegLosslessFirstOrder, format: format))
    var cut = Array(jpeg.prefix(12))
    #expect(throws: Failure.self) { try CodestreamCleaner.blank(&cut, .jpegLosslessFirstOrder, format: format) }
    var rle = [UInt8](repeating: 0, count: 64)
    (rle[0], rle[4], rle[20]) = (1, 64, 77)
    rle += [3, 10, 20, 30, 40] + secret
    #expect(try CodestreamCleaner.blank(&rle, .rleLossless, format: format))
    #expect(rle[64..<69].elementsEqual([3, 10, 20, 30, 40]) && rle[69...].allSatisfy { $0 == 0 } && rle[20] == 0)
  }

  @Test func textInACornerIsDoubted() {
    let doubt = DeidentificationPolicy.standard.burnedIn
    var body = [Int16](repeating: -1000, count: 128 * 128)
    for y in 20..<108 { for x in 10..<118 { body[y * 128 + x] = x % 40 == 0 ? 1200 : 40 } }
    func isDoubtful(_ samples: [Int16]) -> Bool {
      samples.withUnsafeBufferPointer { doubt.isDoubtful($0, columns: 128) }
    }
    #expect(!isDoubtful(body))
    var text = body
    for letter in 0..<8 { for y in 4..<13 { for x in [0, 3, 6] { text[y * 128 + 6 + 9 * letter + x] = 3071 } } }
    #expect(isDoubtful(text))
    #expect(!isDoubtful([Int16](repeating: 5, count: 128 * 128)))
  }

  // MARK: Proof

  @Test func whatIsLeftIsFound() throws {
    let folder = NSTemporaryDirectory() + "deid-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let policy = DeidentificationPolicy.standard
    var record = CleaningRecord()
    record.removed.add(Array("Doe^Johnny".utf8)[...], .pn, in: .ascii, words: policy.words)
    record.removed.add(Array("20190314".utf8)[...], .da, in: .ascii, words: policy.words)
    record.removed.add(Array("A1234567".utf8)[...], .lo, in: .ascii, words: policy.words)
    record.made = ["P-JOHNNY"]
    let proof = RemovalProof(record, words: policy.words, in: .ascii)
    let wide = "Johnny".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let rows: [(value: [UInt8], isLeft: Bool)] = [
      (Array("Thorax".utf8), false), (Array("seen by JOHNNY".utf8), true), (Array("johnny doe".utf8), true),
      (wide, true), (Array("on 14.03.2019".utf8), true), (Array("March 14, 2019".utf8), true),
      (Array("a1234567".utf8), true), (Array("P-JOHNNY".utf8), false), (Array("Doe".utf8), false),
    ]
    for (n, row) in rows.enumerated() {
      var dataSet = DICOMObject()
      dataSet.set(.seriesDescription, vr: .lo, bytes: row.value)
      var item = dataSet.newItem()
      item.set(.seriesDescription, vr: .lo, bytes: row.value)
      dataSet.set(.referencedSeriesSequence, items: [item])
      let path = folder + "/\(n).dcm"
      try DICOMFile(sopClass: "1.2.840.10008.5.1.4.1.1.2", instanceUID: "1.2.3", dataSet: dataSet).write(to: path)
      let written = try #require(try DICOMFile(path: path, whole: true))
      #expect(try proof.hits(in: written, path: path).isEmpty != row.isLeft, "\(n)")
    }
  }
}
