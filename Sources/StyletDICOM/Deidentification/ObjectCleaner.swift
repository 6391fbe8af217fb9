import StyletBase

/// Cleans a data set by a policy: a keep-list at every depth. What is kept is held to its value representation and to
/// the known words; identifiers that were found anywhere in the object stand in no text that stays.
struct ObjectCleaner {
  let policy: DeidentificationPolicy
  let pseudonyms: Pseudonyms
  /// Who the patient is: what the pseudonym and the days are drawn from.
  let identity: String
  /// Days backward.
  let shift: Int
  let patient: String
  private(set) var record = CleaningRecord()
  /// UIDs that were replaced, old and new, for the site's list.
  private(set) var uids: [String: String] = [:]

  init(policy: DeidentificationPolicy, pseudonyms: Pseudonyms, identity: String) {
    (self.policy, self.pseudonyms, self.identity) = (policy, pseudonyms, identity)
    shift = pseudonyms.shift(identity, in: policy.shift)
    patient = pseudonyms.patient(identity)
    record.made.insert(patient)
  }

  // MARK: What is in it

  /// Notes all values that will not stay as they are.
  mutating func collect(_ object: DICOMObject, isLeaving: Bool = true) throws {
    let creators = PrivateCreators(object)
    for entry in object.entries {
      let element = entry.element, tag = element.tag
      let treatment = policy.treatments[tag]
      let stays = isLeaving && (tag.isPrivate ? creators.isSafe(tag, policy) : treatment != nil)
      if element.isSequence {
        try object.eachItem(of: entry) { try collect($1, isLeaving: stays && treatment == .sequence) }
        continue
      }
      if element.isEncapsulated || tag == .pixelData && object.depth == 0 { continue }
      switch treatment {
      case .pseudonym, .emptied, .uid, .date: break
      case .words where stays, .version where stays:
        try collectWords(of: entry, in: object, versions: treatment == .version)
        continue
      case _? where stays: continue
      default: if stays || tag == .specificCharacterSet || Self.codeTags.contains(tag) && isLeaving { continue }
      }
      guard let length = element.length, length <= 1 << 16, let bytes = try object.bytes(of: entry) else { continue }
      let vr = element.vr == .un ? tag.dictionaryVR : element.vr
      record.removed.add(bytes, vr, in: object.characterSet, words: policy.words)
    }
  }

  /// Texts of which known words alone will stay.
  private mutating func collectWords(of entry: DICOMObject.Entry, in object: DICOMObject, versions: Bool) throws {
    guard let length = entry.element.length, length <= 1 << 16, let bytes = try object.bytes(of: entry) else { return }
    for text in object.characterSet.values(bytes) where policy.words.kept(text, without: [], versions: versions) != text {
      record.removed.add(Array(text.utf8)[...], .lo, in: .utf8, words: policy.words)
    }
  }

  /// The same of text outside the data set: preamble, meta information, names of files.
  mutating func collect(text: String) {
    guard !policy.words.isPlain(text) else { return }
    record.removed.add(text: text, stored: [])
  }

  mutating func collect(bytes: ArraySlice<UInt8>) {
    for run in bytes.split(whereSeparator: { $0 < 0x20 || $0 >= 0x7f }) where run.count >= 6 {
      collect(text: String(decoding: run, as: UTF8.self))
    }
  }

  /// What is put into the output besides.
  mutating func noteMade(_ values: [String]) { record.made.formUnion(values) }

  // MARK: Cleaning

  /// - Returns: nil where nothing is left that makes sense alone: an item of a code that is not known.
  /// - Throws: ``Failure`` where it contradicts itself, or cannot be read.
  mutating func cleaned(_ object: DICOMObject) throws -> DICOMObject? {
    guard object.contradicted.isEmpty else {
      throw object.contradicted.first.flatMap { object[$0] }?.standsTwice
        ?? Failure(.badData, "an element stands twice")
    }
    var out = object
    out.entries = []
    out.unchanged = nil
    if object[.codeValue] != nil || object[.codeMeaning] != nil {
      guard try takeCode(object, &out) else { return nil }
    }
    let creators = PrivateCreators(object)
    for entry in object.entries where out[entry.element.tag] == nil {
      let tag = entry.element.tag
      if tag == .specificCharacterSet {
        keepCharacterSet(object, entry, &out)
      } else if tag.isPrivate {
        try keepPrivate(object, entry, creators, &out)
      } else if !Self.codeTags.contains(tag) {
        try treat(object, entry, &out)
      }
    }
    return out
  }

