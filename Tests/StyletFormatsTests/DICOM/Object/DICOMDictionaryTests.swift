import Dispatch
import StyletTexts
import Testing

@testable import StyletDICOM

@Suite struct DICOMDictionaryTests {
  /// All rows of the text, taken apart in another way than the dictionary does.
  private static let rows = String(decoding: CarriedText.dicomElements, as: UTF8.self).split(separator: "\n")
    .filter { $0.first != "#" }.map { $0.split(separator: " ") }
  private static let tags = rows.filter { !$0[0].contains("x") }
  private static let groups = rows.filter { $0[0].contains("x") }

  /// As many as pydicom 3.0.2 has of PS3.6 and PS3.7 (2024c), and one for all curves.
  @Test func rowsAreWholeAndOnce() {
    #expect(Self.tags.count == 5091 && Self.groups.count == 89)
    #expect(DICOMDictionary.count == 5180)
    let codes = Self.tags.map { $0[0] }
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    let keywords = (Self.tags + Self.groups).map { $0[3] }.filter { $0 != "-" }
    #expect(Set(keywords).count == keywords.count)
    #expect(keywords.count == 5173)
    #expect(Self.tags.filter { $0.dropFirst(4).first == "ret" }.count == 423)
  }

  private func expect(_ tag: DICOMTag, is row: [Substring]) throws {
    let entry = try #require(DICOMDictionary.entry(tag), "\(row)")
    #expect(entry.keyword == (row[3] == "-" ? "" : row[3]))
    #expect(entry.representations.map(\.description).joined(separator: "/") == (row[1] == "-" ? "" : row[1]))
    #expect(entry.multiplicity == (row[2] == "-" ? "" : row[2]))
    #expect(entry.isRetired == row.contains("ret"))
    #expect((entry.profile != nil) == row.contains { $0.hasPrefix("=") }, "\(row)")
    #expect(DICOMDictionary.keyword(tag) == (row[3] == "-" ? nil : String(row[3])))
    // What the file means that does not say: of "OB or OW" the words, of any other the first.
    let vr = row[1] == "-" ? nil : row[1] == "OB/OW" ? "OW" : String(row[1].prefix(2))
    #expect(DICOMDictionary.representation(tag)?.description == vr, "\(row)")
  }

