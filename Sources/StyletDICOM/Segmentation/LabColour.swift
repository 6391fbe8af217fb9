import Glibc
import StyletBase
import StyletImaging

/// An sRGB colour as RecommendedDisplayCIELabValue has it (PS3.3 C.10.7.1.1): CIELab of ICC's profile connection
/// space (white point D50, to which sRGB's D65 is adapted by Bradford's matrix), L* 0...100 and a*, b* −128...127
/// each on 0...65535.
enum LabColour {
  static func encode(_ colour: RGB) -> [Int] {
    let lab = lab(of: colour)
    func word(_ part: Double) -> Int { Int(min(max((part * 65535).rounded(), 0), 65535)) }
    return [word(lab.l / 100), word((lab.a + 128) / 255), word((lab.b + 128) / 255)]
  }

  /// The nearest sRGB colour; nil unless there are three words.
  static func decode(_ words: [Double]) -> RGB? {
    guard words.count == 3, words.allSatisfy({ (0...65535).contains($0) }) else { return nil }
    let l = words[0] / 65535 * 100, a = words[1] / 65535 * 255 - 128, b = words[2] / 65535 * 255 - 128
    func inverse(_ t: Double) -> Double { t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29) }
    let y = (l + 16) / 116
    let xyz = SIMD3(inverse(y + a / 500), inverse(y), inverse(y - b / 200)) * white
    let linear = SIMD3(dot(fromXYZ.0, xyz), dot(fromXYZ.1, xyz), dot(fromXYZ.2, xyz))
    func level(_ c: Double) -> UInt8 {
      let c = min(max(c, 0), 1)
      let s = c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055
      return UInt8((min(max(s, 0), 1) * 255).rounded())
    }
    return RGB(level(linear.x), level(linear.y), level(linear.z))
  }

  /// CIE 15:2004 §8.2.1, relative to D50.
  static func lab(of colour: RGB) -> (l: Double, a: Double, b: Double) {
    func linear(_ level: UInt8) -> Double {
      let s = Double(level) / 255
      return s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4)
    }
    let rgb = SIMD3(linear(colour.r), linear(colour.g), linear(colour.b))
    let xyz = SIMD3(dot(toXYZ.0, rgb), dot(toXYZ.1, rgb), dot(toXYZ.2, rgb)) / white
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (841.0 / 108) * t + 4.0 / 29 }
    let (x, y, z) = (f(xyz.x), f(xyz.y), f(xyz.z))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// D50, as the matrix has it: what white becomes.
  private static let white = SIMD3(0.96422, 1, 0.82521)
  /// Linear sRGB to XYZ relative to D50 and back (IEC 61966-2-1, Bradford-adapted).
  private static let toXYZ = (
    SIMD3(0.4360747, 0.3850649, 0.1430804), SIMD3(0.2225045, 0.7168786, 0.0606169),
    SIMD3(0.0139322, 0.0971045, 0.7141733)
  )
  private static let fromXYZ = (
    SIMD3(3.1338561, -1.6168667, -0.4906146), SIMD3(-0.9787684, 1.9161415, 0.0334540),
    SIMD3(0.0719453, -0.2289914, 1.4052427)
  )
}