  private static let codeTags: Set<DICOMTag> = [.codeValue, .codingSchemeDesignator, .codeMeaning]

  private mutating func treat(_ object: DICOMObject, _ entry: DICOMObject.Entry, _ out: inout DICOMObject) throws {
    let tag = entry.element.tag
    guard let treatment = policy.treatments[tag] else {
      // Lengths of groups follow from what is written.
      if tag.element != 0 { record.note(.removed, tag) }
      return
    }
    switch treatment {
    case .sequence: try treatSequence(object, entry, &out)
    case .pixels: if object.depth == 0 { keep(entry, &out) } else { record.note(.removed, tag) }
    case .emptied:
      if entry.element.length == 0 { return keep(entry, &out) }
      out.set(tag)
      record.note(.emptied, tag)
    case .table:
      if try isTable(object, entry) { keep(entry, &out) } else { record.note(.removed, tag) }
    case .number, .characteristic: try treatNumber(object, entry, &out)
    default: try treatText(object, entry, treatment, &out)
    }
  }

  private mutating func keep(_ entry: DICOMObject.Entry, _ out: inout DICOMObject) {
    // In the order of the tags, also behind a code, whose parts are there first.
    out.put(entry.element, entry.content)
    record.note(.kept, entry.element.tag)
  }

  private mutating func treatSequence(
    _ object: DICOMObject, _ entry: DICOMObject.Entry, _ out: inout DICOMObject
  ) throws {
    let element = entry.element
    guard element.isSequence else { return record.note(.removed, element.tag) }
    var items: [DICOMObject] = [], count = 0
    try object.eachItem(of: entry) { _, item in
      count += 1
      if let item = try cleaned(item), !item.isEmpty || Self.mayBeBare.contains(element.tag) { items.append(item) }
    }
    guard count == 0 || !items.isEmpty else { return record.note(.removed, element.tag) }
    record.note(.kept, element.tag)
    let made = DICOMElement(tag: element.tag, statedVR: .sq, length: element.length.map { _ in 0 })
    out.put(made, .items(items))
  }

  /// Sequences of which an item without elements is one (PS3.3 C.7.6.16).
  private static let mayBeBare: Set<DICOMTag> = [
    DICOMTag(code: 0x0020_9170), DICOMTag(code: 0x0020_9171), .sharedFunctionalGroupsSequence,
    .perFrameFunctionalGroupsSequence,
  ]

  // MARK: Values

  private mutating func treatNumber(
    _ object: DICOMObject, _ entry: DICOMObject.Entry, _ out: inout DICOMObject
  ) throws {
    let tag = entry.element.tag
    guard let bytes = try object.bytes(of: entry, atMost: 1 << 26) else { return keep(entry, &out) }
    let check = NumberCheck(tag, stated: entry.element.statedVR)
    if check.vr == .as {
      let age = object.characterSet.values(bytes).first ?? ""
      guard let kept = NumberCheck.age(age, oldest: policy.oldest) else { return drop(object, entry, &out) }
      if kept == age { return keep(entry, &out) }
      out.set(tag, kept)
      record.made.insert(kept)
      return record.note(.replaced, tag)
    }
    guard check.accepts(bytes), !check.tells(bytes, object.order, of: record.removed),
      !Self.counters.contains(tag) || !isShortNumber(bytes)
    else {
      return drop(object, entry, &out)
    }
    // A value whose kind was not stated gets it.
    if entry.element.statedVR == .un, object.order == .little || check.isWritten {
      out.set(tag, vr: check.vr, bytes: Array(bytes))
      return record.note(.kept, tag)
    }
    keep(entry, &out)
  }

  /// Numbers that a scanner's operator or an archive chooses.
  private static let counters: Set<DICOMTag> = [.seriesNumber, .acquisitionNumber]

