import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM

/// What is changed is written as it was set, and all else as it was read.
@Suite struct DICOMEditingTests {
  private static let encodings: [DICOMEncoding] = [
    .implicitLittleEndian, .explicitLittleEndian, .explicitBigEndian,
  ]
  private static let codes = DICOMTag(0x0008, 0x1032), meaning = DICOMTag.codeMeaning
  private static let secret = DICOMTag(0x0009, 0x1001), creator = DICOMTag(0x0009, 0x0010)

  private func parse(_ bytes: [UInt8], _ encoding: DICOMEncoding) throws -> DICOMObject {
    try DICOMParser(source: DICOMSource(memory: bytes), encoding: encoding).dataSet(from: 0, to: bytes.count)
  }

  @Test(arguments: EditedObject.all.indices) func editsArePydicoms(_ n: Int) throws {
    let expected = EditedObject.all[n]
    var object = try parse(EditedObject.bytes(expected.before), expected.encoding)
    #expect(try object.string(.patientName) == "Müller^Ä")
    object.set(.patientName, "Weiß")
    object.remove(Self.creator)
    object.removeAll { $0.tag.isPrivate }
    object.set(DICOMTag(0x0008, 0x0080), "Köln")
    object.set(.columns, 515)
    try object.editItems(Self.codes) { items in
      try items[1].edit(.referencedSeriesSequence, item: 0) { $0.set(.referencedSOPInstanceUID, "2.25.77") }
      var new = items[0].newItem()
      new.set(.codeValue, "C3")
      new.set(.codeMeaning, "neu ü")
      items.insert(new, at: 1)
      items[0].remove(.codeMeaning)
    }
    #expect(try object.encoded() == EditedObject.bytes(expected.after))
    // What was set is read as what was read is.
    #expect(try object.string(.patientName) == "Weiß" && object.integer(.columns) == 515)
    #expect(try object.items(Self.codes).map { try $0.string(.codeValue) } == ["A1", "C3", "B2"])
    let again = try parse(try object.encoded(), expected.encoding)
    #expect(again.elements.map(\.tag) == object.elements.map(\.tag))
    #expect(try again.items(Self.codes)[1].string(.codeMeaning) == "neu ü")
  }

  /// From each encoding to each other and back: the same bytes, where the dictionary knows the elements.
  @Test func encodingsAreExchanged() throws {
    for from in EditedObject.all where !from.isDelimited {
      for to in EditedObject.all where !to.isDelimited {
        let object = try parse(EditedObject.bytes(from.after), from.encoding)
        let other = try object.encoded(as: to.encoding)
        #expect(other == EditedObject.bytes(to.after), "\(from.encoding) to \(to.encoding)")
        #expect(try parse(other, to.encoding).encoded(as: from.encoding) == EditedObject.bytes(from.after))
      }
    }
  }

  @Test func everyNumberIsInTheOrderOfItsFile() throws {
    for encoding in Self.encodings {
      var object = DICOMObject(encoding: encoding)
      object.set(DICOMTag(0x0018, 0x9073), numbers: [-2.5])
      object.set(DICOMTag(0x0018, 0x9461), numbers: [0.5, 3])
      object.set(.rows, 513, 7)
      object.set(.pixelPaddingValue, vr: .ss, -2000)
      object.set(DICOMTag(0x0020, 0x9157), 0x0102_0304)
      object.set(DICOMTag(0x0018, 0x6020), -5)
      object.set(DICOMTag(0x0020, 0x9165), tags: [.patientName, .rows])
      object.set(.instanceNumber, -3)
      for target in Self.encodings {
        let again = try parse(try object.encoded(as: target), target)
        for read in [object, again] {
          #expect(try read.numbers(DICOMTag(0x0018, 0x9073)) == [-2.5])
          #expect(try read.numbers(DICOMTag(0x0018, 0x9461)) == [0.5, 3])
          #expect(try read.numbers(.rows) == [513, 7])
          #expect(try read.integer(.pixelPaddingValue, signed: true) == -2000)
          #expect(try read.integer(DICOMTag(0x0020, 0x9157)) == 0x0102_0304)
          #expect(try read.integer(DICOMTag(0x0018, 0x6020)) == -5)
          #expect(try read.tags(DICOMTag(0x0020, 0x9165)) == [.patientName, .rows])
          #expect(try read.integer(.instanceNumber) == -3)
        }
      }
    }
  }

  /// An element that is there twice is removed twice, and set once; what is set finds its place.
  @Test func doublesAndOrder() throws {
    let writer = TestWriter()
    let elements = [TestElement(.rows, 1), TestElement(.modality, "CS", "CT"), TestElement(.rows, 2)]
    let bytes = elements.flatMap(writer.element)
    var object = try parse(bytes, .explicitLittleEndian)
    #expect(try object.encoded() == bytes)
    var other = object
    object.set(.rows, 3)
    #expect(object.elements.map(\.tag) == [.rows, .modality])
    object.set(.manufacturer, "M")
    object.set(.pixelData, bytes: [1, 2])
    #expect(object.elements.map(\.tag) == [.rows, .modality, .manufacturer, .pixelData])
    other.remove(.rows)
    #expect(other.elements.map(\.tag) == [.modality])
    #expect(try parse(try other.encoded(), .explicitLittleEndian).string(.modality) == "CT")
  }