  @Test func everyRowIsFound() throws {
    #expect(Self.rows == Self.tags + Self.groups, "rows of groups stand last")
    for (n, row) in Self.tags.enumerated() {
      let tag = DICOMTag(code: try #require(UInt32(row[0], radix: 16)))
      try expect(tag, is: row)
      // A pass over all rows for each.
      if n % 16 == 0, row[3] != "-" { #expect(DICOMDictionary.tag(keyword: String(row[3])) == tag) }
    }
  }

  /// A group's row is found for every digit in the places of its "x", unless the tag or a narrower group has a row.
  @Test func everyGroupIsFound() throws {
    let own = Set(Self.tags.map { $0[0] })
    var found: Set<Substring> = []
    for row in Self.groups {
      for digit in "0123456789abcdef" {
        let text = row[0].replacing("x", with: String(digit))
        let tag = DICOMTag(code: try #require(UInt32(text, radix: 16)))
        if tag.isPrivate || own.contains(text[...]) { continue }
        let first = try #require(Self.groups.first { group in
          zip(group[0], text).allSatisfy { $0 == "x" || $0 == $1 }
        })
        try expect(tag, is: first)
        found.insert(first[0])
      }
      if row[3] != "-" { #expect(DICOMDictionary.tag(keyword: String(row[3])) == nil, "\(row)") }
    }
    #expect(found.count == Self.groups.count)
  }

  /// What lies between two rows, before the first and after the last is unknown, and so is all of odd groups.
  @Test func unknownAndPrivateTags() throws {
    let codes = Self.tags.compactMap { UInt32($0[0], radix: 16) }
    let known = Set(codes)
    func isInGroup(_ tag: DICOMTag) -> Bool {
      let digits = String(tag.code, radix: 16)
      let text = String(repeating: "0", count: 8 - digits.count) + digits
      return Self.groups.contains { zip($0[0], text).allSatisfy { $0 == "x" || $0 == $1 } }
    }
    var unknown = 0
    for code in codes {
      for near in [code &- 1, code &+ 1] where !known.contains(near) {
        let tag = DICOMTag(code: near)
        if isInGroup(tag), !tag.isPrivate { continue }
        unknown += 1
        #expect(DICOMDictionary.entry(tag) == nil && DICOMDictionary.keyword(tag) == nil, "\(tag)")
        #expect(DICOMDictionary.representation(tag) == nil, "\(tag)")
        #expect(DICOMDictionary.profile(tag) == (tag.isPrivate ? .privateAttributes : nil), "\(tag)")
      }
      let vendors = DICOMTag(code: code | 1 << 16)
      if vendors.isPrivate { #expect(DICOMDictionary.entry(vendors) == nil, "\(vendors)") }
    }
    #expect(unknown > 500)
    for code in [0, .max, .max - 1, 0x0000_ffff, 0x0001_0000, 0x6001_3000] as [UInt32] where !known.contains(code) {
      #expect(DICOMDictionary.entry(DICOMTag(code: code)) == nil, "\(code)")
    }
  }

  /// Files are opened on all cores: the first look-up may be several.
  @Test func threadsLookUpAtOnce() {
    DispatchQueue.concurrentPerform(iterations: 64) { n in
      for row in Self.tags.dropFirst(n).prefix(50) {
        #expect(UInt32(row[0], radix: 16).flatMap { DICOMDictionary.entry(DICOMTag(code: $0)) } != nil)
      }
    }
  }

  /// Rows as PS3.6 prints them.
  @Test func knownRows() throws {
    let known: [(UInt16, UInt16, String, String, String, Bool)] = [
      (0x0000, 0x0000, "UL", "1", "CommandGroupLength", false),
      (0x0002, 0x0010, "UI", "1", "TransferSyntaxUID", false),
      (0x0008, 0x0001, "UL", "1", "LengthToEnd", true),
      (0x0010, 0x0010, "PN", "1", "PatientName", false),
      (0x0018, 0x1210, "SH", "1-n", "ConvolutionKernel", false),
      (0x0020, 0x0032, "DS", "3", "ImagePositionPatient", false),
      (0x0028, 0x0106, "US/SS", "1", "SmallestImagePixelValue", false),
      (0x0028, 0x3006, "US/OW", "1-n", "LUTData", false),
      (0x3006, 0x0050, "DS", "3-3n", "ContourData", false),
      (0x5200, 0x9230, "SQ", "1", "PerFrameFunctionalGroupsSequence", false),
      (0x7fe0, 0x0010, "OB/OW", "1", "PixelData", false),
      (0xfffc, 0xfffc, "OB", "1", "DataSetTrailingPadding", false),
      (0xfffe, 0xe000, "", "1", "Item", false),
      (0x6000, 0x3000, "OB/OW", "1", "OverlayData", false),
      (0x60fe, 0x0010, "US", "1", "OverlayRows", false),
      (0x5004, 0x0005, "US", "1", "CurveDimensions", true),
      (0x0020, 0x3142, "CS", "1-n", "SourceImageIDs", true),
      (0x7f02, 0x0010, "OB/OW", "1", "VariablePixelData", true),
    ]
    for (group, element, vr, vm, keyword, isRetired) in known {
      let entry = try #require(DICOMDictionary.entry(DICOMTag(group, element)), "\(keyword)")
      #expect(entry.representations.map(\.description).joined(separator: "/") == vr, "\(keyword)")
      #expect(entry.multiplicity == vm && entry.keyword == keyword && entry.isRetired == isRetired, "\(keyword)")
    }
    // Odd groups are vendors', also where they lie between those that repeat.
    for (group, element) in [(0x6001, 0x3000), (0x5001, 5), (9, 0x10), (8, 0xfffe)] as [(UInt16, UInt16)] {
      let tag = DICOMTag(group, element)
      #expect(DICOMDictionary.entry(tag) == nil && DICOMDictionary.keyword(tag) == nil, "\(tag)")
    }
  }

  @Test func implicitRepresentations() {
    #expect(DICOMTag.pixelData.dictionaryVR == .ow && DICOMTag.pixelPaddingValue.dictionaryVR == .us)
    #expect(DICOMTag(0x0028, 0x3006).dictionaryVR == .us && DICOMTag(0x6002, 0x3000).dictionaryVR == .ow)
    #expect(DICOMTag.item.dictionaryVR == .un && DICOMTag(0x0009, 0x0010).dictionaryVR == .un)
    #expect(DICOMTag(0x0008, 0).dictionaryVR == .ul && DICOMTag(0x0009, 0).dictionaryVR == .ul)
  }

  @Test func keywords() {
    #expect(DICOMDictionary.tag(keyword: "PatientName") == .patientName)
    #expect(DICOMDictionary.tag(keyword: "PixelData") == .pixelData)
    #expect(DICOMDictionary.tag(keyword: "Patient") == nil && DICOMDictionary.tag(keyword: "") == nil)
    #expect(DICOMDictionary.tag(keyword: "OverlayData") == nil)
    #expect("\(DICOMTag(0x3006, 0x0050))" == "(3006,0050) ContourData")
    #expect("\(DICOMTag(0x0018, 0x0061))" == "(0018,0061)")
  }

  /// Rows of PS3.15 table E.1-1, and how many there are of each kind.
  @Test func confidentiality() throws {
    func profile(_ group: UInt16, _ element: UInt16) -> ConfidentialityProfile? {
      DICOMDictionary.profile(DICOMTag(group, element))
    }
    #expect(profile(0x0010, 0x0010) == ConfidentialityProfile(basic: .empty, options: [:]))
    #expect(profile(0x0008, 0x0018) == ConfidentialityProfile(basic: .replaceUID, options: [.retainUIDs: .keep]))
    #expect(
      profile(0x0008, 0x0022)
        == ConfidentialityProfile(
          basic: .removeOrEmpty, options: [.retainFullDates: .keep, .retainModifiedDates: .clean]))
    #expect(profile(0x0018, 0x4000) == ConfidentialityProfile(basic: .remove, options: [.cleanDescriptors: .clean]))
    #expect(profile(0x0040, 0x0555)?.options == [.cleanStructuredContent: .clean])
    #expect(profile(0x0018, 0x1000)?.options[.retainDeviceIdentity] == .keep)
    let graphics: [(UInt16, UInt16)] = [(0x6000, 0x3000), (0x6002, 0x4000), (0x5000, 0x3000), (0x50fe, 0x9999)]
    for (group, element) in graphics {
      #expect(profile(group, element) == ConfidentialityProfile(basic: .remove, options: [.cleanGraphics: .clean]))
    }
    #expect(profile(0x0009, 0x1001) == .privateAttributes && profile(0x6001, 0x3000) == .privateAttributes)
    #expect(profile(0x0028, 0x0010) == nil && profile(0x6000, 0x0010) == nil)
    #expect(ConfidentialityProfile(action: "X/Y", options: "") == nil)
    for options in ["UKF", "QK", "UZ"] { #expect(ConfidentialityProfile(action: "X", options: options) == nil) }

    // Of the table's 621 rows three are groups and one is for private elements.
    var counts: [ConfidentialityProfile.Action: Int] = [:]
    for row in Self.tags {
      let tag = DICOMTag(code: try #require(UInt32(row[0], radix: 16)))
      if let profile = DICOMDictionary.profile(tag) { counts[profile.basic, default: 0] += 1 }
    }
    #expect(
      counts == [
        .remove: 380, .dummy: 92, .replaceUID: 54, .empty: 42, .removeOrDummy: 22, .removeOrEmpty: 11,
        .removeEmptyOrDummy: 8, .emptyOrDummy: 6, .removeEmptyOrReplaceUIDs: 2,
      ])
  }
}
