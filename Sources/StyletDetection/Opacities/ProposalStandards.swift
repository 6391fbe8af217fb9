import StyletBase
import StyletTexts

/// What a lesion proposal goes by: versioned data, `Samples/standards/lesion-proposal.toml`, which says what each
/// means.
public struct ProposalStandards: Hashable, Sendable {
  public struct Blocks: Hashable, Sendable {
    /// mm in the plane and across.
    public var block: Double
    public var slab: Double
  }

  public struct Opacity: Hashable, Sendable {
    /// mm.
    public var smoothing: Double
    /// Of 0...1.
    public var threshold: Double
    public var sure: Double
    public var sureAtHilum: Double
    public var sureIfBright: Double
    /// HU.
    public var bright: Double
    /// mL.
    public var least: Double
    /// The probabilities above which lung is opacity at most and at least.
    public var possible: Double
    public var certain: Double
  }

  public struct Dome: Hashable, Sendable {
    /// mm.
    public var depth: Double
    /// Of 0...1.
    public var odds: Double
  }

  public struct Edge: Hashable, Sendable {
    /// Of 0...1.
    public var bend: Double
    /// mm.
    public var reach: Double
    /// HU.
    public var least: Double
  }

  public struct Classes: Hashable, Sendable {
    /// mm.
    public var smoothing: Double
    /// HU.
    public var dense: Double
  }

  public struct Doubt: Hashable, Sendable {
    public var aeratedPart: Double
    /// mm.
    public var thick: Double
    /// HU.
    public var airy: Double
    /// mm.
    public var hilumReach: Double
  }

  public struct Dependent: Hashable, Sendable {
    /// mm.
    public var depth: Double
    /// HU above aerated lung.
    public var above: Double
    /// mL in each lung.
    public var least: Double
  }

  public var id: String
  public var version: Int
  public var blocks: Blocks
  public var opacity: Opacity
  public var dome: Dome
  public var edge: Edge
  public var classes: Classes
  public var doubt: Doubt
  public var dependent: Dependent

  /// What the program carries.
  public static let standard: ProposalStandards = {
    do { return try parse(CarriedText.proposalStandards, name: "lesion-proposal.toml") } catch {
      preconditionFailure("the program's own standards: \(error)")
    }
  }()

  /// Reads a text of the form of `Samples/standards/lesion-proposal.toml`. Every member must be there, and no other.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> ProposalStandards {
    try TOMLText.read(text, name: name) { ProposalStandards(&$0) }
  }

  private init(_ fields: inout FieldReader) {
    id = fields.string("id") ?? ""
    version = fields.int("version", in: 1...Int(Int32.max)) ?? 1
    blocks = fields.section("blocks") {
      Blocks(block: $0.number("block", in: 0.5...5), slab: $0.number("slab", in: 0.5...20))
    }
    opacity = fields.section("opacity") {
      Opacity(
        smoothing: $0.number("smoothing", in: 0...20), threshold: $0.number("threshold", in: 0...1),
        sure: $0.number("sure", in: 0...1), sureAtHilum: $0.number("sure_at_hilum", in: 0...1),
        sureIfBright: $0.number("sure_if_bright", in: 0...1), bright: $0.hu("bright"),
        least: $0.number("least", in: 0...1000),
        possible: $0.number("possible", in: 0...1), certain: $0.number("certain", in: 0...1))
    }
    dome = fields.section("dome") {
      Dome(depth: $0.number("depth", in: 1...100), odds: $0.number("odds", in: 0...1))
    }
    edge = fields.section("edge") {
      Edge(
        bend: $0.number("bend", in: 0...1), reach: $0.number("reach", in: 0.5...50),
        least: $0.number("least", in: 1...1000))
    }
    classes = fields.section("classes") {
      Classes(smoothing: $0.number("smoothing", in: 0...20), dense: $0.hu("dense"))
    }
    doubt = fields.section("doubt") {
      Doubt(
        aeratedPart: $0.number("aerated_part", in: 0...1), thick: $0.number("thick", in: 1...300), airy: $0.hu("airy"),
        hilumReach: $0.number("hilum_reach", in: 0...200))
    }
    dependent = fields.section("dependent") {
      Dependent(
        depth: $0.number("depth", in: 0...100), above: $0.number("above", in: 0...1000),
        least: $0.number("least", in: 0...1000))
    }
    if opacity.possible > opacity.threshold || opacity.threshold > opacity.certain {
      fields.report("opacity", "possible, threshold and certain must ascend")
    }
  }
}
