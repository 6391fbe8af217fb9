/// Changes that know what they change: numbers to their extremes, value representations exchanged, lengths that lie.
/// Flipped bits seldom get past a header.
public struct FuzzMutation {
  private var random: SplitMix

  public init(seed: UInt64) { random = SplitMix(state: seed) }

  /// One to four changes.
  public mutating func mutate(_ bytes: [UInt8], for target: FuzzTarget) -> [UInt8] {
    var out = bytes
    for _ in 0...below(4) {
      if target == .series {
        var chunks = Chunks(out)
        guard !chunks.parts.isEmpty else { return out }
        let n = below(chunks.parts.count)
        switch below(8) {
        case 0: chunks.parts.append(chunks.parts[n])
        case 1: chunks.parts.remove(at: n)
        default: chunks.parts[n] = once(chunks.parts[n])
        }
        out = chunks.bytes
      } else {
        out = once(out)
      }
    }
    return out
  }

  private mutating func once(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.count > 132, Array(bytes[128..<132]) == Array("DICM".utf8), below(8) > 0 { return element(bytes) }
    switch below(5) {
    case 0, 1: return number(bytes)
    case 2: return field(bytes)
    case 3: return cut(bytes)
    default: return flip(bytes)
    }
  }

  // MARK: DICOM

  private static let long: Set<String> = ["OB", "OW", "OF", "OD", "OL", "OV", "SQ", "UC", "UR", "UT", "UN", "SV", "UV"]
  private static let representations = [
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "OB", "OW", "PN", "SH", "SL", "SQ", "SS",
    "ST", "TM", "UI", "UL", "UN", "US", "UT", "UC", "UR", "SV", "UV", "OF", "OD", "OL", "OV", "ZZ",
  ]

  /// Changes an element of the data set in explicit little endian: its value, its representation or its length.
  private mutating func element(_ bytes: [UInt8]) -> [UInt8] {
    var places: [(head: Int, value: Int, count: Int, vr: String)] = []
    var at = 132
    while at + 8 <= bytes.count {
      let vr = String(decoding: bytes[at + 4..<at + 6], as: UTF8.self)
      let isLong = Self.long.contains(vr)
      guard at + (isLong ? 12 : 8) <= bytes.count else { break }
      let value = at + (isLong ? 12 : 8)
      let count = (isLong ? at + 8..<at + 12 : at + 6..<at + 8).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
      places.append((at, value, min(count, bytes.count - value), vr))
      at = count == 0xffff_ffff ? value : value + count
    }
    guard let place = places.isEmpty ? nil : places[below(places.count)] else { return flip(bytes) }
    var out = bytes
    switch below(6) {
    case 0:
      let other = Array(Self.representations[below(Self.representations.count)].utf8)
      out.replaceSubrange(place.head + 4..<place.head + 6, with: other)
    case 1:
      let lengths: [UInt32] = [0, 1, 2, 3, 0xfffe, 0xffff, 0xffff_ffff, 0xffff_fffe, 0x7fff_ffff, 0x8000_0000]
      let length = lengths[below(lengths.count)]
      let (from, width) = Self.long.contains(place.vr) ? (place.head + 8, 4) : (place.head + 6, 2)
      for n in 0..<width { out[from + n] = UInt8(truncatingIfNeeded: length >> UInt32(8 * n)) }
    case 2: out.removeSubrange(place.head..<place.value + place.count)
    case 3: out.insert(contentsOf: bytes[place.head..<place.value + place.count], at: place.head)
    default:
      var value = extreme(place.vr)
      if value.count % 2 == 1 { value.append(0x20) }
      out.replaceSubrange(place.value..<place.value + place.count, with: value)
      let width = Self.long.contains(place.vr) ? 4 : 2
      let from = place.value - width
      for n in 0..<width { out[from + n] = UInt8(truncatingIfNeeded: value.count >> (8 * n)) }
    }
    return out
  }

