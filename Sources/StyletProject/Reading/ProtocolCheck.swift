import StyletBase

/// What only the whole of a protocol shows: that everything it refers to is there, and nothing depends on itself.
struct ProtocolCheck {
  let log: ProblemLog

  /// Reports what is wrong, and puts the fields in the order in which they follow from each other. Cost: the fields and
  /// what they refer to.
  func check(_ p: inout ReadingProtocol) {
    for (s, section) in p.sections.enumerated() {
      for (f, field) in section.fields.enumerated() { check(field, in: p, at: "sections[\(s)].fields[\(f)]") }
    }
    for (n, one) in p.contradictions.enumerated() { check(one.condition, in: p, at: "contradictions[\(n)].when") }
    if let condition = p.noLesion { check(condition, in: p, at: "no-lesion") }
    if let condition = p.lesion { check(condition, in: p, at: "lesion") }
    p.order = order(p)
  }

  private func add(_ place: String, _ what: String) { log.add(ProjectProblem(at: place, what)) }

  private func check(_ field: ReadingField, in p: ReadingProtocol, at place: String) {
    if let condition = field.condition { check(condition, in: p, at: place + ".when") }
    if let beside = field.beside {
      if p.field(beside.field)?.isComputed != true {
        add(place + ".beside", "there is no computed field \"\(beside.field)\"")
      }
    }
    switch field.proposal {
    case .fact(let fact): check(fact: fact, at: place + ".from")
    case .rules(let rules): for rule in rules { check(rule.condition, in: p, at: place + ".rules") }
    case nil: break
    }
    guard case .computed(let computed) = field.kind else { return }
    switch computed.source {
    case .fact(let fact): check(fact: fact, at: place + ".fact")
    case .formula(let id, let inputs): check(formula: id, inputs, in: p, at: place)
    case .rules(let rules, let otherwise):
      if rules.isEmpty, otherwise == nil { add(place, "a formula, a fact or rules are missing") }
      for rule in rules { check(rule.condition, in: p, at: place + ".rules") }
      if let otherwise, p.field(otherwise) == nil {
        add(place + ".otherwise", "there is no field \"\(otherwise)\"")
      }
    }
  }

  private func check(fact: String, at place: String) {
    if !ReadingFacts.isKnown(fact) { add(place, "there is no value \"\(fact)\" of a scan") }
  }

  private func check(formula id: String, _ inputs: [String: String], in p: ReadingProtocol, at place: String) {
    guard let formula = ScoreFormula.named(id) else {
      let known = ScoreFormula.all.map(\.id).joined(separator: ", ")
      return add(place + ".formula", "there is no formula \"\(id)\"; there are \(known)")
    }
    for input in formula.inputs where inputs[input.name] == nil {
      add(place + ".inputs", "\(id) needs \"\(input.name)\" too")
    }
    for (name, field) in inputs.sorted(by: { $0.key < $1.key }) {
      guard let input = formula.inputs.first(where: { $0.name == name }) else {
        add(place + ".inputs", "\(id) has no input \"\(name)\"")
        continue
      }
      guard let target = p.field(field) else {
        add(place + ".inputs.\(name)", "there is no field \"\(field)\"")
        continue
      }
      let isGrid = if case .grid = target.kind { true } else { false }
      if isGrid != input.isList { add(place + ".inputs.\(name)", "\"\(field)\" is not of the kind it needs") }
      if case .text = target.kind { add(place + ".inputs.\(name)", "a text has no number") }
    }
  }

  private func check(_ condition: FieldCondition, in p: ReadingProtocol, at place: String) {
    switch condition {
    case .any(let list), .all(let list): for one in list { check(one, in: p, at: place) }
    case .fact(let fact, _, _): check(fact: fact, at: place)
    case .number(let id, _, _):
      if p.field(id) == nil { add(place, "there is no field \"\(id)\"") }
    case .answer(let id, let words):
      guard let field = p.field(id) else { return add(place, "there is no field \"\(id)\"") }
      for word in words where field.option(word) == nil && !field.options.isEmpty {
        add(place, "\"\(word)\" is no answer to \"\(id)\"")
      }
    }
  }

  // MARK: Order

  /// Fields that must be known before a field is.
  static func dependencies(of field: ReadingField) -> [String] {
    var out = field.condition?.fields ?? []
    if case .computed(let computed) = field.kind {
      switch computed.source {
      case .fact: break
      case .formula(_, let inputs): out += inputs.values
      case .rules(let rules, let otherwise):
        out += rules.flatMap(\.condition.fields)
        if let otherwise { out.append(otherwise) }
      }
    }
    return out
  }

  /// Numbers of the scan that its rules ask for.
  static func facts(of field: ReadingField) -> [String] {
    guard case .computed(let computed) = field.kind, case .rules(let rules, _) = computed.source else { return [] }
    return rules.flatMap(\.condition.facts)
  }

  /// Each field after those that it depends on (Kahn's way, so that no nesting is too deep).
  private func order(_ p: ReadingProtocol) -> [String] {
    let fields = p.fields
    var waiting: [String: Int] = [:]
    var followers: [String: [String]] = [:]
    for field in fields {
      let needed = Set(Self.dependencies(of: field)).filter { p.field($0) != nil }
      waiting[field.id] = needed.count
      for other in needed { followers[other, default: []].append(field.id) }
    }
    var order = fields.map(\.id).filter { waiting[$0] == 0 }
    var at = 0
    while at < order.count {
      for follower in followers[order[at]] ?? [] {
        waiting[follower, default: 0] -= 1
        if waiting[follower] == 0 { order.append(follower) }
      }
      at += 1
    }
    let stuck = fields.map(\.id).filter { waiting[$0, default: 0] > 0 }
    if !stuck.isEmpty {
      add("sections", "these fields depend on each other in a circle: \(stuck.joined(separator: ", "))")
    }
    return order
  }
}
