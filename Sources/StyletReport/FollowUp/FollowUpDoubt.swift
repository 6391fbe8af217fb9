import StyletBase
import StyletDetection

/// What should be looked at before the numbers of a follow-up are used.
public enum FollowUpDoubt: Equatable, Sendable {
  public enum Scan: String, Sendable { case before, after }

  case otherPatient
  /// In the files' words.
  case otherModality(before: String, after: String)
  /// The scan that is called after is so many days older.
  case reversed(days: Int)
  /// The lungs of one could not be found: places are linked by the table, or by the share of the height.
  case linkedByTable
  case linkedByHeight
  /// The lungs do not lie on one another.
  case poorFit(dice: Double, surface: Double)
  case oneLung
  /// Volume after to volume before.
  case breath(ratio: Double)
  /// The share of the surfaces that both scans reach, percent.
  case cut(percent: Double)
  case turned(degrees: Double)
  case lungsProposed(Scan)
  case sidesProposed(Scan)
  /// Remarks on the lungs that nobody has looked at.
  case lungRemarks(Scan, count: Int)
  case noLungs(Scan)
  case nothingDrawn(Scan)
  /// mL of voxels that no reader has looked at.
  case unreviewed(Scan, millilitres: Double)
  /// mL outside the lungs.
  case outside(Scan, millilitres: Double)
  /// Values that are no HU, and the like: ``QuantitativeCT/Badge``, by its name.
  case values(Scan, badge: String)

  /// Its name in files.
  public var name: String { named.name }

  /// As an object, and as the words' arguments.
  package var named: (name: String, scan: Scan?, values: JSONObject) {
    switch self {
    case .otherPatient: ("other_patient", nil, [:])
    case .otherModality(let a, let b): ("other_modality", nil, ["before": .string(a), "after": .string(b)])
    case .reversed(let days): ("reversed", nil, ["days": .int(days)])
    case .linkedByTable: ("linked_by_table", nil, [:])
    case .linkedByHeight: ("linked_by_height", nil, [:])
    case .poorFit(let dice, let mm): ("poor_fit", nil, ["dice": .double(dice), "surface_mm": .double(mm)])
    case .oneLung: ("one_lung", nil, [:])
    case .breath(let ratio): ("breath", nil, ["ratio": .double(ratio)])
    case .cut(let percent): ("cut", nil, ["percent": .double(percent)])
    case .turned(let degrees): ("turned", nil, ["degrees": .double(degrees)])
    case .lungsProposed(let scan): ("lungs_proposed", scan, [:])
    case .sidesProposed(let scan): ("sides_proposed", scan, [:])
    case .lungRemarks(let scan, let n): ("lung_remarks", scan, ["count": .int(n)])
    case .noLungs(let scan): ("no_lungs", scan, [:])
    case .nothingDrawn(let scan): ("nothing_drawn", scan, [:])
    case .unreviewed(let scan, let mL): ("unreviewed", scan, ["ml": .double(mL)])
    case .outside(let scan, let mL): ("outside", scan, ["ml": .double(mL)])
    case .values(let scan, let badge): ("values", scan, ["badge": .string(badge)])
    }
  }

  package var json: JSONObject {
    let (name, scan, values) = named
    var object: JSONObject = ["doubt": .string(name)]
    object["scan"] = scan.map { .string($0.rawValue) }
    return object.with(values)
  }

  /// Whether the two scans may be none of one patient, or are not brought together: what stands first.
  public var isGrave: Bool {
    switch self {
    case .otherPatient, .otherModality, .reversed, .linkedByTable, .linkedByHeight, .poorFit, .oneLung, .breath, .cut:
      true
    default: false
    }
  }

  /// All of a follow-up, the gravest first.
  static func all(_ before: FollowUpScan, _ after: FollowUpScan, _ link: ScanLink?, _ facts: FollowUpFacts) -> [FollowUpDoubt] {
    var doubts: [FollowUpDoubt] = []
    if facts.isSamePatient == false { doubts.append(.otherPatient) }
    if case (let a?, let b?) = facts.modalities, a != b { doubts.append(.otherModality(before: a, after: b)) }
    if let days = facts.days, days < 0 { doubts.append(.reversed(days: -days)) }
    switch link?.way {
    case .table: doubts.append(.linkedByTable)
    case .height: doubts.append(.linkedByHeight)
    case .lungs(let quality): doubts += quality.doubts.map { Self($0, quality) }
    case nil: break
    }
    for (name, scan) in [(Scan.before, before), (.after, after)] { doubts += of(scan, name) }
    return doubts
  }

  private init(_ doubt: LungRegistration.Doubt, _ quality: LungRegistration.Quality) {
    self =
      switch doubt {
      case .poorFit: .poorFit(dice: quality.dice, surface: quality.surfaceDistance)
      case .oneLung: .oneLung
      case .breath: .breath(ratio: quality.volumeRatio)
      case .cut: .cut(percent: 100 * quality.compared)
      case .turned: .turned(degrees: quality.degrees)
      }
  }

  private static func of(_ scan: FollowUpScan, _ name: Scan) -> [FollowUpDoubt] {
    var doubts: [FollowUpDoubt] = []
    if let disease = scan.disease {
      if disease.lungsAreProposed { doubts.append(.lungsProposed(name)) }
      if disease.sidesAreProposed { doubts.append(.sidesProposed(name)) }
      if scan.lungRemarks > 0 { doubts.append(.lungRemarks(name, count: scan.lungRemarks)) }
      let outside = disease.outside.values.reduce(0) { $0 + $1.millilitres }
      if outside > 0 { doubts.append(.outside(name, millilitres: outside)) }
    } else {
      doubts.append(.noLungs(name))
    }
    if !scan.isRead { doubts.append(.nothingDrawn(name)) }
    let unreviewed = scan.unreviewed.values.reduce(0, +)
    if unreviewed > 0 {
      doubts.append(.unreviewed(name, millilitres: Double(unreviewed) * scan.report.extent.voxelVolume / 1000))
    }
    return doubts + scan.report.extent.badges.map { .values(name, badge: $0.named.name) }
  }
}
