import StyletTexts

/// What a lesion proposal goes by: versioned data, `Samples/standards/lesion-proposal.toml`, which says what each
/// means.
public struct ProposalStandards: Hashable, Sendable {
  public struct Threshold: Hashable, Sendable {
    public var deviations: Double
    /// HU.
    public var floor: Double
    public var ceiling: Double
    public var dense: Double
    public var edge: Double
  }

  public struct Shape: Hashable, Sendable {
    /// mm.
    public var block: Double
    public var groundGlassRadius: Double
    public var densePart: Double
    public var consolidationRadius: Double
    public var hilumRadius: Double
    public var hilumReach: Double
    /// mL.
    public var least: Double
    public var aeratedPart: Double
  }

  public struct Dependent: Hashable, Sendable {
    /// mm.
    public var depth: Double
    /// HU above the threshold.
    public var above: Double
    /// mL in each lung.
    public var least: Double
  }

  public var id: String
  public var version: Int
  public var threshold: Threshold
  public var shape: Shape
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
    threshold = fields.section("threshold") {
      Threshold(
        deviations: $0.number("deviations", in: 0...20), floor: $0.hu("floor"), ceiling: $0.hu("ceiling"),
        dense: $0.hu("dense"), edge: $0.hu("edge"))
    }
    shape = fields.section("shape") {
      Shape(
        block: $0.number("block", in: 0.5...5), groundGlassRadius: $0.number("ground_glass_radius", in: 0.5...50),
        densePart: $0.number("dense_part", in: 0...1),
        consolidationRadius: $0.number("consolidation_radius", in: 0.5...50),
        hilumRadius: $0.number("hilum_radius", in: 0.5...50), hilumReach: $0.number("hilum_reach", in: 0...200),
        least: $0.number("least", in: 0...1000), aeratedPart: $0.number("aerated_part", in: 0...1))
    }
    dependent = fields.section("dependent") {
      Dependent(
        depth: $0.number("depth", in: 0...100), above: $0.number("above", in: 0...1000),
        least: $0.number("least", in: 0...1000))
    }
    if threshold.floor > threshold.ceiling { fields.report("threshold.ceiling", "lies below threshold.floor") }
    if threshold.ceiling > threshold.edge || threshold.edge > threshold.dense {
      fields.report("threshold", "ceiling, edge and dense must ascend")
    }
  }
}