  private mutating func extreme(_ vr: String) -> [UInt8] {
    func pick<T>(_ values: [T], _ n: Int) -> T { values[n % values.count] }
    let n = below(1 << 16)
    switch vr {
    case "US", "SS":
      return Self.bytes(pick([0, 1, 2, 7, 8, 12, 16, 17, 32, 255, 32767, 32768, 65534, 65535], n), 2)
    case "UL", "SL", "AT": return Self.bytes(pick([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fffe], n), 4)
    case "SV", "UV": return Self.bytes(pick([0, 1, UInt64.max, 1 << 63, (1 << 63) - 1], n), 8)
    case "FL": return Self.bytes(UInt64(pick([Float.nan, .infinity, -.infinity, 0, 1e38, 1e-45, -1], n).bitPattern), 4)
    case "FD": return Self.bytes(pick([Double.nan, .infinity, -.infinity, 0, 1e308, 5e-324, -1], n).bitPattern, 8)
    default: return Array(pick(Self.texts, n).utf8)
    }
  }

  private static let texts = [
    "", " ", "0", "-0", "1", "-1", "65535", "65536", "2147483647", "-2147483648", "4294967295", "9223372036854775807",
    "-9223372036854775808", "18446744073709551616", "1e308", "-1e308", "1e-320", "1e999", "nan", "inf", "0.000000001",
    "1\\1", "1\\1\\1", "1\\0\\0\\0\\1\\0", "0\\0\\0\\0\\0\\0", "1\\0\\0\\1\\0\\0", "\\", "1.2.840.10008.1.2",
    "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2", "MONOCHROME1", "CT", "20269999", "\u{1b}]0;x\u{7}", "é", "🫁",
    String(repeating: "9", count: 400), "[[[[[[[[", "{}", "NaN", "null", "true", "../../x", "\u{202e}",
  ]

  // MARK: Anything else

  /// A number in the text becomes another one.
  private mutating func number(_ bytes: [UInt8]) -> [UInt8] {
    let isDigit = bytes.map { (0x30...0x39).contains($0) }
    let starts = bytes.indices.filter { isDigit[$0] && ($0 == 0 || !isDigit[$0 - 1]) && $0 < 1 << 16 }
    guard !starts.isEmpty else { return field(bytes) }
    let from = starts[below(starts.count)]
    let end = bytes[from...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
    var out = bytes
    out.replaceSubrange(from..<end, with: Array(Self.texts[below(Self.texts.count)].utf8))
    return out
  }

  /// A number of one to eight bytes in the first kilobytes, in either order, becomes an extreme one.
  private mutating func field(_ bytes: [UInt8]) -> [UInt8] {
    let width = [1, 2, 4, 8][below(4)]
    guard bytes.count >= width else { return bytes }
    let at = below(min(bytes.count - width, 1 << 12) / width + 1) * width
    guard at + width <= bytes.count else { return bytes }
    let all: [UInt64] = [
      0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, .max, 1 << 63, .max >> 1,
      UInt64(Float.nan.bitPattern), UInt64(Float.infinity.bitPattern), Double.nan.bitPattern, Double.infinity.bitPattern,
      UInt64(Float(1e30).bitPattern), Double(1e300).bitPattern, UInt64(Float(-1).bitPattern),
    ]
    var value = Self.bytes(all[below(all.count)], width)
    if below(4) == 0 { value.reverse() }
    var out = bytes
    out.replaceSubrange(at..<at + width, with: value)
    return out
  }

  /// Cut short, or a piece removed, doubled or moved.
  private mutating func cut(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > 2 else { return bytes }
    let a = below(bytes.count), b = min(a + 1 + below(64), bytes.count)
    switch below(4) {
    case 0: return Array(bytes[..<a])
    case 1: return Array(bytes[..<a] + bytes[b...])
    case 2: return Array(bytes[..<b] + bytes[a...])
    default: return Array(bytes[..<a] + Self.texts[below(Self.texts.count)].utf8 + bytes[a...])
    }
  }

  private mutating func flip(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return [UInt8(below(256))] }
    var out = bytes
    out[below(out.count)] = UInt8(below(256))
    return out
  }

  private static func bytes(_ value: UInt64, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  private mutating func below(_ n: Int) -> Int { n > 0 ? Int(random.next() % UInt64(n)) : 0 }
}

/// The same numbers on every machine (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
