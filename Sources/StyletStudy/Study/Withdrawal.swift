import StyletBase

/// Which cases were withdrawn, or restored, and why: the coordinator's words, which no reader sees.
struct Withdrawal: Hashable, Sendable {
  var cases: [CaseID]
  var reason: String

  init(cases: [CaseID], reason: String) { (self.cases, self.reason) = (cases, reason) }

  var json: JSONObject {
    ["cases": .array(cases.map { .string($0.text) }), "reason": .string(reason)]
  }

  /// nil where a line of the trail speaks of none.
  init?(_ fields: inout FieldReader) {
    let reason = fields.text("reason", most: Study.longestReason), names = fields.array("cases")
    let cases = names.compactMap { $0.string.flatMap { CaseID($0) } }
    if cases.count != names.count { fields.report("cases", "names of cases were expected") }
    guard let reason else { return nil }
    self.init(cases: cases, reason: reason)
  }
}
