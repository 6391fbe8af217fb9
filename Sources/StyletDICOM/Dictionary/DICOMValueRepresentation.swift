/// The type of an element's value (PS3.5 §6.2), by its two letters.
struct DICOMValueRepresentation: Hashable, Sendable, CustomStringConvertible {
  let first: UInt8
  let second: UInt8

  init(_ first: UInt8, _ second: UInt8) {
    self.first = first
    self.second = second
  }

  private init(_ letters: StaticString) {
    (first, second) = letters.withUTF8Buffer { ($0[0], $0[1]) }
  }

  var description: String { String(decoding: [first, second], as: UTF8.self) }

  /// Two capital letters: what an explicit VR looks like, known or not.
  var isPlausible: Bool {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return capitals.contains(first) && capitals.contains(second)
  }

  /// Whether explicit VR gives this one two reserved bytes and a length of 32 bits (PS3.5 table 7.1-1).
  var hasLongLength: Bool { Self.long.contains(self) }

  /// Whether SpecificCharacterSet holds for it.
  var isText: Bool { Self.texts.contains(self) }

  /// Whether its values are characters: texts, and numbers, dates and codes that are written out.
  var isWritten: Bool { Self.texts.contains(self) || Self.others.contains(self) }

  static let `as` = Self("AS"), da = Self("DA"), dt = Self("DT"), lt = Self("LT"), pn = Self("PN"), st = Self("ST")
  static let tm = Self("TM")
  static let cs = Self("CS"), ds = Self("DS"), `is` = Self("IS"), lo = Self("LO"), sh = Self("SH")
  static let ui = Self("UI"), at = Self("AT")
  static let us = Self("US"), ss = Self("SS"), ul = Self("UL"), sl = Self("SL"), fl = Self("FL"), fd = Self("FD")
  static let ob = Self("OB"), od = Self("OD"), of = Self("OF"), ol = Self("OL"), ov = Self("OV"), ow = Self("OW")
  static let sq = Self("SQ"), sv = Self("SV"), uc = Self("UC"), un = Self("UN"), ur = Self("UR"), ut = Self("UT")
  static let uv = Self("UV")

  private static let texts: Set<Self> = [lo, lt, pn, sh, st, uc, ut]
  private static let others: Set<Self> = [`as`, cs, da, ds, dt, `is`, tm, ui, ur]
  private static let long: Set<Self> = [ob, od, of, ol, ov, ow, sq, sv, uc, un, ur, ut, uv]
}
