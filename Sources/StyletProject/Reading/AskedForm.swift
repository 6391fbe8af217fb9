import StyletBase

/// What a protocol asks, as a signature holds it: ids, titles and options of its questions, when they are asked, and
/// what they count. Keys, helping sentences and what is proposed do not belong to it: an answer means the same without.
extension ReadingProtocol {
  /// SHA-256 of the canonical form, lower-case hexadecimal.
  public var askedDigest: String { Words.inData { sha256(inItsOwnWords.asked.canonical) } }

  private var asked: JSONValue {
    .object([
      "id": .string(id), "version": .int(version), "title": .string(title),
      "meanings": .array(meanings.map { .array([.string($0.id), .string($0.title)]) }),
      "findings": .array(
        findings.map {
          .array([
            .int(Int($0.finding.value)), .string($0.finding.code), .string($0.finding.name), .bool($0.countsToExtent),
          ])
        }),
      "sections": .array(
        sections.map {
          .object([
            "id": .string($0.id), "title": .string($0.title), "fields": .array($0.fields.map { .object($0.asked) }),
          ])
        }),
    ])
  }
}

extension ReadingField {
  fileprivate var asked: JSONObject {
    var o: JSONObject = ["id": .string(id), "title": .string(title), "required": .bool(isRequired)]
    o["if"] = condition?.asked
    switch kind {
    case .choice: o["kind"] = .string("choice")
    case .choices: o["kind"] = .string("choices")
    case .yesNo: o["kind"] = .string("yes-no")
    case .text: o["kind"] = .string("text")
    case .number(let number):
      o["kind"] = .string("number")
      o["unit"] = .string(number.unit)
      o["range"] = .array([.double(number.range.lowerBound), .double(number.range.upperBound)])
      o["whole"] = .bool(number.isWhole)
    case .grid(let regions, _):
      o["kind"] = .string("grid")
      o["regions"] = .array(regions.map { .array([.string($0.id), .string($0.title)]) })
    case .computed(let computed):
      o["kind"] = .string("computed")
      o["of"] = computed.source.asked
      o["unit"] = .string(computed.unit)
      o["bands"] = .array(
        computed.bands.map { .array([bound($0.from), .string($0.title)] + ($0.isOpen ? [.string("above")] : [])) })
    }
    let options = options.map { option -> JSONValue in
      .array([.string(option.id), .string(option.title), option.points.map(JSONValue.double) ?? .null])
    }
    if !options.isEmpty { o["options"] = .array(options) }
    return o
  }
}

extension ComputedField.Source {
  fileprivate var asked: JSONValue {
    switch self {
    case .fact(let name): .object(["fact": .string(name)])
    case .formula(let id, let inputs):
      .object([
        "formula": .string(id),
        "inputs": .object(JSONObject(inputs.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      ])
    case .rules(let rules, let otherwise):
      .object([
        "rules": .array(rules.map { .array([$0.condition.asked, .string($0.value)]) }),
        "otherwise": otherwise.map(JSONValue.string) ?? .null,
      ])
    }
  }
}

extension FieldCondition {
  fileprivate var asked: JSONValue {
    switch self {
    case .answer(let field, let words): .object(["field": .string(field), "is": .array(words.map(JSONValue.string))])
    case .number(let field, let low, let high):
      .object(["field": .string(field), "from": bound(low), "below": bound(high)])
    case .fact(let name, let low, let high):
      .object(["fact": .string(name), "from": bound(low), "below": bound(high)])
    case .any(let conditions): .object(["any": .array(conditions.map(\.asked))])
    case .all(let conditions): .object(["all": .array(conditions.map(\.asked))])
    }
  }
}

/// JSON has no infinity.
private func bound(_ x: Double) -> JSONValue { x.isFinite ? .double(x) : .string("\(x)") }
