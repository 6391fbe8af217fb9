import StyletBase
import StyletProject

/// `study.json`.
extension Study {
  /// - Throws: a ``Failure``: not there, another version, or file, field and what is wrong.
  public static func read(_ folder: StudyFolder) throws -> Study {
    guard Paths.exists(folder.study) else {
      throw Failure(.noInput, path: folder.path, words("error.study.none"), advice: words("error.study.none-advice"))
    }
    let bytes = try SafeFile.read(folder.study, limit: StudyFile.limit).bytes
    return try StudyFile.object(bytes, folder.study, "") { Study(&$0) }
  }

  public func write(_ folder: StudyFolder) throws {
    try StudyFile.write(bytes, to: folder.study, mode: StudyFile.sharedMode)
  }

  var bytes: [UInt8] { Array(Words.inData { json.text + "\n" }.utf8) }

  var json: JSONValue {
    .object([
      "format": .string(Self.format), "version": .int(Self.version), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "id": .string(id), "title": .string(title), "made": .string(made),
      "seed": .int(seed), "protocol": protocolUsed.map { .object($0.json) } ?? .null, "key": .string(keyID),
      "readers": .array(readers.map { .object($0.json) }), "design": .object(design.json),
      "rules": .object(rules.json), "amendments": .array(amendments.map { .object($0.json) }),
    ])
  }

  init?(_ fields: inout FieldReader) {
    let format = fields.string("format"), version = fields.int("version", in: 1...1 << 30)
    if let format, format != Self.format { fields.report("format", "\(Self.format) was expected") }
    if let version, version != Self.version { fields.report("version", "this program reads \(Self.version)") }
    _ = (fields.text("program"), fields.text("notice", most: 1024))
    guard format == Self.format, version == Self.version else {
      return nil
    }
    let id = fields.name("id", as: CaseID.self)?.text, title = fields.text("title", required: true)
    let made = fields.time("made"), seed = fields.int("seed", in: Self.seeds)
    let protocolUsed = fields.reader("protocol", required: false).flatMap { StudyProtocol($0) }
    let key = fields.text("key", most: 64, required: true)
    let readers = fields.readers("readers", required: true).compactMap { StudyReader($0) }
    if Set(readers.map(\.name)).count != readers.count { fields.report("readers", "a name stands twice") }
    if !(1...Self.mostReaders).contains(readers.count) {
      fields.report("readers", "1 to \(Self.mostReaders) were expected")
    }
    let design = fields.section("design") { StudyDesign(&$0) }
    let rules = fields.section("rules") { StudyRules(&$0) }
    if rules.order == .triage, design.repeatsPer1000 > 0 {
      fields.report("rules.order", "design was expected, since readings are repeated")
    }
    let amendments = fields.readers("amendments", required: true).compactMap { StudyAmendment($0) }
    if let wrong = Self.wrongRevision(after: protocolUsed, amendments) { fields.report("amendments", wrong) }
    guard let id, let title, let made, let seed, let key else { return nil }
    self.init(
      id: id, title: title, made: made, seed: seed, protocolUsed: protocolUsed, keyID: key, readers: readers,
      design: design, rules: rules)
    self.amendments = amendments
  }
}

extension StudyProtocol {
  var json: JSONObject {
    ["id": .string(reference.id), "version": .int(reference.version), "sha256": .string(digest)]
  }

  init?(_ given: FieldReader) {
    var fields = given
    let id = fields.text("id", required: true), version = fields.int("version", in: 0...1 << 30)
    let digest = fields.digest("sha256")
    fields.refuseOthers()
    guard let id, let version, let digest else { return nil }
    self.init(reference: ProtocolReference(id: id, version: version), digest: digest)
  }
}

