import StyletBase
import StyletCore
import StyletImaging

/// The colours of lungs: of their outline while findings are drawn, and of themselves while they are. None comes near a
/// finding's of the standard table; the airways are told from the lungs.
enum LungInks {
  private static let colours: [UInt8: RGB] = [
    LungLabels.right: RGB(0x87, 0x87, 0xff), LungLabels.left: RGB(0xd7, 0x87, 0xff),
    LungLabels.airway: RGB(0xff, 0xff, 0x5f),
  ]

  private static let parts: [UInt8: String] = [
    LungLabels.right: "right", LungLabels.left: "left", LungLabels.airway: "airway",
  ]

  /// What the labels of the lungs are called and how they look. Their codes are the language's: files have those of
  /// ``LungLabels``.
  static var table: LabelTable { tables[Words.language] ?? LungLabels.table }

  /// Made once: every frame asks for its table.
  private static let tables: [Language: LabelTable] = Dictionary(
    uniqueKeysWithValues: Language.allCases.compactMap { language in
      Words.$inTask.withValue(language) { LabelTable(LungLabels.table.findings.map(coloured)) }.map { (language, $0) }
    })

  private static func coloured(_ finding: Finding) -> Finding {
    var finding = finding
    finding.colour = colours[finding.value] ?? finding.colour
    if let part = parts[finding.value] { finding.code = words("lungs.code", ["part": part]) }
    return finding
  }

  static let zone = RGB(0x5f, 0xaf, 0x87)

  /// The ink of an outline in so many colours.
  static func ink(_ label: UInt8, _ tier: ColourTier) -> Ink {
    switch tier {
    case .mono: .standard
    // No blue: eight colours have only the dark one, which is lost on black.
    case .ansi: .palette(label == LungLabels.airway ? 11 : label == LungLabels.left ? 13 : 14)
    case .indexed, .direct: Tints(tier).solid(colours[label] ?? zone)
    }
  }

  /// The character of an outline where there are only characters.
  static func glyph(_ label: UInt8) -> Unicode.Scalar { label == LungLabels.airway ? "\"" : ":" }
}

extension LabelTable {
  /// No finding.
  static let none = LabelTable([])!
}
