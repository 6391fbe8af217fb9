import StyletBase

/// Changes that know what they change: numbers to their extremes, value representations exchanged, lengths that lie.
/// Flipped bits seldom get past a header.
public struct FuzzMutation {
  private var random: SplitMix64

  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// One to four changes.
  /// - Parameter blindly: a change of another kind, for half of them.
  public mutating func mutate(
    _ bytes: [UInt8], for target: FuzzTarget, blindly: (([UInt8]) -> [UInt8])? = nil
  ) -> [UInt8] {
    var parts = target.isOfFiles ? Chunks(bytes).parts : [bytes]
    for _ in 0...below(4) {
      if parts.isEmpty { parts = [[]] }
      var n = below(parts.count)
      // A journal belongs to one state of its project: another project seldom says more.
      if target == .journal, n == 0, below(8) > 0 { n = parts.count - 1 }
      switch target == .series ? below(8) : 2 {
      case 0: parts.append(parts[n])
      case 1: parts.remove(at: n)
      default:
        if let blindly, below(2) == 0 { parts[n] = blindly(parts[n]) } else { parts[n] = once(parts[n]) }
      }
    }
    if target == .journal, below(8) > 0 { parts = parts.prefix(1) + parts.dropFirst().map(withSums) }
    return target.isOfFiles ? Chunks(parts).bytes : parts[0]
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

  private static let representations = [
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "OB", "OW", "PN", "SH", "SL", "SQ", "SS",
    "ST", "TM", "UI", "UL", "UN", "US", "UT", "UC", "UR", "SV", "UV", "OF", "OD", "OL", "OV", "ZZ",
  ]

  /// Changes an element of the data set in little endian: its value, its representation or its length.
  private mutating func element(_ bytes: [UInt8]) -> [UInt8] {
    let places = DICOMPlace.all(bytes)
    guard let place = places.isEmpty ? nil : places[below(places.count)] else { return flip(bytes) }
    var out = bytes
    func put(_ value: UInt64, _ at: Int, _ width: Int) {
      out.replaceSubrange(at..<at + width, with: Self.bytes(value, width))
    }
    /// What lies about it states the new length.
    func grow(_ count: Int) {
      for at in place.around {
        let old = (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        put(UInt64(truncatingIfNeeded: old + count), at, 4)
      }
    }
    let whole = place.head..<place.value.upperBound
    switch below(7) {
    case 0:
      let other = Array(Self.representations[below(Self.representations.count)].utf8)
      if place.vr != nil { out.replaceSubrange(place.head + 4..<place.head + 6, with: other) }
    case 1:
      let lengths: [UInt64] = [0, 1, 2, 3, 0xfffe, 0xffff, 0xffff_ffff, 0xffff_fffe, 0x7fff_ffff, 0x8000_0000]
      put(lengths[below(lengths.count)], place.length, place.width)
    case 2:
      grow(-whole.count)
      out.removeSubrange(whole)
    case 3:
      grow(whole.count)
      out.insert(contentsOf: bytes[whole], at: place.head)
    default:
      var value: [UInt8]
      switch below(3) {
      case 0: value = number(Array(bytes[place.value]))
      case 1: value = flip(Array(bytes[place.value]))
      default: value = extreme(place.vr ?? ["US", "UL", "FD", "DS"][below(4)])
      }
      if value.count % 2 == 1 { value.append(0x20) }
      grow(value.count - place.value.count)
      put(UInt64(value.count), place.length, place.width)
      out.replaceSubrange(place.value, with: value)
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
    case "FL":
      return Self.bytes(
        UInt64(pick([Float.nan, .infinity, -.infinity, 0, 1e38, .leastNonzeroMagnitude, -1], n).bitPattern), 4)
    case "FD":
      return Self.bytes(
        pick([Double.nan, .infinity, -.infinity, 0, 1e308, .leastNonzeroMagnitude, -1], n).bitPattern, 8)
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
    // Half of them near to what it was: what is far away is soon refused.
    let near = Int(String(decoding: bytes[from..<end], as: UTF8.self)).map { "\($0 &+ [1, -1, 2, 10, $0][below(5)])" }
    let text = below(2) == 0 ? near ?? "0" : Self.texts[below(Self.texts.count)]
    out.replaceSubrange(from..<end, with: Array(text.utf8))
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
      UInt64(Float.nan.bitPattern), UInt64(Float.infinity.bitPattern), Double.nan.bitPattern,
      Double.infinity.bitPattern,
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
    let a = below(bytes.count)
    let b = min(a + 1 + below(64), bytes.count)
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

/// Where an element stands in a DICOM file, those within sequences too.
struct DICOMPlace {
  var head: Int
  /// nil in implicit VR.
  var vr: String?
  /// Where its length stands, and the bytes of that.
  var length: Int
  var width: Int
  var value: Range<Int>
  /// Where the defined lengths of what it lies in stand, 4 bytes each.
  var around: [Int]

  private static let long: Set<String> = ["OB", "OW", "OF", "OD", "OL", "OV", "SQ", "UC", "UR", "UT", "UN", "SV", "UV"]

  /// Of a file in little endian, as far as it can be followed.
  static func all(_ bytes: [UInt8]) -> [DICOMPlace] {
    var places: [DICOMPlace] = []
    var around: [(length: Int, end: Int)] = []
    func number(_ at: Int, _ width: Int) -> Int { (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
    var at = 132
    while at + 8 <= bytes.count, places.count < 5000 {
      around.removeAll { $0.end <= at }
      let isItem = number(at, 2) == 0xfffe
      let letters = bytes[at + 4..<at + 6].allSatisfy { (0x41...0x5a).contains($0) }
      let vr = !isItem && letters ? String(decoding: bytes[at + 4..<at + 6], as: UTF8.self) : nil
      let isLong = vr.map(long.contains) ?? false
      let (length, width) = vr == nil ? (at + 4, 4) : isLong ? (at + 8, 4) : (at + 6, 2)
      guard length + width <= bytes.count else { break }
      let start = length + width
      let stated = number(length, width)
      let isUndefined = width == 4 && stated == 0xffff_ffff
      let end = isUndefined ? bytes.count : min(start + stated, bytes.count)
      places.append(
        DICOMPlace(head: at, vr: vr, length: length, width: width, value: start..<end, around: around.map(\.length)))
      // Into items, and into what begins with one, but not into the fragments of pixels.
      let hasItems = start + 4 <= end && number(start, 4) == 0xe000_fffe && number(at, 2) != 0x7fe0
      if hasItems || isItem {
        if !isUndefined { around.append((length, end)) }
        at = start
      } else {
        at = end
      }
    }
    return places
  }
}
