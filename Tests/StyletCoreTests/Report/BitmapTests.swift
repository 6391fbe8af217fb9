import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletReport

@Suite struct BitmapTests {
  private let red = RGB(200, 10, 20)

  /// The pixels that are not as they were, as (x, y).
  private func changed(_ picture: Bitmap, where isHit: (RGB) -> Bool) -> Set<[Int]> {
    var out: Set<[Int]> = []
    for y in 0..<picture.height { for x in 0..<picture.width where isHit(picture[x, y]) { out.insert([x, y]) } }
    return out
  }

  @Test func blendingGoesFromUnderToOver() {
    var p = Bitmap(width: 3, height: 2, fill: RGB(100, 0, 255))
    p.blend(2, 1, RGB(200, 10, 55), opacity: 0.25)
    #expect(p[2, 1] == RGB(125, 3, 205))
    p.blend(0, 1, RGB(200, 10, 55), opacity: 1)
    #expect(p[0, 1] == RGB(200, 10, 55))
    p.blend(3, 0, red, opacity: 1)
    p.blend(-1, 1, red, opacity: 1)
    p[0, 2] = red
    #expect(changed(p) { $0 != RGB(100, 0, 255) } == [[2, 1], [0, 1]], "outside nothing happens")
  }

  @Test(arguments: [
    (SIMD2(2.0, 3), SIMD2(9.0, 3)), (SIMD2(4.0, 9), SIMD2(4.0, 1)), (SIMD2(1.0, 1), SIMD2(8.0, 8)),
    (SIMD2(9.0, 2), SIMD2(1.0, 6)), (SIMD2(5.0, 5), SIMD2(5.0, 5)),
  ]) func linesHaveBothEndsAndNoGaps(_ a: SIMD2<Double>, _ b: SIMD2<Double>) {
    var p = Bitmap(width: 12, height: 11, fill: RGB(90, 90, 90))
    p.line(from: a, to: b, red)
    let on = changed(p) { $0 == red }
    #expect(on.contains([Int(a.x), Int(a.y)]) && on.contains([Int(b.x), Int(b.y)]))
    #expect(on.count == Int(max(abs(b.x - a.x), abs(b.y - a.y))) + 1)
    let edge = changed(p) { $0 != red && $0 != RGB(90, 90, 90) }
    #expect(edge.allSatisfy { e in on.contains { max(abs($0[0] - e[0]), abs($0[1] - e[1])) == 1 } })
    #expect(Set(edge.map { p[$0[0], $0[1]] }) == [RGB(23, 23, 23)], "darkened once each")
  }

  @Test func linesOutsideAndWithoutPlaceDoNothing() {
    let plain = Bitmap(width: 5, height: 5)
    var p = plain
    for far in [SIMD2(Double.nan, 0), SIMD2(.infinity, 1), SIMD2(1e12, 0)] { p.line(from: far, to: SIMD2(2, 2), red) }
    p.line(from: SIMD2(-20, -20), to: SIMD2(-10, 30), red)
    #expect(p == plain)
    p.line(from: SIMD2(-5, 2), to: SIMD2(20, 2), red)
    #expect(changed(p) { $0 == red } == Set((0..<5).map { [$0, 2] }), "cut to the picture")
  }

  @Test func lettersStandWhereTheyAreWritten() {
    var p = Bitmap(width: 20, height: 12)
    p.write("L", x: 3, y: 2, red, scale: 1)
    #expect(changed(p) { $0 == red } == Set((2...8).map { [3, $0] } + (3...7).map { [$0, 8] }))
    var twice = Bitmap(width: 40, height: 30)
    twice.write("I1", x: 1, y: 1, red, scale: 2)
    #expect(changed(twice) { $0 == red }.count == 4 * (11 + 10))
  }

  /// All that pictures write.
  @Test func everyLetterIsThere() {
    for letter in "0123456789.,#xcm RLAPSI DG" { #expect(BitmapFont.has(letter), "\(letter)") }
    for plane in Plane.allCases {
      for letter in [plane.letters.left, plane.letters.right, plane.letters.top, plane.letters.bottom] {
        #expect(BitmapFont.rows(of: letter).contains { $0 != 0 }, "\(letter)")
      }
    }
    // And in each language: a decimal mark that is missing would make 12.3 mm of 123.
    for language in Language.allCases {
      Words.$inTask.withValue(language) {
        let letters = Plane.allCases.flatMap { [$0.letters.left, $0.letters.right, $0.letters.top, $0.letters.bottom] }
        for text in letters.map({ PatientSide.letter(String($0)) }) + [NumberText.fixed(12.3, 1)] {
          for letter in text { #expect(BitmapFont.rows(of: letter).contains { $0 != 0 }, "\(language): \(letter)") }
        }
      }
    }
  }
}
