import StyletBase
import StyletImaging

/// Air inside the body that is no lung: what it is, how much, and where. Every part that was left out has a row.
public struct AirAccount: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case stomach, bowel
    /// Trachea and bronchi outside the lungs.
    case airway
    case oesophagus
    /// In a fold of the skin or a pocket of it: inside the body's outline, outside the body.
    case outside
    /// None of these is known of it, and it lies inside the cage of the ribs.
    case unexplained
  }

  public struct Row: Hashable, Sendable {
    public var kind: Kind
    /// nil for what lies in the middle or on both sides.
    public var side: LungSide?
    /// mL.
    public var millilitres: Double
    /// k, base 0: from the lowest to the highest axial slice that has some of it.
    public var slices: ClosedRange<Int>
    /// A voxel of it, in canonical order.
    public var place: VoxelIndex

    public init(
      kind: Kind, side: LungSide? = nil, millilitres: Double, slices: ClosedRange<Int>, at place: VoxelIndex
    ) {
      self.kind = kind
      self.side = side
      self.millilitres = millilitres
      self.slices = slices
      self.place = place
    }
  }

  /// Above so many mL unexplained air is a remark.
  public static let remarkable = 2.0

  public private(set) var rows: [Row] = []

  public init() {}

  public var isEmpty: Bool { rows.isEmpty }

  /// Rows stand by kind, in the order of ``Kind``, the largest first.
  public mutating func append(_ row: Row) {
    rows.append(row)
    rows.sort { Self.order($0) < Self.order($1) }
  }

  private static func order(_ r: Row) -> (Int, Double, Int, Int, Int) {
    (Kind.allCases.firstIndex(of: r.kind) ?? 0, -r.millilitres, r.place.k, r.place.j, r.place.i)
  }

  /// mL of a kind; of all when nil.
  public func millilitres(of kind: Kind? = nil) -> Double {
    rows.reduce(0) { $0 + (kind == nil || $1.kind == kind ? $1.millilitres : 0) }
  }

  /// A remark for each row of unexplained air above 2 mL.
  package var remarks: [LungRemark] {
    rows.filter { $0.kind == .unexplained && $0.millilitres > Self.remarkable }.map {
      LungRemark(.unexplainedAir($0.side, millilitres: $0.millilitres), at: $0.place, slices: $0.slices)
    }
  }
}

/// The account as a list of the project file; `Samples/stylet-project.schema.json` describes it.
extension AirAccount {
  /// Rows that are not of this form, or of a kind of another version, are passed over.
  package init(_ list: JSONValue?) {
    for row in list?.array ?? [] { Row(row).map { append($0) } }
  }

  public var json: JSONValue { .array(rows.map { .object($0.json) }) }
}

extension AirAccount.Row {
  package init?(_ entry: JSONValue) {
    guard let o = entry.object, let kind = o["kind"]?.string.flatMap(AirAccount.Kind.init(rawValue:)),
      let mL = o["ml"]?.double, mL >= 0, let slices = o["slices"]?.slices,
      let place = o["voxel"].flatMap(VoxelIndex.init)
    else { return nil }
    self.init(
      kind: kind, side: o["side"]?.string.flatMap(LungSide.init(rawValue:)), millilitres: mL, slices: slices, at: place)
  }

  package var json: JSONObject {
    [
      "kind": .string(kind.rawValue), "side": side.map { .string($0.rawValue) } ?? .null, "ml": .double(millilitres),
      "slices": JSONValue(slices), "voxel": JSONValue(place),
    ]
  }
}
