import Foundation

/// When two names mean the same finding: letter case, accents, blanks and punctuation are no difference, and the
/// common findings go by several names.
public enum FindingNames {
  /// The letters and digits of a name, folded: "Ground-Glass_Opacity" → "groundglassopacity". Empty when it has none.
  public static func folded(_ name: String) -> String {
    let plain = name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    return String(plain.filter { $0.isLetter || $0.isNumber })
  }

  /// Whether two names differ in nothing that counts.
  public static func isSame(_ a: String, _ b: String) -> Bool {
    let a = folded(a)
    return !a.isEmpty && a == folded(b)
  }

  /// The code of the finding that a name commonly stands for: "Ground glass" → "GGO"; nil for other names.
  public static func code(of name: String) -> String? { codes[folded(name)] }

  private static let synonyms = [
    "GGO": [
      "GGO", "GGOs", "Ground glass", "Ground glass opacity", "Ground glass opacities", "Ground glass opacification",
      "Ground glass attenuation", "Ground glass lesion", "Verre dépoli", "Opacité en verre dépoli",
      "Opacités en verre dépoli", "Milchglas", "Milchglastrübung", "Vidrio deslustrado", "Vetro smerigliato",
    ],
    "CON": [
      "CON", "Consolidation", "Consolidations", "Lung consolidation", "Pulmonary consolidation",
      "Airspace consolidation", "Consolidated lung", "Condensation", "Condensations", "Konsolidierung",
      "Konsolidation", "Consolidación", "Consolidazione",
    ],
    "NOD": [
      "NOD", "Nodule", "Nodules", "Lung nodule", "Lung nodules", "Pulmonary nodule", "Pulmonary nodules",
      "Solitary pulmonary nodule", "Solid nodule", "Nodule pulmonaire", "Nodules pulmonaires", "Rundherd", "Nódulo",
      "Nodulo",
    ],
    "OTH": ["OTH", "Other", "Others", "Other finding", "Other lesion", "Autre", "Autres", "Andere", "Otro"],
  ]
  private static let codes = Dictionary(
    synonyms.flatMap { code, names in names.map { (folded($0), code) } }, uniquingKeysWith: { first, _ in first })
}
