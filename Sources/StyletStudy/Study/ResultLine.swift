import StyletBase

/// What a line of the trail tells of a drawing that was made of readings, besides what it is: of which, by whom, why.
struct ResultLine: Hashable, Sendable {
  /// SHA-256 of the readings, by their paths in the study's folder.
  var readings: [String: String] = [:]
  /// Who decided.
  var by: ReaderName?
  /// Why it was decided so, or put aside.
  var reason: String?
  /// What was put aside: it has the name that the line's files tell since then.
  var aside: String?

  /// The longest reason, bytes.
  static let longestReason = 4096

  /// Nothing of a line that is about something else: its seal is what it was before there were results.
  var json: JSONObject {
    var all = JSONObject()
    if !readings.isEmpty {
      all["readings"] = .object(JSONObject(readings.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }
    all["by"] = by.map { .string($0.text) }
    all["reason"] = reason.map(JSONValue.string)
    all["aside"] = aside.map(JSONValue.string)
    return all
  }
}

extension ResultLine {
  init(_ fields: inout FieldReader) {
    if var inner = fields.reader("readings", required: false) {
      for member in inner.others.members { readings[member.name] = inner.digest(member.name) }
    }
    if fields.others["by"] != nil { by = fields.name("by", as: ReaderName.self) }
    reason = fields.text("reason", most: Self.longestReason)
    aside = fields.text("aside", most: 256)
  }
}