private func levels(_ levels: [String: Int]) -> JSONValue {
  .object(JSONObject(levels.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
}

extension StudyReader {
  var json: JSONObject { ["name": .string(name.text), "experience": levels(experience)] }

  init?(_ given: FieldReader) {
    var fields = given
    let name = fields.name("name", as: ReaderName.self), experience = fields.experience("experience")
    fields.refuseOthers()
    guard let name else { return nil }
    self.init(name: name, experience: experience)
  }
}

extension StudyDesign {
  var json: JSONObject {
    [
      "reads_per_case": .int(readsPerCase), "doubles_per_1000": .int(doublesPer1000),
      "repeats_per_1000": .int(repeatsPer1000), "gold_per_1000": .int(goldPer1000),
      "repeat_cases": .int(repeatCases), "repeat_days": .int(repeatDays),
    ]
  }

  init(_ fields: inout FieldReader) {
    let own = StudyDesign()
    readsPerCase = fields.int("reads_per_case", in: 1...Study.mostReaders) ?? own.readsPerCase
    doublesPer1000 = fields.int("doubles_per_1000", in: 0...1000) ?? own.doublesPer1000
    repeatsPer1000 = fields.int("repeats_per_1000", in: 0...1000) ?? own.repeatsPer1000
    goldPer1000 = fields.int("gold_per_1000", in: 0...1000) ?? own.goldPer1000
    repeatCases = fields.int("repeat_cases", in: 0...10_000) ?? own.repeatCases
    repeatDays = fields.int("repeat_days", in: 0...3650) ?? own.repeatDays
    if readsPerCase > 1, doublesPer1000 > 0 {
      fields.report("doubles_per_1000", "0 was expected, since each case is read by \(readsPerCase) readers")
    }
  }
}

extension StudyRules {
  var json: JSONObject {
    var all: JSONObject = [
      "tie": .string(tie.rawValue), "tolerance_mm": .double(tolerance), "ai": .string(proposals.rawValue),
      "teaching": .string(teaching.rawValue), "adjudication": .object(adjudication.json),
    ]
    // A study that does not ask for it is written as it was before there was one.
    if order != .design { all["order"] = .string(order.rawValue) }
    return all
  }

  init(_ fields: inout FieldReader) {
    tie = fields.word("tie", as: Tie.self) ?? .undecided
    tolerance = fields.number("tolerance_mm", in: 0...1000)
    proposals = fields.word("ai", as: Proposals.self) ?? .off
    if fields.has("order") { order = fields.word("order", as: Order.self) ?? .design }
    // Studies that were made before there was a rule go by the standard one.
    teaching = fields.others["teaching"] == nil ? .off : fields.word("teaching", as: Teaching.self) ?? .off
    guard var own = fields.reader("adjudication", required: false) else { return }
    adjudication = AdjudicationRule(&own)
    own.refuseOthers()
  }
}

extension StudyAmendment {
  private enum Kind: String, CaseIterable {
    case assigned, joined, left
    case revised = "protocol"
    case ruled = "rules"
  }

  var json: JSONObject {
    func aliases(_ all: [Alias]) -> JSONValue { .array(all.map { .string($0.text) }) }
    switch self {
    case .assigned(let time, let through, let due):
      return [
        "kind": .string("assigned"), "time": .string(time), "through": .int(through),
        "due": due.map(JSONValue.string) ?? .null,
      ]
    case .joined(let time, let reader, let begun):
      let begun = begun.sorted { $0.key < $1.key }.map { (name: $0.key.text, value: aliases($0.value)) }
      return [
        "kind": .string("joined"), "time": .string(time), "reader": .object(reader.json),
        "begun": .object(JSONObject(begun)),
      ]
    case .left(let time, let reader, let begun):
      return [
        "kind": .string("left"), "time": .string(time), "reader": .string(reader.text), "begun": aliases(begun),
      ]
    case .revised(let time, let used, let reason):
      return [
        "kind": .string("protocol"), "time": .string(time), "protocol": .object(used.json),
        "reason": .string(reason),
      ]
    case .ruled(let time, let rules, let reason):
      return [
        "kind": .string("rules"), "time": .string(time), "rules": .object(rules.json), "reason": .string(reason),
      ]
    }
  }

  init?(_ given: FieldReader) {
    var fields = given
    defer { fields.refuseOthers() }
    func aliases(_ values: [JSONValue], _ name: String) -> [Alias] {
      let all = values.compactMap { $0.string.flatMap { Alias($0) } }
      if all.count != values.count { fields.report(name, "\(Alias.wanted) was expected") }
      return all
    }
    let kind = fields.word("kind", as: Kind.self), time = fields.time("time")
    guard let kind, let time else { return nil }
    switch kind {
    case .assigned:
      let through = fields.int("through", in: 0...1 << 24), due = fields.day("due")
      guard let through else { return nil }
      self = .assigned(time: time, through: through, due: due)
    case .joined:
      let reader = fields.reader("reader").flatMap { StudyReader($0) }
      var begun: [ReaderName: [Alias]] = [:]
      for one in fields.object("begun", required: true)?.members ?? [] {
        guard let name = ReaderName(one.name), let values = one.value.array else {
          fields.report("begun", "\(ReaderName.wanted), with aliases, was expected")
          continue
        }
        begun[name] = aliases(values, "begun")
      }
      guard let reader else { return nil }
      self = .joined(time: time, reader: reader, begun: begun)
    case .left:
      let reader = fields.name("reader", as: ReaderName.self)
      let begun = aliases(fields.array("begun", required: true), "begun")
      guard let reader else { return nil }
      self = .left(time: time, reader: reader, begun: begun)
    case .revised:
      let used = fields.reader("protocol").flatMap { StudyProtocol($0) }
      let reason = fields.text("reason", most: Study.longestReason, required: true)
      guard let used, let reason else { return nil }
      self = .revised(time: time, protocolUsed: used, reason: reason)
    case .ruled:
      let rules = fields.section("rules") { StudyRules(&$0) }
      let reason = fields.text("reason", most: Study.longestReason, required: true)
      guard let reason else { return nil }
      self = .ruled(time: time, rules: rules, reason: reason)
    }
  }
}
