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
    guard let standards = try? parse(text, name: "lesion-proposal.toml") else {
      preconditionFailure("the built-in standards of the proposal are broken")
    }
    return standards
  }()

  /// Reads a text of the form of `Samples/standards/lesion-proposal.toml`. Every member must be there, and no other.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> ProposalStandards {
    let log = ProblemLog()
    var fields = FieldReader(try TOMLText.parse(text, name: name), at: "", log: log)
    let standards = ProposalStandards(&fields)
    if let problem = log.firstError { throw Failure(.badData, path: name, problem.what, at: problem.place) }
    return standards
  }

  private init(_ fields: inout FieldReader) {
    id = fields.string("id") ?? ""
    version = fields.int("version", in: 1...Int(Int32.max)) ?? 1
    var t = Section(&fields, "threshold"), s = Section(&fields, "shape"), d = Section(&fields, "dependent")
    threshold = Threshold(
      deviations: t.number("deviations", 0...20), floor: t.number("floor", Self.values),
      ceiling: t.number("ceiling", Self.values), dense: t.number("dense", Self.values),
      edge: t.number("edge", Self.values))
    shape = Shape(
      block: s.number("block", 0.5...5), groundGlassRadius: s.number("ground_glass_radius", 0.5...50),
      densePart: s.number("dense_part", 0...1), consolidationRadius: s.number("consolidation_radius", 0.5...50),
      hilumRadius: s.number("hilum_radius", 0.5...50), hilumReach: s.number("hilum_reach", 0...200),
      least: s.number("least", 0...1000), aeratedPart: s.number("aerated_part", 0...1))
    dependent = Dependent(
      depth: d.number("depth", 0...100), above: d.number("above", 0...1000), least: d.number("least", 0...1000))
    if threshold.floor > threshold.ceiling { fields.report("threshold.ceiling", "lies below threshold.floor") }
    if threshold.ceiling > threshold.edge || threshold.edge > threshold.dense {
      fields.report("threshold", "ceiling, edge and dense must ascend")
    }
    for section in [t, s, d] { section.end() }
    if let other = fields.others.members.first { fields.report(other.name, "is not known") }
  }

  private static let values = -2000.0...2000.0

  /// A table whose members are numbers.
  private struct Section {
    var fields: FieldReader

    init(_ parent: inout FieldReader, _ name: String) {
      fields = parent.reader(name) ?? FieldReader(JSONObject(), at: parent.place(of: name), log: parent.log)
    }

    mutating func number(_ name: String, _ range: ClosedRange<Double>) -> Double {
      guard let value = fields.double(name) else { return range.lowerBound }
      if !range.contains(value) { fields.report(name, "must be \(range.lowerBound) to \(range.upperBound)") }
      return min(max(value, range.lowerBound), range.upperBound)
    }

    func end() { if let other = fields.others.members.first { fields.report(other.name, "is not known") } }
  }
}
