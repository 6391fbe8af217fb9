import StyletBase

/// A badge as the project file has it: a member named after it, and in that its numbers by their names, those without a
/// name as "_0".
extension LungBadge {
  /// nil unless one member of the entry is a badge of this version, with all that it must have.
  init?(_ entry: JSONObject) {
    let known = entry.members.filter { Self.readers[$0.name] != nil }
    guard known.count == 1, let content = known[0].value.object,
      let badge = Self.readers[known[0].name]?(content)
    else { return nil }
    self = badge
  }

  private typealias Reader = @Sendable (JSONObject) -> LungBadge?

  private static let readers: [String: Reader] = [
    "noLungs": { _ in .noLungs },
    "rescaleMissing": { $0.number("added").map { .rescaleMissing(added: $0) } },
    "oneLung": { _ in .oneLung },
    "volume": { $0.millilitres.map { .volume(millilitres: $0) } },
    "ratio": { $0.number("_0").map { .ratio($0) } },
    "cutAtTop": { _ in .cutAtTop },
    "cutAtBottom": { _ in .cutAtBottom },
    "cutAtSide": { _ in .cutAtSide },
    "jumps": { $0["count"]?.int.map { .jumps(count: $0) } },
    "areaJump": { content in
      guard let side = content.side("_0"), let percent = content.number("percent"), let count = content["count"]?.int
      else { return nil }
      return .areaJump(side, percent: percent, count: count)
    },
    "noTrachea": { _ in .noTrachea },
    "noCarina": { _ in .noCarina },
    "gasLeftOut": { $0.millilitres.map { .gasLeftOut(millilitres: $0) } },
    "recovered": { content in
      guard let volume = content.millilitres, content.mayHaveSide("side") else { return nil }
      return .recovered(millilitres: volume, side: content.side("side"))
    },
    "opaqueAgainstWall": { content in
      guard let side = content.side("_0"), let volume = content.millilitres else { return nil }
      return .opaqueAgainstWall(side, millilitres: volume)
    },
    "unevenBases": { $0.number("millimetres").map { .unevenBases(millimetres: $0) } },
    "unevenTops": { $0.number("millimetres").map { .unevenTops(millimetres: $0) } },
    "dividedAtMidline": { _ in .dividedAtMidline },
    "straightSplit": { $0.number("squareCentimetres").map { .straightSplit(squareCentimetres: $0) } },
    "unexplainedAir": { content in
      guard let volume = content.millilitres, content.mayHaveSide("_0") else { return nil }
      return .unexplainedAir(content.side("_0"), millilitres: volume)
    },
    "pieceWithoutVessels": { $0.millilitres.map { .pieceWithoutVessels(millilitres: $0) } },
  ]

  /// The member's name and what stands in it; nil when a number is none that JSON has words for.
  var stated: (name: String, content: JSONObject)? {
    let (name, members) = parts
    let content = JSONObject(members.compactMap { name, value in value.map { (name, $0) } })
    return content.members.contains { $0.value == .null } ? nil : (name, content)
  }

  /// Members in the order of their names; nil of one that is left out.
  private var parts: (String, [(String, JSONValue?)]) {
    switch self {
    case .noLungs: ("noLungs", [])
    case .rescaleMissing(let x): ("rescaleMissing", [("added", .measured(x))])
    case .oneLung: ("oneLung", [])
    case .volume(let x): ("volume", [("millilitres", .measured(x))])
    case .ratio(let x): ("ratio", [("_0", .measured(x))])
    case .cutAtTop: ("cutAtTop", [])
    case .cutAtBottom: ("cutAtBottom", [])
    case .cutAtSide: ("cutAtSide", [])
    case .jumps(let n): ("jumps", [("count", .int(n))])
    case .areaJump(let side, let percent, let n):
      ("areaJump", [("_0", .side(side)), ("count", .int(n)), ("percent", .measured(percent))])
    case .noTrachea: ("noTrachea", [])
    case .noCarina: ("noCarina", [])
    case .gasLeftOut(let x): ("gasLeftOut", [("millilitres", .measured(x))])
    case .recovered(let x, let side):
      ("recovered", [("millilitres", .measured(x)), ("side", side.map(JSONValue.side))])
    case .opaqueAgainstWall(let side, let x):
      ("opaqueAgainstWall", [("_0", .side(side)), ("millilitres", .measured(x))])
    case .unevenBases(let x): ("unevenBases", [("millimetres", .measured(x))])
    case .unevenTops(let x): ("unevenTops", [("millimetres", .measured(x))])
    case .dividedAtMidline: ("dividedAtMidline", [])
    case .straightSplit(let x): ("straightSplit", [("squareCentimetres", .measured(x))])
    case .unexplainedAir(let side, let x):
      ("unexplainedAir", [("_0", side.map(JSONValue.side)), ("millilitres", .measured(x))])
    case .pieceWithoutVessels(let x): ("pieceWithoutVessels", [("millilitres", .measured(x))])
    }
  }
}

extension JSONObject {
  fileprivate func number(_ name: String) -> Double? { self[name]?.double }
  fileprivate var millilitres: Double? { number("millilitres") }
  fileprivate func side(_ name: String) -> LungSide? { self[name]?.string.flatMap(LungSide.init) }

  /// Whether a side that may be left out is left out, or is one.
  fileprivate func mayHaveSide(_ name: String) -> Bool {
    self[name] == nil || self[name] == .null || side(name) != nil
  }
}

extension JSONValue {
  fileprivate static func side(_ side: LungSide) -> JSONValue { .string(side.rawValue) }

  /// A whole number without a point, as this file always had it.
  fileprivate static func measured(_ x: Double) -> JSONValue {
    x.magnitude < 0x1p53 && x == x.rounded() ? .int(Int(x)) : .double(x)
  }
}
