import StyletBase
import StyletTexts

/// What the search for lungs goes by: versioned data, `Samples/standards/lungs.toml`, which says what each number means
/// and where it comes from. HU are those of a scan whose air has -1000.
public struct LungStandards: Sendable {
  public let id: String
  public let version: Int
  let coarse: Coarse
  let rescale: Rescale
  let outline: Outline
  let air: Air
  let body: Body
  let pieces: Pieces
  let place: Place
  let sure: Sure
  let gas: Gas
  let foam: Foam
  let trachea: Trachea
  let bronchi: Bronchi
  let gullet: Gullet
  let aorta: Aorta
  let groundGlass: GroundGlass
  let strips: Strips
  let sides: Sides
  let filling: Filling
  let wall: Wall
  let beforeWall: BeforeWall
  let opaque: Opaque
  let drawing: Drawing
  let badges: Badges

  /// What the program carries.
  public static let standard: LungStandards = {
    do { return try parse(CarriedText.lungStandards, name: "lungs.toml") } catch {
      preconditionFailure("the program's own standards: \(error)")
    }
  }()

  /// Reads a text of the form of `Samples/standards/lungs.toml`. Every member must be there, and no other.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> LungStandards {
    try TOMLText.read(text, name: name) { LungStandards(&$0) }
  }

  private init(_ fields: inout FieldReader) {
    id = fields.string("id") ?? ""
    version = fields.int("version", in: 1...Int(Int32.max)) ?? 1
    coarse = fields.section("coarse") { Coarse(&$0) }
    rescale = fields.section("rescale") { Rescale(&$0) }
    outline = fields.section("outline") { Outline(&$0) }
    air = fields.section("air") { Air(&$0) }
    body = fields.section("body") { Body(&$0) }
    pieces = fields.section("pieces") { Pieces(&$0) }
    place = fields.section("place") { Place(&$0) }
    sure = fields.section("sure") { Sure(&$0) }
    gas = fields.section("gas") { Gas(&$0) }
    foam = fields.section("foam") { Foam(&$0) }
    trachea = fields.section("trachea") { Trachea(&$0) }
    bronchi = fields.section("bronchi") { Bronchi(&$0) }
    gullet = fields.section("gullet") { Gullet(&$0) }
    aorta = fields.section("aorta") { Aorta(&$0) }
    groundGlass = fields.section("ground_glass") { GroundGlass(&$0) }
    strips = fields.section("strips") { Strips(&$0) }
    sides = fields.section("sides") { Sides(&$0) }
    filling = fields.section("filling") { Filling(&$0) }
    wall = fields.section("wall") { Wall(&$0) }
    beforeWall = fields.section("before_wall") { BeforeWall(&$0) }
    opaque = fields.section("opaque") { Opaque(&$0) }
    drawing = fields.section("drawing") { Drawing(&$0) }
    badges = fields.section("badges") { Badges(&$0) }
  }
}

/// Numbers of the kinds that masks and values are made of. One that is missing or wrong is reported, and the range's
/// lower bound, or the range, stands in for it until all were looked at.
extension FieldReader {
  mutating func whole(_ name: String, in range: ClosedRange<Int>) -> Int { int(name, in: range) ?? range.lowerBound }

  mutating func single(_ name: String, in range: ClosedRange<Double>) -> Float { Float(number(name, in: range)) }

  /// Two numbers, the lower first.
  mutating func span(_ name: String, in range: ClosedRange<Double>) -> ClosedRange<Double> {
    guard let ends = numbers(name, count: 2) else { return range }
    guard ends[0] <= ends[1], range.contains(ends[0]), range.contains(ends[1]) else {
      report(name, "two numbers from \(range.lowerBound) to \(range.upperBound) were expected, the lower first")
      return range
    }
    return ends[0]...ends[1]
  }

  mutating func singles(_ name: String, in range: ClosedRange<Double>) -> ClosedRange<Float> {
    let ends = span(name, in: range)
    return Float(ends.lowerBound)...Float(ends.upperBound)
  }

  /// Two whole numbers, the lower first.
  mutating func wholes(_ name: String, in range: ClosedRange<Int>) -> ClosedRange<Int> {
    let ends = span(name, in: Double(range.lowerBound)...Double(range.upperBound))
    if ends.lowerBound.rounded() != ends.lowerBound || ends.upperBound.rounded() != ends.upperBound {
      report(name, "whole numbers were expected")
    }
    return Int(ends.lowerBound)...Int(ends.upperBound)
  }

  /// So many levels, HU.
  mutating func levels(_ name: String, count: Int = 3) -> [Int] {
    guard let values = numbers(name, count: count) else { return [] }
    guard values.allSatisfy({ abs($0) <= 1000 && $0.rounded() == $0 }) else {
      report(name, "whole numbers from -1000 to 1000 were expected")
      return []
    }
    return values.map { Int($0) }
  }
}