  private func isShortNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    record.removed.shortNumbers.contains(String(decoding: bytes.trimmingPadding(), as: UTF8.self))
  }

  /// Whether a table of colours, or its descriptor, is of a picture that has colours by tables, has the length that the
  /// descriptor states (PS3.3 C.7.6.3.1.5), and no text in it.
  private func isTable(_ object: DICOMObject, _ entry: DICOMObject.Entry) throws -> Bool {
    guard try object.string(.photometricInterpretation) == "PALETTE COLOR" else { return false }
    let tag = entry.element.tag, isData = tag.element >= 0x1200
    if isData, let bytes = try object.bytes(of: entry), NumberCheck.hasText(bytes, least: 8) { return false }
    let descriptor = try object.numbers(DICOMTag(tag.group, isData ? tag.element - 0x100 : tag.element), signed: false)
    guard descriptor.count == 3, let length = entry.element.length else { return false }
    let count = descriptor[0] == 0 ? 65536 : Int(descriptor[0])
    return isData ? length == 2 * count || length == count + count % 2 : length == 6
  }

  /// Takes out a value that does not belong.
  private mutating func drop(_ object: DICOMObject, _ entry: DICOMObject.Entry, _ out: inout DICOMObject) {
    let tag = entry.element.tag
    if let bytes = try? object.bytes(of: entry) {
      record.removed.add(bytes, .lo, in: object.characterSet, words: policy.words)
    }
    if policy.needed.contains(tag) {
      out.set(tag, Self.unknown)
      record.made.insert(Self.unknown)
      return record.note(.replaced, tag)
    }
    // Objects may have to have it.
    out.set(tag)
    record.note(.emptied, tag)
  }

  private static let unknown = "UNKNOWN"

  private mutating func treatText(
    _ object: DICOMObject, _ entry: DICOMObject.Entry, _ treatment: DeidentificationPolicy.Treatment,
    _ out: inout DICOMObject
  ) throws {
    let tag = entry.element.tag, vr = tag.dictionaryVR
    guard let bytes = try object.bytes(of: entry) else { return keep(entry, &out) }
    let olds = object.characterSet.values(bytes)
    var fate = CleaningRecord.Fate.replaced
    var news: [String] = []
    for old in olds {
      guard !old.isEmpty else {
        news.append("")
        continue
      }
      switch treatment {
      case .words, .version:
        // A list of values keeps its places.
        var kept = policy.words.kept(old, without: record.removed.namesInTexts, versions: treatment == .version)
        // A number with points looks like a version.
        if treatment == .version, KnownWords.words(of: kept).contains(where: isNumberWithPoints) { kept = "" }
        news.append(kept.isEmpty && olds.count > 1 || vr == .cs && kept != old ? Self.unknown : kept)
      case .code:
        let kept = policy.words.kept(old, without: record.removed.identifiers)
        guard kept == old, old.utf8.count <= 16 else { return drop(object, entry, &out) }
        news.append(old)
      case .maker:
        guard policy.makers.contains(old) else { return drop(object, entry, &out) }
        record.made.insert(old)
        news.append(old)
      case .date:
        fate = .moved
        if vr == .tm {
          let isKept = policy.keepsTimes && MovedDate.isTime(old) && !isNumber(of: old)
          news.append(isKept ? old : "")
        } else {
          let moved = MovedDate.back(old, days: shift, keepsTime: policy.keepsTimes) ?? ""
          if !moved.isEmpty { record.made.insert(moved) }
          news.append(moved)
        }
      case .uid: news.append(uid(old, of: tag))
      default:
        let isPatient = tag == .patientName || tag == .patientID
        let new = isPatient ? patient : pseudonyms.text(old, of: tag)
        record.made.insert(new)
        news.append(new)
      }
    }
    if news == olds, entry.element.statedVR == vr || entry.element.statedVR == nil, isTidy(bytes, olds, vr, object) {
      return keep(entry, &out)
    }
    if treatment == .words || treatment == .version {
      for (old, new) in zip(olds, news) where old != new {
        record.removed.add(Array(old.utf8)[...], .lo, in: .utf8, words: policy.words)
      }
      if news.allSatisfy(\.isEmpty) { return drop(object, entry, &out) }
      if news.contains(Self.unknown) { record.made.insert(Self.unknown) }
    }
    out.set(tag, vr: vr == .un ? .lo : vr, texts: news)
    record.note(news == olds ? .kept : fate, tag)
  }

  private func isNumberWithPoints(_ word: String) -> Bool {
    let digits = word.filter { ("0"..."9").contains($0) }
    return digits.utf8.count >= 6 && record.removed.has(number: digits)
  }

  /// Whether a time, or its fraction, has the digits of a number that was removed.
  private func isNumber(of time: String) -> Bool {
    time.split(separator: ".").contains { record.removed.numbers.contains(String($0)) }
  }

  /// Whether the bytes are the values and their padding, and nothing hides behind a NUL.
  private func isTidy(
    _ bytes: ArraySlice<UInt8>, _ values: [String], _ vr: DICOMValueRepresentation, _ object: DICOMObject
  ) -> Bool {
    !bytes.dropLast().contains(0) && !bytes.contains(0x1b)
      && bytes.count <= values.reduce(0) { $0 + $1.utf8.count + 2 } + 16
  }

  private mutating func uid(_ old: String, of tag: DICOMTag) -> String {
    let isClass = DICOMDictionary.profile(tag)?.basic != .replaceUID
    if RemovedValues.isStandard(old), isClass || tag == .frameOfReferenceUID { return old }
    let new = pseudonyms.uid(old)
    record.made.insert(new)
    uids[old] = new
    return new
  }

  // MARK: Codes, sets, private elements

  /// - Returns: whether the code is known, or may be one.
  private mutating func takeCode(_ object: DICOMObject, _ out: inout DICOMObject) throws -> Bool {
    let code = try object.string(.codeValue) ?? "", scheme = try object.string(.codingSchemeDesignator) ?? ""
    let stated = try object.string(.codeMeaning) ?? ""
    let known = KnownCodes.meaning(code, scheme: scheme)
    let isIdentifier =
      KnownWords.words(of: code).contains { record.removed.identifiers.contains($0) }
      || record.removed.has(number: code) || record.removed.shortNumbers.contains(code)
    let isKept = known != nil || KnownCodes.isPlausible(code, scheme: scheme) && !isIdentifier
    let meaning = isKept ? known ?? code : ""
    if stated != meaning {
      record.removed.add(Array(stated.utf8)[...], .lo, in: .utf8, words: policy.words)
      record.note(isKept ? .replaced : .removed, .codeMeaning)
    }
    guard isKept else {
      record.removed.add(Array(code.utf8)[...], .lo, in: .utf8, words: policy.words)
      return false
    }
    out.set(.codeValue, code)
    out.set(.codingSchemeDesignator, scheme)
    out.set(.codeMeaning, meaning)
    record.made.formUnion([code, scheme, meaning])
    return true
  }

  private mutating func keepCharacterSet(
    _ object: DICOMObject, _ entry: DICOMObject.Entry, _ out: inout DICOMObject
  ) {
    let terms = (try? object.bytes(of: entry)).flatMap { $0 }.map { $0.split(separator: 0x5c) } ?? []
    let isKnown = terms.allSatisfy { term in
      let name = String(decoding: term.trimmingPadding(), as: UTF8.self)
      if ["GB18030", "GBK", ""].contains(name) { return true }
      let number = ["ISO_IR ", "ISO 2022 IR "].first { name.hasPrefix($0) }.map { name.dropFirst($0.count) }
      return number.flatMap { Int($0) }.map(Self.setNumbers.contains) ?? false
    }
    if isKnown { return keep(entry, &out) }
    out.set(.specificCharacterSet, texts: object.characterSet.definedTerms)
    record.note(.replaced, .specificCharacterSet)
  }

  /// Of the International Register, of which PS3.3 C.12.1.1.2 makes its terms.
  private static let setNumbers: Set<Int> = [
    6, 13, 14, 58, 87, 100, 101, 109, 110, 126, 127, 138, 144, 148, 149, 159, 166, 192, 203,
  ]

  private mutating func keepPrivate(
    _ object: DICOMObject, _ entry: DICOMObject.Entry, _ creators: PrivateCreators, _ out: inout DICOMObject
  ) throws {
    let tag = entry.element.tag
    guard creators.isSafe(tag, policy), let creator = creators.creator(of: tag), let vr = creators.vr(of: tag, policy)
    else {
      if tag.element >= 0x1000 || creators.creator(at: tag) == nil { record.note(.removed, tag) }
      return
    }
    guard let bytes = try object.bytes(of: entry), [vr, .un, nil].contains(entry.element.statedVR) else {
      return record.note(.removed, tag)
    }
    let isKept: Bool
    if vr == .cs {
      let text = object.characterSet.values(bytes).joined(separator: "\\")
      isKept = policy.words.kept(text, without: record.removed.identifiers) == text
    } else {
      let check = NumberCheck(vr: vr, most: 1)
      isKept = check.accepts(bytes) && !check.tells(bytes, object.order, of: record.removed)
    }
    guard isKept else { return record.note(.removed, tag) }
    out.set(DICOMTag(tag.group, tag.element >> 8), vr: .lo, creator)
    record.made.insert(creator)
    record.keptSafePrivate = true
    out.put(
      DICOMElement(tag: tag, statedVR: vr, length: bytes.count), .bytes(Array(bytes)))
    record.note(.kept, tag)
  }
}
