/// What the slices of one series must have in common, as one of them states it. Kept as digests only: no value of a
/// patient can get into a message.
struct SeriesAttributes: Sendable {
  /// What follows where two slices state different values.
  enum Bond: Int, Comparable, Sendable {
    /// They are of different patients, studies or kinds of image: never one scan (PS3.3 A.1.2, C.7.1 to C.7.3).
    case patient, study, modality
    /// It is said: PS3.3 lets it differ from image to image, or it does not tell slices apart reliably.
    case said

    static func < (l: Bond, r: Bond) -> Bool { l.rawValue < r.rawValue }
  }

  struct Attribute: Sendable {
    let tag: DICOMTag
    let bond: Bond
    /// Of its values, what is compared.
    let form: @Sendable ([String]) -> String
  }

  static let all: [Attribute] = [
    Attribute(tag: .patientID, bond: .patient, form: text),
    Attribute(tag: .issuerOfPatientID, bond: .patient, form: text),
    Attribute(tag: .patientName, bond: .patient, form: name),
    Attribute(tag: .patientBirthDate, bond: .patient, form: text),
    Attribute(tag: .patientSex, bond: .patient, form: text),
    Attribute(tag: .studyInstanceUID, bond: .study, form: text),
    Attribute(tag: .modality, bond: .modality, form: text),
    Attribute(tag: .sopClassUID, bond: .said, form: text),
    Attribute(tag: .studyDate, bond: .said, form: text),
    Attribute(tag: .accessionNumber, bond: .said, form: text),
    Attribute(tag: .seriesNumber, bond: .said, form: number),
    Attribute(tag: .frameOfReferenceUID, bond: .said, form: text),
    Attribute(tag: .patientPosition, bond: .said, form: text),
    Attribute(tag: .manufacturer, bond: .said, form: text),
    Attribute(tag: .manufacturerModelName, bond: .said, form: text),
    // ORIGINAL or DERIVED; what follows is the vendor's.
    Attribute(tag: .imageType, bond: .said) { text($0.prefix(1).map { $0 }) },
    Attribute(tag: .kvp, bond: .said, form: number),
    Attribute(tag: .convolutionKernel, bond: .said, form: text),
    Attribute(tag: .sliceThickness, bond: .said, form: number),
  ]

  /// By the attribute; nil where it is absent, empty or cannot be read.
  let digests: [Int?]

  init(_ attributes: FrameAttributes) {
    digests = Self.all.map { attribute in
      guard let values = try? attributes.holder(of: attribute.tag).strings(attribute.tag) else { return nil }
      let form = attribute.form(values)
      return form.isEmpty ? nil : form.hashValue
    }
  }

  private static let text: @Sendable ([String]) -> String = {
    $0.allSatisfy(\.isEmpty) ? "" : $0.joined(separator: "\\").lowercased()
  }

  /// 120 and 120.0 are one.
  static let number: @Sendable ([String]) -> String = { values in
    values.allSatisfy(\.isEmpty)
      ? "" : values.map { text in Double(text).map { $0.isFinite ? $0.short : text } ?? text }.joined(separator: "\\")
  }

  /// One name in several scripts, of which a file may have only one: the first that is there. Empty parts at the end
  /// are left out by some programs and written by others.
  private static let name: @Sendable ([String]) -> String = { values in
    let scripts = (values.first ?? "").split(separator: "=", omittingEmptySubsequences: false)
    let parts = scripts.map { $0.split(separator: "^", omittingEmptySubsequences: false).map(trimmed) }
    let whole = parts.map { $0.reversed().drop(while: \.isEmpty).reversed().joined(separator: "^") }
    return whole.first { !$0.isEmpty }?.lowercased() ?? ""
  }

  private static func trimmed(_ part: Substring) -> String { part.split(separator: " ").joined(separator: " ") }
}
