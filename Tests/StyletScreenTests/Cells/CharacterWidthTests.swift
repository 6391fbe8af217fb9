import Glibc
import StyletBase
import Testing

@testable import StyletScreen

/// The headers hide it from Swift.
@_silgen_name("wcwidth") private func wcwidth(_ character: Int32) -> Int32

@Suite struct CharacterWidthTests {
  /// Wherever this program has a width, the C library has the same.
  @Test func isThatOfTheCLibrary() throws {
    guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return }
    defer { freelocale(locale) }
    let before = uselocale(locale)
    defer { uselocale(before) }
    var told = 0
    for value in UInt32(0x20)...0x2ffff {
      guard let scalar = Unicode.Scalar(value), let columns = scalar.columns else { continue }
      told += 1
      let wide = wcwidth(Int32(value))
      #expect(wide == Int32(columns), "U+\(String(value, radix: 16))")
    }
    #expect(told > 80_000)
  }

  @Test func namesAreShown() {
    var b = CellBuffer(width: 12, height: 6)
    for (row, text) in ["Каверна", "Σπήλαιο", "空洞 x", "e\u{301}é", "\u{202e}ab\u{1b}", "अ"].enumerated() {
      b.write(text, col: 0, row: row)
    }
    #expect(b.text == "Каверна\nΣπήλαιο\n空洞 x\neé\n?ab?\n?\n")
    #expect(b[0, 2].glyph == "空" && b[1, 2].glyph == Cell.rest && b[2, 2].glyph == "洞" && b[5, 2].glyph == "x")
    #expect(b.ansi.contains("空洞 x"))
  }

  /// A character of two columns is not cut in half.
  @Test func theEdgeIsKept() {
    for limit in 0...6 {
      var b = CellBuffer(width: 8, height: 1)
      let end = b.write("空洞ab", col: 1, row: 0, limit: limit)
      let wanted = [1, 1, 3, 3, 5, 6, 7][limit]
      #expect(end == wanted && b[end, 0] == .blank, "\(limit)")
    }
    var b = CellBuffer(width: 4, height: 1)
    #expect(b.write("a空洞", col: 0, row: 0) == 3 && b[3, 0] == .blank)
    let glyphs = Glyphs(unicode: true)
    #expect(NumberText.cut("空洞空洞", 5, glyphs) == "空洞…" && NumberText.cut("空洞", 4, glyphs) == "空洞")
    #expect(NumberText.cut("空洞空洞", 4, glyphs) == "空…" && "空a".columns == 3)
  }
}
