import StyletBase
import StyletCore

/// What the program measures of a scan for triage: proposals that nobody has reviewed. Shares are 0…1, of the opacities'
/// volume; slices are axial, k, base 0.
public struct TriageMeasures: Hashable, Sendable {
  /// mL, of both lungs, ground glass, consolidation.
  public var lungs = 0.0, groundGlass = 0.0, consolidation = 0.0
  /// % of both lungs; nil without lungs. And the range from the least to the most that is likely.
  public var extent: Double?
  public var least, most: Double?
  /// 0…5, of a proposal that no reader has confirmed; nil where it cannot be told.
  public var sfrClass: Int?
  /// Connected pieces of opacity.
  public var pieces = 0
  /// Of the opacities: in the lung that has less of them; within 20 mm of the pleura; behind the lungs' middle; in the
  /// lowest third of their height. The same of the lungs themselves, which is what a share means something beside.
  public var smallerSide, peripheral, posterior, basal: Double?
  public var lungPeripheral, lungPosterior, lungBasal: Double?
  /// % of lung, opacities left out, at or below -950 HU.
  public var laa950: Double?
  /// % of six zones, as ``LungZones/zone(lung:k:)`` counts them; nil of one without lung.
  public var zones: [Double?] = []
  /// With the largest area of opacity, of ground glass, of consolidation.
  public var slice, groundGlassSlice, consolidationSlice: Int?
  /// How many slices there are.
  public var slices = 0
  /// Names of remarks on lungs, proposal and values, sorted.
  public var remarks: [String] = []
  /// mL of tissue against the wall and mm between the lungs' lower ends, where those are remarked: signs of effusion,
  /// consolidation or a raised diaphragm.
  public var againstWall, unevenBases: Double?
  /// mL of tissue that a remark says was left out and that may be opacity, by the remark's name.
  public var leftOut: [String: Double] = [:]

  public init() {}

  /// The same if tissue that was left out were consolidation, and the lungs no larger for it: the most that it can be.
  func with(leftOut names: [String]) -> TriageMeasures {
    let more = names.reduce(0) { $0 + (leftOut[$1] ?? 0) }
    guard more > 0, lungs > 0, sfrClass != nil else { return self }
    var most = self
    most.consolidation += more
    let s = ChestStandards.standard, percent = min(100 * most.opacities / lungs, 100)
    most.extent = percent
    // So little is nothing, as of a proposal.
    guard percent >= s.unconfirmed.percent, most.opacities >= s.unconfirmed.millilitres else { return most }
    most.sfrClass = s.scales.sfr.grade(of: percent).grade
    return most
  }

  public var opacities: Double { groundGlass + consolidation }
  /// Of the opacities; nil where there are none.
  public var consolidationShare: Double? { opacities > 0 ? consolidation / opacities : nil }
}

// MARK: File

extension TriageMeasures {
  private typealias Member = (name: String, path: WritableKeyPath<TriageMeasures, Double?>)

  nonisolated(unsafe) private static let numbers: [Member] = [
    ("extent_percent", \.extent), ("extent_percent_least", \.least), ("extent_percent_most", \.most),
    ("smaller_side_share", \.smallerSide), ("peripheral_share", \.peripheral), ("posterior_share", \.posterior),
    ("basal_share", \.basal), ("lung_peripheral_share", \.lungPeripheral), ("lung_posterior_share", \.lungPosterior),
    ("lung_basal_share", \.lungBasal), ("laa950_percent", \.laa950), ("against_wall_ml", \.againstWall),
    ("uneven_bases_mm", \.unevenBases),
  ]

  nonisolated(unsafe) private static let places: [(name: String, path: WritableKeyPath<TriageMeasures, Int?>)] = [
    ("slice", \.slice), ("ground_glass_slice", \.groundGlassSlice), ("consolidation_slice", \.consolidationSlice),
  ]

  /// Slices are counted from 1 there, as on the screen.
  public var json: JSONObject {
    var all: JSONObject = [
      "lungs_ml": .double(lungs), "ground_glass_ml": .double(groundGlass), "consolidation_ml": .double(consolidation),
      "sfr_class": sfrClass.map { .int($0) } ?? .null, "pieces": .int(pieces), "slices": .int(slices),
    ]
    for (name, path) in Self.numbers { all[name] = self[keyPath: path].map(JSONValue.double) ?? .null }
    for (name, path) in Self.places { all[name] = self[keyPath: path].map { .int($0 + 1) } ?? .null }
    all["zones_percent"] = .array(zones.map { $0.map(JSONValue.double) ?? .null })
    all["remarks"] = .array(remarks.map(JSONValue.string))
    all["left_out_ml"] = .object(JSONObject(leftOut.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) }))
    return all
  }

  init(_ f: inout FieldReader) {
    (lungs, groundGlass) = (f.number("lungs_ml"), f.number("ground_glass_ml"))
    consolidation = f.number("consolidation_ml")
    sfrClass = f.int("sfr_class", in: 0...5, required: false)
    pieces = f.int("pieces", in: 0...1 << 30) ?? 0
    slices = f.int("slices", in: 0...1 << 20) ?? 0
    for (name, path) in Self.numbers { self[keyPath: path] = f.double(name, required: false) }
    for (name, path) in Self.places {
      self[keyPath: path] = f.int(name, in: 1...1 << 20, required: false).map { $0 - 1 }
    }
    zones = f.array("zones_percent", required: true).prefix(6).map(\.double)
    remarks = f.array("remarks", required: true).compactMap(\.string)
    if var inner = f.reader("left_out_ml") {
      for member in inner.others.members { leftOut[member.name] = inner.number(member.name) }
    }
  }
}
