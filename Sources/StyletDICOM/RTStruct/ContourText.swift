import StyletBase
import StyletImaging

/// Contour points as decimal strings, and back: millions of them, so without going through general number parsing
/// where it can be helped.
enum ContourText {
  /// "x\y\z\…", millimetres, to a hundred-thousandth; at most 16 characters each.
  ///
  /// - Throws: a ``Failure`` when a coordinate is too large or not a number.
  static func text(_ points: [PatientPoint]) throws -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(points.count * 30)
    for p in points {
      for axis in 0..<3 {
        if !out.isEmpty { out.append(UInt8(ascii: "\\")) }
        try append(p[axis], to: &out)
      }
    }
    if out.count % 2 == 1 { out.append(UInt8(ascii: " ")) }
    return out
  }

  /// Steps in a millimetre.
  static let scale = 100_000.0

  /// As the point will be read.
  static func rounded(_ p: PatientPoint) -> PatientPoint { (p * scale).rounded(.toNearestOrEven) / scale }

  private static func append(_ x: Double, to out: inout [UInt8]) throws {
    // Nine digits before the point, a sign, the point and five digits behind it are 16.
    guard abs(x) < 999_999_999 else {
      throw Failure(.badData, "a contour at \(x) mm cannot be written", advice: "check the scan's position and spacing")
    }
    let steps = Int((x * scale).rounded(.toNearestOrEven))
    if steps < 0 { out.append(UInt8(ascii: "-")) }
    let whole = steps.magnitude / 100_000
    var part = steps.magnitude % 100_000
    out += Array("\(whole)".utf8)
    guard part > 0 else { return }
    out.append(UInt8(ascii: "."))
    var unit: UInt = 10_000
    while part > 0 {
      out.append(UInt8(ascii: "0") + UInt8(part / unit))
      part %= unit
      unit /= 10
    }
  }

  /// The points of ContourData; nil where it is not triplets of numbers.
  static func points(_ bytes: ArraySlice<UInt8>) -> [PatientPoint]? {
    var points: [PatientPoint] = []
    var point = PatientPoint.zero
    var axis = 0
    var start = bytes.startIndex
    while start <= bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\\")) ?? bytes.endIndex
      guard let x = number(bytes[start..<end].trimmingPadding()) else { return nil }
      start = end + 1
      point[axis] = x
      axis += 1
      if axis == 3 {
        points.append(point)
        axis = 0
      }
    }
    return axis == 0 ? points : nil
  }

  private static let powers = (0...18).map { n in (0..<n).reduce(1.0) { p, _ in p * 10 } }

  /// A decimal string (PS3.5 §6.2, DS) that is finite. Digits that fit exactly into a Double and a power of ten that
  /// does give the nearest number by one division.
  private static func number(_ text: ArraySlice<UInt8>) -> Double? {
    var digits = 0, behind = 0, mantissa: Int64 = 0
    var isNegative = false, hasPoint = false
    for (n, c) in text.enumerated() {
      switch c {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 15:
        digits += 1
        mantissa = mantissa * 10 + Int64(c - UInt8(ascii: "0"))
        if hasPoint { behind += 1 }
      case UInt8(ascii: "-") where n == 0: isNegative = true
      case UInt8(ascii: "+") where n == 0: break
      case UInt8(ascii: ".") where !hasPoint: hasPoint = true
      default: return general(text)
      }
    }
    guard digits > 0 else { return nil }
    let x = Double(mantissa) / powers[behind]
    return isNegative ? -x : x
  }

  private static func general(_ text: ArraySlice<UInt8>) -> Double? {
    // Double(_:) takes "nan", "inf" and hexadecimal too.
    let allowed = Set("0123456789+-.eE".utf8)
    guard text.count <= 64, text.allSatisfy(allowed.contains) else { return nil }
    return Double(String(decoding: text, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }
}
