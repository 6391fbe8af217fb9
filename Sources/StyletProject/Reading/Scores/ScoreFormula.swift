/// What a formula gets from an answer.
public enum ScoreInput: Hashable, Sendable {
  case number(Double)
  /// One number a region, in the order of the regions.
  case list([Double])

  var single: Double? { if case .number(let x) = self { x } else { nil } }
}

/// A published score, by an id and a version that stand beside each of its numbers. It gives no number unless every
/// input is there: nothing is filled in.
public struct ScoreFormula: Sendable {
  public struct Input: Hashable, Sendable {
    public var name: String
    /// Values that the formula is defined for.
    public var range: ClosedRange<Double>
    /// nil for one number; else how many there must be, 0 for any.
    public var count: Int?

    public var isList: Bool { count != nil }

    init(_ name: String, _ range: ClosedRange<Double>, count: Int? = nil) {
      (self.name, self.range, self.count) = (name, range, count)
    }
  }

  public struct Result: Hashable, Sendable {
    public var value: Double
    /// What goes with it, in words.
    public var detail: String?

    init(_ value: Double, detail: String? = nil) { (self.value, self.detail) = (value, detail) }
  }

  public enum Outcome: Hashable, Sendable {
    case value(Result)
    /// Names of inputs.
    case missing([String])
    case outOfRange([String])
  }

  public let id: String
  /// Rises when the same inputs give another number.
  public let version: Int
  /// Where it was published.
  public let source: String
  public let inputs: [Input]
  /// What a reader must know of its numbers, in the language in force.
  public var caveats: [String] { said() }
  private let said: @Sendable () -> [String]
  private let compute: @Sendable (Values) -> Result

  /// Inputs that are all there and in range.
  package struct Values {
    fileprivate let inputs: [String: ScoreInput]

    package subscript(name: String) -> Double { inputs[name]?.single ?? 0 }

    package func list(_ name: String) -> [Double] { if case .list(let list)? = inputs[name] { list } else { [] } }
  }

  init(
    _ id: String, version: Int = 1, source: String, inputs: [Input],
    caveats: @autoclosure @escaping @Sendable () -> [String] = [],
    compute: @escaping @Sendable (Values) -> Result
  ) {
    (self.id, self.version, self.source, self.inputs) = (id, version, source, inputs)
    said = caveats
    self.compute = compute
  }

  /// - Parameter values: by the inputs' names.
  public func evaluate(_ values: [String: ScoreInput]) -> Outcome {
    var missing: [String] = [], outside: [String] = []
    for input in inputs {
      switch (values[input.name], input.count) {
      case (.number(let x)?, nil):
        if !input.range.contains(x) { outside.append(input.name) }
      case (.list(let list)?, let count?):
        let isRight = (count == 0 || list.count == count) && list.allSatisfy(input.range.contains)
        if !isRight { outside.append(input.name) }
      default: missing.append(input.name)
      }
    }
    if !missing.isEmpty { return .missing(missing) }
    return outside.isEmpty ? .value(compute(Values(inputs: values))) : .outOfRange(outside)
  }

  /// Every formula that a protocol can ask for.
  public static let all: [ScoreFormula] = [
    .regionSum, .ratio, .pan, .totalSeverity, .yang, .shemesh, .scanCovIA, .scanCovIARadiologist, .fourC, .news2,
  ]

  public static func named(_ id: String) -> ScoreFormula? { all.first { $0.id == id } }
}

extension ScoreFormula {
  /// The sum of any grid's points.
  static let regionSum = ScoreFormula(
    "region-sum", source: "sum of the points of all regions", inputs: [Input("regions", -1e6...1e6, count: 0)]
  ) { Result($0.list("regions").reduce(0, +)) }

  static let ratio = ScoreFormula(
    "ratio", source: "numerator divided by denominator",
    inputs: [Input("numerator", 0...1e9), Input("denominator", 1e-9...1e9)]
  ) { Result($0["numerator"] / $0["denominator"]) }
}
