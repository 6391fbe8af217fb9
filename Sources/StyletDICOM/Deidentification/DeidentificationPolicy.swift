import StyletBase
import StyletTexts

/// What leaves a hospital with a scan, and in which form: versioned data, `Samples/standards/deidentification.toml`,
/// which says where it comes from. What no list names is removed.
public struct DeidentificationPolicy: Sendable {
  /// What is done with an element; the raw value is the name of its list.
  enum Treatment: String, Sendable, CaseIterable {
    case number = "numbers", code = "codes", characteristic = "characteristics", date = "dates", uid = "uids"
    case sequence = "sequences", words, version = "versions", maker = "makers", pseudonym = "pseudonyms"
    case emptied, table = "tables", pixels
  }

  /// A private element that is known not to identify.
  struct SafePrivate: Hashable, Sendable {
    let creator: String
    let group: Int
    /// Within its block: the lower byte of the element's number.
    let element: Int
    let vr: DICOMValueRepresentation
  }

  public let id: String
  public let version: Int
  let options: [ConfidentialityProfile.Option]
  /// Days.
  let shift: ClosedRange<Int>
  let keepsTimes: Bool
  /// Years.
  let oldest: Int
  let classes: Set<String>
  /// Values of ImageType, and words of descriptions, of pictures with text.
  private(set) var doubtfulTypes: Set<String>
  private(set) var doubtfulNames: [[String]]
  package private(set) var burnedIn: BurnedInText
  let treatments: [DICOMTag: Treatment]
  /// What must have a value.
  let needed: Set<DICOMTag>
  let safePrivate: Set<SafePrivate>
  let makers: Set<String>
  let words: KnownWords

  /// "chest-ct 2"
  public var name: String { "\(id) \(version)" }

  /// The same of pictures that a person has looked at: what only looks like text is no doubt any more. What a header says
  /// plainly, and all else, counts as before.
  public var lookedAt: DeidentificationPolicy {
    var own = self
    (own.doubtfulTypes, own.doubtfulNames) = ([], [])
    own.burnedIn.isLookedFor = false
    return own
  }

  /// What the program carries.
  public static let standard: DeidentificationPolicy = {
    do { return try parse(CarriedText.deidentificationPolicy, name: "deidentification.toml") } catch {
      preconditionFailure("the program's own policy: \(error)")
    }
  }()

  /// Reads a text of the form of `Samples/standards/deidentification.toml`. Every member must be there, and no other.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the place of the first mistake: an element that the dictionary does not have, that
  ///   two lists name, or that the profile removes whatever the options.
  public static func parse(_ text: String, name: String) throws -> DeidentificationPolicy {
    try TOMLText.read(text, name: name) { DeidentificationPolicy(&$0) }
  }

  private init(_ fields: inout FieldReader) {
    id = fields.string("id") ?? ""
    version = fields.int("version", in: 1...Int(Int32.max)) ?? 1
    let options = fields.options("options")
    self.options = options
    (shift, keepsTimes) = fields.section("dates") {
      let days = $0.numbers("shift", count: 2) ?? [366, 3650]
      let isRange = days[0] >= 1 && days[0] <= days[1] && days[1] <= 36500
      if !isRange { $0.report("shift", "two numbers of days from 1 to 36500 were expected, the lower first") }
      let keeps = $0.bool("times") ?? false
      return (isRange ? Int(days[0])...Int(days[1]) : 366...3650, keeps)
    }
    oldest = fields.section("patient") { $0.int("oldest", in: 1...199) ?? 90 }
    (classes, doubtfulTypes, doubtfulNames) = fields.section("objects") {
      let names = $0.texts("doubtful_names").map { KnownWords.words(of: $0) }.filter { !$0.isEmpty }
      return ($0.texts("classes"), $0.texts("doubtful_types"), names)
    }
    burnedIn = fields.section("pixels") { BurnedInText(&$0) }
    (treatments, needed) = fields.section("elements") { fields in
      var found: [DICOMTag: Treatment] = [:]
      for treatment in Treatment.allCases {
        for (tag, place) in fields.tags(treatment.rawValue) {
          let isNew = found.updateValue(treatment, forKey: tag) == nil
          if !isNew { fields.report(place, "stands in another list, too") }
          if !treatment.isAllowed(DICOMDictionary.profile(tag), options) {
            fields.report(place, "is removed by the profile of PS3.15, and no option keeps it")
          }
        }
      }
      return (found, Set(fields.tags("needed").map(\.tag)))
    }
    safePrivate = Set(fields.readers("private").compactMap { SafePrivate($0) })
    (makers, words) = fields.section("texts") { ($0.texts("makers"), KnownWords($0.texts("words"))) }
  }
}

