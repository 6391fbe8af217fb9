import StyletBase

/// What in two readings of one case calls for somebody who decides between them.
public struct AdjudicationRule: Hashable, Sendable {
  /// The least Dice of a finding that both draw, 0...1; 0 asks for none.
  public var dice = 0.7
  /// The most that a finding's share of the lungs may differ, percentage points; where both have lungs.
  public var extent = 5.0
  /// One draws a finding that the other does not.
  public var detection = true
  /// Fields of the protocol that have to be answered alike.
  public var answers: [String] = []

  public init() {}

  /// The most fields that may be named.
  public static let mostAnswers = 256
}

// MARK: study.json

extension AdjudicationRule {
  var json: JSONObject {
    [
      "dice": .double(dice), "extent_percent": .double(extent), "detection": .bool(detection),
      "answers": .array(answers.map(JSONValue.string)),
    ]
  }

  init(_ fields: inout FieldReader) {
    dice = fields.number("dice", in: 0...1)
    extent = fields.number("extent_percent", in: 0...100)
    detection = fields.bool("detection") ?? true
    let all = fields.array("answers", required: true)
    answers = all.compactMap(\.string)
    if answers.count != all.count || all.count > Self.mostAnswers {
      fields.report("answers", "at most \(Self.mostAnswers) fields of the protocol were expected")
    }
  }
}
