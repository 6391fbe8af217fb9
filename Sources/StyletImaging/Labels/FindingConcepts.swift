/// What the findings are called in published terminologies, for the formats that want codes.
///
/// Types are those of PS3.16 CID 6104 (abnormal opacities) where it has them, else SNOMED CT.
extension Finding {
  /// What kind of thing every finding is: PS3.16 CID 7150.
  public static let category = CodedConcept(
    scheme: "SCT", value: "49755003", meaning: "Morphologically Abnormal Structure")
  /// Where every finding is.
  public static let region = CodedConcept(scheme: "SCT", value: "39607008", meaning: "Lung")

  /// The concept that this finding's code stands for; a lesion when it is not a known one.
  public var concept: CodedConcept { Self.concepts[code] ?? Self.lesion }

  private static let lesion = CodedConcept(scheme: "SCT", value: "52988006", meaning: "Lesion")
  private static let concepts = [
    "GGO": CodedConcept(scheme: "DCM", value: "112120", meaning: "Ground glass opacity"),
    "CON": CodedConcept(scheme: "SCT", value: "9656002", meaning: "Consolidation"),
    "NOD": CodedConcept(scheme: "SCT", value: "27925004", meaning: "Nodule"),
  ]

  /// The code of the finding that a concept means, for imports; nil when it is not a known one.
  public static func code(of concept: CodedConcept) -> String? {
    concepts.first { $0.value.isSame(as: concept) }?.key ?? synonyms[concept.scheme + ":" + concept.value]
  }

  /// Other codes for the same, as other programs write them.
  private static let synonyms = [
    "SCT:1217294009": "GGO", "SCT:50196008": "GGO", "SCT:95436008": "CON", "SCT:427359005": "NOD",
    "SRT:M-03010": "NOD", "SCT:786838002": "NOD",
  ]
}
