import StyletBase

/// What a signature keeps besides the answers: numbers that would change with the drawing.
extension ReadingSheet {
  /// - Parameter numbers: what was drawn comes to: ``EditSession/signedNumbers(_:)``.
  /// - Returns: the same in every language: in the protocol's own words.
  public func frozen(_ numbers: JSONObject) -> JSONObject {
    Words.inData { ReadingSheet(form.inItsOwnWords, record, facts).kept.with(numbers) }
  }

  private var kept: JSONObject {
    var out = JSONObject()
    out["computed"] = .object(computedValues)
    let flagged = discordances.map { JSONValue.string($0.id) }
    if !flagged.isEmpty { out["discordant"] = .array(flagged) }
    let said = contradictions().map(JSONValue.string)
    if !said.isEmpty { out["contradictions"] = .array(said) }
    return out
  }

  /// The computed fields that have a value, with the formula and version that gave it.
  public var computedValues: JSONObject {
    var out = JSONObject()
    for field in form.fields {
      guard case .computed(let source) = field.kind, let known = computed(field.id)?.known else { continue }
      var o = JSONObject()
      o["value"] = known.number.map(JSONValue.double) ?? known.word.map(JSONValue.string)
      o["title"] = known.title.map(JSONValue.string)
      o["detail"] = known.detail.map(JSONValue.string)
      switch source.source {
      case .formula(let id, _):
        o["formula"] = .string(id)
        o["version"] = ScoreFormula.named(id).map { .int($0.version) }
      case .fact(let name): o["of"] = .string(name)
      case .rules: break
      }
      out[field.id] = .object(o)
    }
    return out
  }
}