  /// Text is written in the object's characters; what they do not have is a question mark.
  @Test func charactersOfTheFile() throws {
    let sets: [(terms: [String], bytes: [UInt8])] = [
      (["ISO_IR 100"], [0xc4, 0x3f]), (["ISO_IR 192"], Array("ÄД".utf8)), ([], [0x3f, 0x3f]),
      (["ISO_IR 144"], [0x3f, 0xb4]), (["GB18030"], [0x81, 0x30, 0x87, 0x32, 0xa7, 0xa5]),
    ]
    for set in sets {
      var object = try parse(
        set.terms.flatMap { TestWriter().element(TestElement(.specificCharacterSet, "CS", $0)) }, .explicitLittleEndian)
      object.set(.manufacturer, "ÄД")
      let value = Array(try #require(try object.bytes(.manufacturer)))
      #expect(value.prefix(set.bytes.count) == set.bytes[...], "\(set.terms)")
      object.set(.modality, "Ä")
      #expect(try object.bytes(.modality) == [0x3f, 0x20], "code strings are ASCII")
    }
    // An item that is written otherwise says so.
    var file = try parse(
      TestWriter().element(TestElement(.specificCharacterSet, "CS", "ISO_IR 100")), .explicitLittleEndian)
    var foreign = DICOMObject()
    foreign.set(.codeMeaning, "Д")
    var plain = DICOMObject()
    plain.set(.codeMeaning, "plain")
    file.set(Self.codes, items: [foreign, plain])
    let items = try parse(try file.encoded(), .explicitLittleEndian).items(Self.codes)
    #expect(try items[0].string(.specificCharacterSet) == "ISO_IR 192" && items[0].string(.codeMeaning) == "Д")
    #expect(items[1][.specificCharacterSet] == nil)
    for name in ISO2022Code.registrations.prefix(11) {
      let set = DICOMCharacterSet(definedTerms: Array("ISO_IR \(name)".utf8)[...])
      #expect(set.definedTerms == ["ISO_IR \(name)"])
    }
  }

  /// Every level is reached, and only what was changed is made anew.
  @Test func allLevels() throws {
    let writer = TestWriter()
    func nested(_ depth: Int) -> [TestElement] {
      let own = [TestElement(.patientID, "LO", "P\(depth)"), TestElement(Self.secret, "OB", .bytes([1, 2, 3, 4]))]
      if depth == 0 { return own }
      return own + [TestElement(Self.codes, "SQ", .items([nested(depth - 1)], defined: depth % 2 == 0))]
    }
    let bytes = writer.dataSet(nested(5) + [TestElement(.referencedSeriesSequence, "SQ", .items([[]], defined: false))])
    var object = try parse(bytes, .explicitLittleEndian)
    try object.editAll { _ in }
    #expect(object.unchanged != nil)
    var seen: [String] = []
    try object.editAll { level in
      try level.string(.patientID).map { seen.append($0) }
      level.removeAll { $0.tag.isPrivate }
      if level[.patientID] != nil { level.set(.patientID, "x") }
    }
    #expect(seen == ["P5", "P4", "P3", "P2", "P1", "P0"])
    func expected(_ depth: Int) -> [TestElement] {
      let own = [TestElement(.patientID, "LO", "x")]
      if depth == 0 { return own }
      return own + [TestElement(Self.codes, "SQ", .items([expected(depth - 1)], defined: depth % 2 == 0))]
    }
    let wanted = writer.dataSet(
      expected(5) + [TestElement(.referencedSeriesSequence, "SQ", .items([[]], defined: false))])
    #expect(try object.encoded() == wanted)
  }

  /// Also in a sequence that is there twice.
  @Test func noLevelIsHiddenByAnother() throws {
    let writer = TestWriter()
    let bytes = ["A", "B"].flatMap { name in
      writer.element(TestElement(Self.codes, "SQ", .items([[TestElement(.patientID, "LO", name)]], defined: true)))
    }
    var object = try parse(bytes, .explicitLittleEndian)
    try object.editAll { $0.remove(.patientID) }
    let empty = writer.element(TestElement(Self.codes, "SQ", .items([[]], defined: true)))
    #expect(try object.encoded() == empty + empty)
  }

  /// Elements of another object are taken over where they lie.
  @Test func mergedByReference() throws {
    let writer = TestWriter(order: .big, explicit: true)
    let pixels = (0..<9000).map { UInt16($0) }
    let items = [[TestElement(.rows, 3)]]
    let other = try parse(
      writer.dataSet([
        TestElement(.columns, 300), TestElement(Self.codes, "SQ", .items(items, defined: true)),
        TestElement(.pixelData, "OW", .words(pixels)),
      ]), .explicitBigEndian)
    var object = DICOMObject()
    object.set(.columns, 1)
    object.merge(other)
    #expect(try object.integer(.columns) == 300)
    #expect(try object.items(Self.codes).first?.integer(.rows) == 3)
    let expected = TestWriter().dataSet([
      TestElement(.columns, 300), TestElement(Self.codes, "SQ", .items(items, defined: true)),
      TestElement(.pixelData, "OW", .words(pixels)),
    ])
    #expect(try object.encoded() == expected)
    #expect(try other.encoded(as: .explicitLittleEndian) == expected)
  }

  @Test func itemsThatAreNotThere() throws {
    var object = DICOMObject()
    let failure = #expect(throws: Failure.self) { try object.edit(Self.codes, item: 0) { _ in } }
    #expect(failure?.what.contains("no item 1") == true)
    try object.editItems(Self.codes) { _ in }
    #expect(object.isEmpty)
    try object.editItems(Self.codes) { $0.append(DICOMObject()) }
    #expect(try object.items(Self.codes).count == 1)
  }
}
