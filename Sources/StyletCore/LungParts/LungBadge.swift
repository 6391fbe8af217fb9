import StyletBase

/// What a reader should know of lungs that a program found. Shown, never hidden.
public enum LungBadge: Hashable, Sendable {
  /// There is no lung on the scan.
  case noLungs
  /// The values are no HU: a rescale seems to be missing. What was added for the search; densities of this scan mean
  /// nothing as they stand.
  case rescaleMissing(added: Double)
  /// Only one lung was found.
  case oneLung
  /// Both lungs' volume is outside 1.5...9 L though neither end of the scan cuts them.
  case volume(millilitres: Double)
  /// Right volume over left is outside 0.6...1.6.
  case ratio(Double)
  /// The scan ends within the lung.
  case cutAtTop, cutAtBottom, cutAtSide
  /// Slices on which a lung's area differs from the slice before by more than a quarter. Said by older versions; now
  /// ``areaJump(_:percent:count:)``.
  case jumps(count: Int)
  /// A lung's area differs from one slice to the next by more than a quarter of its largest, where slices are 3 mm
  /// apart or less: how much where it is most, % of the largest area, and how often it is so. The remark's slices are
  /// the two.
  case areaJump(LungSide, percent: Double, count: Int)
  /// Neither trachea nor carina.
  case noTrachea
  /// The trachea was found and where it parts was not.
  case noCarina
  /// Gas that lies in the patient below or beside the lungs, left out: bowel, stomach, or a large air space.
  case gasLeftOut(millilitres: Double)
  /// Tissue against the pleura of one lung that was taken for consolidation: all pieces of more than 2 mL. Earlier
  /// versions did not say of which.
  case recovered(millilitres: Double, side: LungSide? = nil)
  /// Tissue before the ribs that was left out though the other lung touches the wall there, or the same lung does in
  /// front, and what lies under a lung that ends higher behind than in front: effusion, consolidation or a raised
  /// diaphragm. The most that it may be; more than 20 mL.
  case opaqueAgainstWall(LungSide, millilitres: Double)
  /// The lower ends of the lungs differ by more than 50 mm: effusion, consolidation or a raised diaphragm.
  case unevenBases(millimetres: Double)
  /// The upper ends of the lungs differ by more than 25 mm: an apex is missing, or air beside the neck was taken for
  /// one.
  case unevenTops(millimetres: Double)
  /// The lungs touch so broadly that they were divided at the midline.
  case dividedAtMidline
  /// A mask of one value came from a file, and which lung it is was told by its place.
  case sideByPlace(LungSide)
  /// Right and left meet in a sagittal plane over so much of its area with no pleura between them: one lung was split.
  case straightSplit(squareCentimetres: Double)
  /// Air inside the cage of the ribs that is neither lung nor anything known, and more than 2 mL: on which side, nil
  /// for the middle. A row of the ``AirAccount`` of that kind.
  case unexplainedAir(LungSide?, millilitres: Double)
  /// A piece of a lung in which there is no vessel: a bulla, air between lung and wall, or no lung.
  case pieceWithoutVessels(millilitres: Double)
  /// The spine lies in front of the picture: the patient lies prone, or is turned over, and the scan does not say so.
  /// Which lung is the right one is then as uncertain.
  case spineInFront
}

// MARK: Parts

/// A badge in parts: what it is called and what stands beside its name, for the project file and for the answers to
/// programs. A new badge is a case above, its name, its parts and how it is made of them: the compiler asks for each.
extension LungBadge {
  /// Raw values are what the project file calls them.
  package enum Name: String, CaseIterable, Sendable {
    case noLungs, rescaleMissing, oneLung, volume, ratio, cutAtTop, cutAtBottom, cutAtSide, jumps, areaJump, noTrachea
    case noCarina, gasLeftOut, recovered, opaqueAgainstWall, unevenBases, unevenTops, dividedAtMidline, straightSplit
    case unexplainedAir, pieceWithoutVessels, spineInFront, sideByPlace

    /// In the vocabulary of the JSON that the program prints: "unexplained_air".
    var inAnswers: String { rawValue.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined() }
  }

  /// What a number is. Raw values are the members of the project file: what has no name there is "_0".
  fileprivate enum Quantity: String {
    case added, millilitres, millimetres, squareCentimetres, percent, count, ratio = "_0"

    /// In the JSON that the program prints.
    var inAnswers: String {
      switch self {
      case .millilitres: "ml"
      case .millimetres: "mm"
      case .squareCentimetres: "cm2"
      case .ratio: "ratio"
      case .added, .percent, .count: rawValue
      }
    }
  }

  fileprivate enum Part {
    case number(Quantity, Double)
    case count(Int)
    /// nil for neither, as far as the badge may say that.
    case side(LungSide?, member: String = "_0")
  }

  package var name: Name { parts.name }

  private var parts: (name: Name, parts: [Part]) {
    switch self {
    case .noLungs: (.noLungs, [])
    case .rescaleMissing(let x): (.rescaleMissing, [.number(.added, x)])
    case .oneLung: (.oneLung, [])
    case .volume(let x): (.volume, [.number(.millilitres, x)])
    case .ratio(let x): (.ratio, [.number(.ratio, x)])
    case .cutAtTop: (.cutAtTop, [])
    case .cutAtBottom: (.cutAtBottom, [])
    case .cutAtSide: (.cutAtSide, [])
    case .jumps(let n): (.jumps, [.count(n)])
    case .areaJump(let side, let x, let n): (.areaJump, [.side(side), .number(.percent, x), .count(n)])
    case .noTrachea: (.noTrachea, [])
    case .noCarina: (.noCarina, [])
    case .gasLeftOut(let x): (.gasLeftOut, [.number(.millilitres, x)])
    case .recovered(let x, let side): (.recovered, [.number(.millilitres, x), .side(side, member: "side")])
    case .opaqueAgainstWall(let side, let x): (.opaqueAgainstWall, [.side(side), .number(.millilitres, x)])
    case .unevenBases(let x): (.unevenBases, [.number(.millimetres, x)])
    case .unevenTops(let x): (.unevenTops, [.number(.millimetres, x)])
    case .dividedAtMidline: (.dividedAtMidline, [])
    case .sideByPlace(let side): (.sideByPlace, [.side(side)])
    case .straightSplit(let x): (.straightSplit, [.number(.squareCentimetres, x)])
    case .unexplainedAir(let side, let x): (.unexplainedAir, [.side(side), .number(.millilitres, x)])
    case .pieceWithoutVessels(let x): (.pieceWithoutVessels, [.number(.millilitres, x)])
    case .spineInFront: (.spineInFront, [])
    }
  }

