import StyletImaging

/// A content item of a structured report (PS3.3 C.17.3): a value under a name, and what hangs on it.
struct ReportItem {
  enum Relation: String {
    case contains = "CONTAINS"
    case observed = "HAS OBS CONTEXT"
    case acquired = "HAS ACQ CONTEXT"
    case modified = "HAS CONCEPT MOD"
  }

  enum Value {
    /// - template: its number in PS3.16; nil where it is none.
    case container(template: Int?)
    case code(CodedConcept)
    case text(String)
    case number(Double, CodedConcept)
    case person(String)
    case uid(String)
    /// - segment: of a segmentation.
    case image(SourceInstance, segment: Int?)
    /// An object that is no image.
    case composite(SourceInstance)

    fileprivate var type: String {
      switch self {
      case .container: "CONTAINER"
      case .code: "CODE"
      case .text: "TEXT"
      case .number: "NUM"
      case .person: "PNAME"
      case .uid: "UIDREF"
      case .image: "IMAGE"
      case .composite: "COMPOSITE"
      }
    }
  }

  /// nil of the root.
  private let relation: Relation?
  /// nil of an image of the library, which needs no purpose.
  private let name: CodedConcept?
  private let value: Value
  private let items: [ReportItem]

  init(_ relation: Relation?, _ name: CodedConcept?, _ value: Value, _ items: [ReportItem] = []) {
    (self.relation, self.name, self.value, self.items) = (relation, name, value, items)
  }

  /// As an item of ContentSequence; of the root as a part of the data set.
  var elements: DICOMObject {
    var e = DICOMObject()
    if let relation { e.set(.relationshipType, relation.rawValue) }
    e.set(.valueType, value.type)
    if let name { e.set(.conceptNameCodeSequence, items: [Self.code(name)]) }
    switch value {
    case .container(let template):
      e.set(.continuityOfContent, "SEPARATE")
      guard let template else { break }
      var item = DICOMObject()
      item.set(.mappingResource, "DCMR")
      item.set(.templateIdentifier, "\(template)")
      e.set(.contentTemplateSequence, items: [item])
    case .code(let concept): e.set(.conceptCodeSequence, items: [Self.code(concept)])
    case .text(let text): e.set(.textValue, text)
    case .number(let x, let unit):
      var item = DICOMObject()
      item.set(.measurementUnitsCodeSequence, items: [Self.code(unit)])
      // All digits, which a decimal string has no room for.
      item.set(.floatingPointValue, numbers: [x])
      item.set(.numericValue, numbers: [x])
      e.set(.measuredValueSequence, items: [item])
    // A name of one part is a family name.
    case .person(let name): e.set(.personName, name.contains("^") ? name : name + "^")
    case .uid(let uid): e.set(.uid, uid)
    case .image(let image, let segment):
      var item = Self.reference(image)
      if let segment { item.set(.referencedSegmentNumber, segment) }
      e.set(.referencedSOPSequence, items: [item])
    case .composite(let object): e.set(.referencedSOPSequence, items: [Self.reference(object)])
    }
    if !items.isEmpty { e.set(.contentSequence, items: items.map(\.elements)) }
    return e
  }

  /// Class and instance.
  static func reference(_ image: SourceInstance) -> DICOMObject {
    var e = DICOMObject()
    e.set(.referencedSOPClassUID, image.classUID)
    e.set(.referencedSOPInstanceUID, image.instanceUID)
    return e
  }

  /// A code; one of more than 16 characters has an attribute of its own (PS3.3 §8.8).
  private static func code(_ concept: CodedConcept) -> DICOMObject {
    guard concept.value.utf8.count > 16 else { return CommonModules.code(concept) }
    var e = DICOMObject()
    e.set(.codingSchemeDesignator, concept.scheme)
    e.set(.codeMeaning, concept.meaning)
    e.set(.longCodeValue, concept.value)
    return e
  }
}
