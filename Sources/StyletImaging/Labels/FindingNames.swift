/// When two names mean the same finding: letter case, accents, blanks and punctuation are no difference, and the
/// common findings go by several names.
public enum FindingNames {
  /// The letters and digits of a name, folded: "Ground-Glass_Opacity" → "groundglassopacity". Empty when it has none.
  public static func folded(_ name: String) -> String {
    let oneCase = name.lowercased().uppercased().lowercased()  // "ẞ" has two ways to go until it is "ss"
    let plain = oneCase.unicodeScalars.map { $0.isASCII ? Character($0) : $0.folded }
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
    "RL": [
      "RL", "Right lung", "Lung right", "Right", "Poumon droit", "Droit", "Droite", "Rechte Lunge", "Lunge rechts",
      "Pulmón derecho", "Polmone destro",
    ],
    "LL": [
      "LL", "Left lung", "Lung left", "Left", "Poumon gauche", "Gauche", "Linke Lunge", "Lunge links",
      "Pulmón izquierdo", "Polmone sinistro",
    ],
    "AW": [
      "AW", "Airway", "Airways", "Trachea", "Trachea and bronchi", "Bronchi", "Trachée", "Voies aériennes",
      "Trachée et bronches",
    ],
    "OTH": ["OTH", "Other", "Others", "Other finding", "Other lesion", "Autre", "Autres", "Andere", "Otro"],
  ]
  private static let codes = Dictionary(
    synonyms.flatMap { code, names in names.map { (folded($0), code) } }, uniquingKeysWith: { first, _ in first })
}

/// Letters without their accents, found by the names that Unicode gives them: "LATIN SMALL LETTER E WITH ACUTE" is an e,
/// and "FULLWIDTH LATIN SMALL LETTER E" too.
extension Unicode.Scalar {
  /// A blank of an accent that stands alone.
  fileprivate var folded: Character {
    if properties.generalCategory == .nonspacingMark { return " " }
    guard let base = properties.name.map(Self.base), base != properties.name else { return Character(self) }
    return Self.named[base] ?? Character(self)
  }

  private static func base(_ name: String) -> String {
    var words = name.split(separator: " ").prefix { $0 != "WITH" }
    if words.first == "FULLWIDTH" || words.first == "HALFWIDTH" { words.removeFirst() }
    return words.joined(separator: " ")
  }

  /// Digits and letters without accents of the scripts that have some with them, by their names.
  private static let named: [String: Character] = {
    let scripts: [ClosedRange<UInt32>] = [0x30...0x39, 0x61...0x24f, 0x370...0x52f, 0x30a1...0x30ff]
    var named: [String: Character] = [:]
    for scalar in scripts.joined().lazy.compactMap(Unicode.Scalar.init) {
      if let name = scalar.properties.name { named[name] = Character(scalar) }
    }
    return named
  }()
}