  private init(_ name: Name, of entry: Entry) throws {
    self =
      switch name {
      case .noLungs: .noLungs
      case .rescaleMissing: try .rescaleMissing(added: entry.number(.added))
      case .oneLung: .oneLung
      case .volume: try .volume(millilitres: entry.number(.millilitres))
      case .ratio: try .ratio(entry.number(.ratio))
      case .cutAtTop: .cutAtTop
      case .cutAtBottom: .cutAtBottom
      case .cutAtSide: .cutAtSide
      case .jumps: try .jumps(count: entry.count())
      case .areaJump: try .areaJump(entry.side(), percent: entry.number(.percent), count: entry.count())
      case .noTrachea: .noTrachea
      case .noCarina: .noCarina
      case .gasLeftOut: try .gasLeftOut(millilitres: entry.number(.millilitres))
      case .recovered: try .recovered(millilitres: entry.number(.millilitres), side: entry.sideIfAny("side"))
      case .opaqueAgainstWall: try .opaqueAgainstWall(entry.side(), millilitres: entry.number(.millilitres))
      case .unevenBases: try .unevenBases(millimetres: entry.number(.millimetres))
      case .unevenTops: try .unevenTops(millimetres: entry.number(.millimetres))
      case .dividedAtMidline: .dividedAtMidline
      case .sideByPlace: try .sideByPlace(entry.side())
      case .straightSplit: try .straightSplit(squareCentimetres: entry.number(.squareCentimetres))
      case .unexplainedAir: try .unexplainedAir(entry.sideIfAny(), millilitres: entry.number(.millilitres))
      case .pieceWithoutVessels: try .pieceWithoutVessels(millilitres: entry.number(.millilitres))
      case .spineInFront: .spineInFront
      }
  }
}

// MARK: The project file

/// A member named after the badge, and in that its parts.
extension LungBadge {
  /// nil unless one member of the entry is a badge of this version, with all that it must have.
  init?(_ entry: JSONObject) {
    let known = entry.members.compactMap { member in Name(rawValue: member.name).map { ($0, member.value) } }
    guard known.count == 1, let content = known[0].1.object,
      let badge = try? LungBadge(known[0].0, of: Entry(content: content))
    else { return nil }
    self = badge
  }

  /// The member's name and what stands in it, in the order of the names; nil when a number is none that JSON has words
  /// for.
  var stated: (name: String, content: JSONObject)? {
    let (name, parts) = parts
    let members = parts.compactMap { part -> (name: String, value: JSONValue)? in
      switch part {
      case .number(let what, let x): (what.rawValue, .measured(x))
      case .count(let n): (Quantity.count.rawValue, .int(n))
      case .side(let side, let member): side.map { (member, .string($0.rawValue)) }
      }
    }
    guard !members.contains(where: { $0.value == .null }) else { return nil }
    return (name.rawValue, JSONObject(members.sorted { $0.name < $1.name }))
  }

  /// What stands in the member of a badge.
  private struct Entry {
    let content: JSONObject
    /// Something that the badge must have is missing, or is nothing of the kind.
    struct Lacks: Error {}

    func number(_ what: Quantity) throws -> Double {
      guard let x = content[what.rawValue]?.double else { throw Lacks() }
      return x
    }

    func count() throws -> Int {
      guard let n = content[Quantity.count.rawValue]?.int else { throw Lacks() }
      return n
    }

    func side() throws -> LungSide {
      guard let side = try sideIfAny() else { throw Lacks() }
      return side
    }

    func sideIfAny(_ member: String = "_0") throws -> LungSide? {
      guard let value = content[member], value != .null else { return nil }
      guard let side = value.string.flatMap(LungSide.init) else { throw Lacks() }
      return side
    }
  }
}

extension JSONValue {
  /// A whole number without a point, as this file always had it.
  fileprivate static func measured(_ x: Double) -> JSONValue {
    x.magnitude < 0x1p53 && x == x.rounded() ? .int(Int(x)) : .double(x)
  }
}

// MARK: Tables and programs

extension LungBadge {
  package struct Facts {
    /// "unexplained_air"
    package let name: String
    package var side: LungSide?
    /// By their names: "ml", "mm", "percent".
    package var numbers: [(name: String, value: Double)] = []
  }

  package var facts: Facts {
    let (name, parts) = parts
    var facts = Facts(name: name.inAnswers)
    for part in parts {
      switch part {
      case .number(let what, let x): facts.numbers.append((what.inAnswers, x))
      case .count(let n): facts.numbers.append((Quantity.count.inAnswers, Double(n)))
      case .side(let side, _): facts.side = side
      }
    }
    return facts
  }

  /// The side that it is about; nil for both, neither or not known.
  public var side: LungSide? { facts.side }
  /// mL that it is about; nil where it has no volume.
  public var millilitres: Double? { facts.numbers.first { $0.name == "ml" }?.value }
}
