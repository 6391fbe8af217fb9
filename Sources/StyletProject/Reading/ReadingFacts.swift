/// Numbers of a scan that a form can show beside its answers, or offer as answers: what was drawn and measured.
///
/// | name | is |
/// | --- | --- |
/// | `extent.class`, `extent.percent`, `extent.right`, `extent.left` | SFR class 0...5; % of both lungs, of each |
/// | `extent.right-ml`, `extent.left-ml` | mL of lesion in each lung |
/// | `drawn.CODE` | mL of the finding of that code, in the lungs or not; 0 where it is not drawn |
/// | `extent.whole-lung`, `extent.zonal` | whole-lung CT score 1...5; six zones 0...24 |
/// | `lung.millilitres`, `lung.haa`, `lung.well-aerated` | mL and % of both lungs |
/// | `lung.laa950`, `lung.laa910`, `lung.perc15` | %, % and HU of both lungs without lesion |
/// | `length.NAME` | mm of the ruler, or the longer axis, of that name |
/// | `fat-area.NAME`, `fat-mean.NAME`, `muscle-area.NAME`, `muscle-mean.NAME` | cm² and HU within that outline |
/// | `agatston.LM` … `agatston.total`, `calcium-volume.total` | ungated, within the outlines named after the vessels |
///
/// Those of `extent` are not there while no lesion is drawn in the lungs, unless a reader says that there is none.
///
/// Names of measurements are compared without regard to letter case and blanks.
public struct ReadingFacts: Hashable, Sendable {
  public struct Fact: Hashable, Sendable {
    public var value: Double
    /// What a reader must know of the number: "ungated estimate".
    public var notes: [String]
    /// Whether it rests on something that a program drew and no reader has reviewed.
    public var isUnreviewed: Bool
    /// Digits behind the point without which it would read as one of another class than is computed of it.
    public var leastDigits: Int

    public init(_ value: Double, notes: [String] = [], isUnreviewed: Bool = false, leastDigits: Int = 0) {
      (self.value, self.notes, self.isUnreviewed, self.leastDigits) = (value, notes, isUnreviewed, leastDigits)
    }
  }

  private var facts: [String: Fact] = [:]
  /// Why a group of values is not to be had, by its first word: "agatston" → "contrast medium".
  private var reasons: [String: String] = [:]

  public init() {}

  public subscript(name: String) -> Fact? {
    get { facts[Self.folded(name)] }
    set { facts[Self.folded(name)] = newValue }
  }

  /// Says why all values whose names begin with a word are missing.
  public mutating func leaveOut(_ group: String, because reason: String) { reasons[group] = reason }

  package func reason(for name: String) -> String? {
    reasons[String(name.prefix { $0 != "." })]
  }

  /// Takes over what other facts have.
  public mutating func add(_ others: ReadingFacts) {
    facts.merge(others.facts) { $1 }
    reasons.merge(others.reasons) { $1 }
  }

  private static func folded(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace } }

  private static let single: Set<String> = [
    "extent.class", "extent.percent", "extent.right", "extent.left", "extent.right-ml", "extent.left-ml",
    "extent.whole-lung", "extent.zonal",
    "lung.millilitres", "lung.laa950", "lung.laa910", "lung.perc15", "lung.haa", "lung.well-aerated",
    "calcium-volume.total",
  ]
  private static let named = [
    "drawn", "length", "fat-area", "fat-mean", "muscle-area", "muscle-mean", "agatston",
  ]

  /// Whether a protocol may ask for it.
  public static func isKnown(_ name: String) -> Bool {
    if single.contains(name) { return true }
    let group = String(name.prefix { $0 != "." })
    return named.contains(group) && folded(String(name.dropFirst(group.count))).count > 1
  }
}
