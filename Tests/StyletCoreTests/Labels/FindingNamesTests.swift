import Foundation
import Testing

@testable import StyletImaging

@Suite struct FindingNamesTests {
  @Test func whatIsNoDifference() {
    for (a, b) in [
      ("Ground-Glass_Opacity", "groundglassopacity"), ("Verre dépoli", "VERRE DE\u{301}POLI"), ("Ａｂ１", "ab1"),
      ("STRASSE", "straße"), ("Tế bào", "te bao"), ("Οζίδιο", "ΟΖΙΔΙΟ"), ("ﬁbrose", "Fibrose"), ("İ", "i"), ("Ǽ", "æ"),
      ("Płuco", "pluco"), ("Ødem", "odem"), ("カ", "ｶ"),
    ] {
      #expect(FindingNames.isSame(a, b), "\(a) \(b)")
    }
    for (a, b) in [("Nodule", "Nodules"), ("й", "и"), ("一", "二"), ("", ""), ("´", "`"), ("a1", "a2")] {
      #expect(!FindingNames.isSame(a, b), "\(a) \(b)")
    }
  }

  /// Letters of Latin and Greek scripts as Foundation folds them; it keeps strokes, which are accents here.
  @Test func asFoundationFolds() {
    for scalar in [0x20...0x17f, 0x386...0x3ce, 0x1e00...0x1ef9].joined().compactMap(Unicode.Scalar.init) {
      let name = String(Character(scalar))
      let plain = name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        .filter { $0.isLetter || $0.isNumber }
      let isOther = ["STROKE", "MIDDLE DOT", "DOTLESS"].contains { scalar.properties.name?.contains($0) == true }
      if !isOther { #expect(FindingNames.folded(name) == plain, "\(name)") }
    }
  }

  @Test func commonNames() {
    #expect(FindingNames.code(of: "verre depoli") == "GGO" && FindingNames.code(of: "Nódulo") == "NOD")
    #expect(FindingNames.code(of: "Consolidacion") == "CON" && FindingNames.code(of: "Milchglastrubung") == "GGO")
    #expect(FindingNames.code(of: "Emphysema") == nil)
  }
}