extension DeidentificationPolicy.SafePrivate {
  fileprivate init?(_ reader: FieldReader) {
    var fields = reader
    defer { fields.refuseOthers() }
    guard let creator = fields.string("creator"), let group = fields.int("group", in: 9...0xffff),
      let element = fields.int("element", in: 0...0xff), let vr = fields.string("vr")
    else { return nil }
    let letters = Array(vr.utf8)
    guard letters.count == 2, group % 2 == 1, !["SQ", "UN", "OB", "OW"].contains(vr) else {
      fields.report("vr", "a group of odd number and a representation of numbers or codes were expected")
      return nil
    }
    self.init(
      creator: creator, group: group, element: element, vr: DICOMValueRepresentation(letters[0], letters[1]))
  }
}

extension DeidentificationPolicy.Treatment {
  /// Whether the profile lets an element be treated so.
  fileprivate func isAllowed(_ profile: ConfidentialityProfile?, _ options: [ConfidentialityProfile.Option]) -> Bool {
    guard let profile else { return true }
    if options.contains(where: { profile.options[$0] != nil }) { return true }
    switch self {
    case .pseudonym, .emptied: return profile.basic != .remove
    case .uid: return profile.basic == .replaceUID
    case .sequence: return profile.basic == .removeEmptyOrReplaceUIDs
    default: return false
    }
  }
}

extension FieldReader {
  fileprivate mutating func texts(_ name: String) -> Set<String> {
    let all = array(name, required: true)
    let texts = all.compactMap(\.string)
    if texts.count != all.count { report(name, "a list of texts was expected") }
    return Set(texts)
  }

  fileprivate mutating func tags(_ name: String) -> [(tag: DICOMTag, place: String)] {
    array(name, required: true).enumerated().compactMap { n, value in
      let place = "\(name)[\(n)]"
      guard let keyword = value.string, let tag = DICOMDictionary.tagsByKeyword[keyword] else {
        report(place, "the keyword of an element of DICOM was expected")
        return nil
      }
      return (tag, place)
    }
  }

  fileprivate mutating func options(_ name: String) -> [ConfidentialityProfile.Option] {
    array(name, required: true).enumerated().compactMap { n, value in
      let option = ConfidentialityProfile.Option.allCases.first { $0.name == value.string }
      if option == nil { report("\(name)[\(n)]", "the name of an option of PS3.15 was expected") }
      return option
    }
  }
}

extension ConfidentialityProfile.Option {
  /// "retain-modified-dates"
  var name: String {
    switch self {
    case .retainSafePrivate: "retain-safe-private"
    case .retainUIDs: "retain-uids"
    case .retainDeviceIdentity: "retain-device-identity"
    case .retainInstitutionIdentity: "retain-institution-identity"
    case .retainPatientCharacteristics: "retain-patient-characteristics"
    case .retainFullDates: "retain-full-dates"
    case .retainModifiedDates: "retain-modified-dates"
    case .cleanDescriptors: "clean-descriptors"
    case .cleanStructuredContent: "clean-structured-content"
    case .cleanGraphics: "clean-graphics"
    }
  }

  /// Of CID 7050 (PS3.16), DCM.
  var code: String {
    switch self {
    case .cleanGraphics: "113103"
    case .cleanStructuredContent: "113104"
    case .cleanDescriptors: "113105"
    case .retainFullDates: "113106"
    case .retainModifiedDates: "113107"
    case .retainPatientCharacteristics: "113108"
    case .retainDeviceIdentity: "113109"
    case .retainUIDs: "113110"
    case .retainSafePrivate: "113111"
    case .retainInstitutionIdentity: "113112"
    }
  }
}
