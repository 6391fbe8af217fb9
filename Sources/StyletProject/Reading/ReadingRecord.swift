import StyletBase

/// The `reading` member of a project: answers, signature, and what was signed before. Members that this version does
/// not know are kept, at every level.
public struct ReadingRecord: Hashable, Sendable {
  public private(set) var json: JSONObject

  public init(_ json: JSONObject = JSONObject()) { self.json = json }

  // MARK: Answers

  /// nil when the field has no answer, or one that cannot be understood.
  public func answer(to field: String) -> ReadingAnswer? {
    json["answers"]?.object?[field]?.object.flatMap { ReadingAnswer($0) }
  }

  /// The ids that have an answer of any kind, in the order of the file.
  public var answered: [String] { json["answers"]?.object?.members.map(\.name) ?? [] }

  /// How many answers are of others than a reader, by their names ("" for nobody named), the most first.
  public func answersOfOthers(than reader: String) -> [AnswersOfOther] {
    var counts: [String: Int] = [:]
    for answer in answered.compactMap({ answer(to: $0) }) where answer.reader != reader {
      counts[answer.reader, default: 0] += 1
    }
    return counts.map { AnswersOfOther(reader: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reader) < ($0.count, $1.reader) }
  }

  /// nil makes the field unanswered.
  public mutating func set(_ answer: ReadingAnswer?, for field: String) {
    var answers = json["answers"]?.object ?? JSONObject()
    if let answer {
      answers[field] = .object(answer.json.with(answers[field]?.object?.others(than: ReadingAnswer.members) ?? [:]))
    } else {
      answers[field] = nil
    }
    json["answers"] = .object(answers)
  }

  // MARK: The protocol

  /// Where a protocol that the program does not carry was read from; nil for one that it does.
  public var protocolFile: String? {
    get { json["protocol"]?.object?["file"]?.string }
    set {
      var object = json["protocol"]?.object ?? JSONObject()
      object["file"] = newValue.map(JSONValue.string)
      json["protocol"] = object.isEmpty ? nil : .object(object)
    }
  }

  // MARK: Signing

  /// nil while it is not signed, or was re-opened.
  public var signature: ReadingSignature? { json["signature"]?.object.flatMap { ReadingSignature($0) } }

  /// Whether answers can no longer be changed: also by a signature that this version does not understand.
  public var isSigned: Bool { json["signature"].map { $0 != .null } ?? false }

  /// SHA-256 of the answers, lower-case hexadecimal: what a signature is bound to.
  public var digest: String { sha256(JSONValue.object(json["answers"]?.object ?? JSONObject()).bytes) }

  /// - Parameters:
  ///   - frozen: numbers as they are at this moment; kept with the signature.
  ///   - content: what is signed besides the answers; nil gives a signature of the old kind, over the answers alone.
  ///   - scan: the identity of the scan's content, where it is known.
  ///   - trail: the audit trail up to now, where it is known.
  public mutating func sign(
    reader: String, meaning: String, following reference: ProtocolReference, frozen: JSONObject,
    content: SignedContent? = nil, scan: String? = nil, trail: [AuditEntry]? = nil, time: String = UTC.now()
  ) {
    var signature = ReadingSignature(
      reader: reader, time: time, meaning: meaning, protocolID: reference.id, protocolVersion: reference.version,
      digest: digest, frozen: frozen, content: content, scan: scan, trail: trail.map { SignedTrail($0) })
    signature.others = answersOfOthers(than: reader)
    json["signature"] = .object(signature.json)
    guard content != nil, let seal, var sealed = json["signature"]?.object else { return }
    sealed["sha256"] = .string(seal)
    json["signature"] = .object(sealed)
  }

  /// SHA-256 of the signature as it stands, its own digest left out: a number of it that is edited does not go unseen.
  var seal: String? {
    guard var signature = json["signature"]?.object else { return nil }
    signature["sha256"] = nil
    return sha256(JSONValue.object(signature).canonical)
  }

  /// Why nothing that was signed may change now; nil while it is not signed.
  public var lock: Failure? { refusal(isVoid: false) }

  /// - Parameter isVoid: the signature is not of what is there now, which is said.
  public func refusal(isVoid: Bool) -> Failure? {
    isSigned ? Self.refusal(signature?.reader ?? "", isVoid: isVoid) : nil
  }

  static func refusal(_ reader: String, isVoid: Bool) -> Failure {
    Failure(
      .usage,
      isVoid
        ? words("reading.sealed-void", ["reader": reader, "named": !reader.isEmpty])
        : words("reading.sealed", ["reader": reader, "named": !reader.isEmpty]),
      advice: words("reading.reopen-advice"))
  }

  /// The same by the trail, too: a signature that is gone, and was not taken back, holds what is there.
  public func lock(_ audit: [AuditEntry]) -> Failure? { lock ?? signatureLost(audit).map(Self.gone) }

  /// - Parameter lost: the trail's entry of a signature that is gone.
  static func gone(_ lost: AuditEntry) -> Failure {
    Failure(
      .usage, words("reading.gone", ["reader": lost.reader, "named": !lost.reader.isEmpty]),
      advice: words("reading.reopen-advice"))
  }

  /// Makes answers changeable again. The signature and all answers under it are kept.
  /// - Parameter lost: the trail's entry of the signature, where that is gone.
  public mutating func reopen(
    reader: String, reason: String, lost: AuditEntry? = nil, time: String = UTC.now()
  ) {
    guard let signature = isSigned ? json["signature"] : lost.map({ .object(Self.trace(of: $0)) }) else { return }
    var before = json["reopened"]?.array ?? []
    before.append(
      .object([
        "time": .string(time), "reader": .string(reader), "reason": .string(reason), "signature": signature,
        "answers": json["answers"] ?? .object([:]),
      ]))
    json["signature"] = nil
    json["reopened"] = .array(before)
  }

  /// Whether a signature without its content is as earlier versions gave them: they kept numbers, but neither those of
  /// findings nor a digest of the signature or of the scan. What lacks its content otherwise has lost it.
  var hasOldSignature: Bool {
    guard let signature = json["signature"]?.object, let values = signature["values"]?.object else { return false }
    let later = ["findings", "quantitative_ct", "contradictions"]
    return ["content", "sha256", "scan"].allSatisfy { signature[$0] == nil } && later.allSatisfy { values[$0] == nil }
  }

  /// The entry of the audit trail for a signature that is not there though nothing says that it was taken back.
  func signatureLost(_ audit: [AuditEntry]) -> AuditEntry? { isSigned ? nil : lastSigned(audit) }

  /// How often a signed reading was opened again.
  public var reopenings: Int { json["reopened"]?.array?.count ?? 0 }

  /// Who opened it again, when and why, as the file has it, and who had signed before.
  public var reopeningReasons: [(reader: String, time: String, reason: String, signer: String, signed: String)] {
    (json["reopened"]?.array ?? []).map { entry in
      let signature = entry.object?["signature"]?.object
      func text(_ name: String, _ object: JSONObject?) -> String { object?[name]?.string ?? "" }
      return (
        text("reader", entry.object), text("time", entry.object), text("reason", entry.object),
        text("reader", signature), text("time", signature)
      )
    }
  }
}

/// Answers of a reading that somebody else gave than who signs it.
public struct AnswersOfOther: Hashable, Sendable {
  /// "" where nobody is named.
  public var reader: String
  public var count: Int

  /// "3 answers are of dupont"
  public var inWords: String {
    words("reading.answers-of", ["n": count, "reader": reader, "named": !reader.isEmpty])
  }

  /// As a signature and a report have it.
  package var json: JSONValue { .object(["reader": .string(reader), "answers": .int(count)]) }
}

/// Who declared a reading to be theirs.
public struct ReadingSignature: Hashable, Sendable {
  public var reader: String
  /// UTC, ISO 8601.
  public var time: String
  /// The id of what the signature means: "author".
  public var meaning: String
  public var protocolID: String
  public var protocolVersion: Int
  /// ``ReadingRecord/digest`` of the answers that were signed.
  public var digest: String
  /// Computed values and extents as they were.
  public var frozen: JSONObject
  /// What was signed, part by part; nil in a signature of the old kind, which is bound to the answers alone.
  public var content: SignedContent?
  /// The identity of the scan's content, where it was known.
  public var scan: String?
  /// The audit trail as it was before it; nil in a signature of an earlier version.
  public var trail: SignedTrail?
  /// Whose answers were signed besides the signer's own.
  public var others: [AnswersOfOther] = []
  /// The digest of the signature itself.
  public var seal: String?

  package var json: JSONObject {
    var o: JSONObject = [
      "reader": .string(reader), "time": .string(time), "meaning": .string(meaning),
      "protocol": .object(["id": .string(protocolID), "version": .int(protocolVersion)]), "answers": .string(digest),
      "values": .object(frozen),
    ]
    o["content"] = content.map { .object($0.json) }
    o["scan"] = scan.map(JSONValue.string)
    o["trail"] = trail.map { .object($0.json) }
    if !others.isEmpty {
      o["others"] = .array(others.map(\.json))
    }
    o["sha256"] = seal.map(JSONValue.string)
    return o
  }
}

extension ReadingSignature {
  init?(_ object: JSONObject) {
    guard let reader = object["reader"]?.string, let time = object["time"]?.string,
      let meaning = object["meaning"]?.string, let p = object["protocol"]?.object, let id = p["id"]?.string,
      let version = p["version"]?.int, let digest = object["answers"]?.string
    else { return nil }
    self.init(
      reader: reader, time: time, meaning: meaning, protocolID: id, protocolVersion: version, digest: digest,
      frozen: object["values"]?.object ?? JSONObject(), content: object["content"]?.object.map { SignedContent($0) },
      scan: object["scan"]?.string, trail: object["trail"]?.object.map { SignedTrail($0) },
      seal: object["sha256"]?.string)
    others = (object["others"]?.array ?? []).compactMap { entry in
      guard let reader = entry.object?["reader"]?.string, let count = entry.object?["answers"]?.int else { return nil }
      return AnswersOfOther(reader: reader, count: count)
    }
  }
}

extension ReadingAnswer {
  static let members: Set<String> = ["value", "notAssessed", "reader", "time", "way"]

  package var json: JSONObject {
    var o = JSONObject()
    switch value {
    case .notAssessed: o["notAssessed"] = .bool(true)
    case .word(let word): o["value"] = .string(word)
    case .words(let words): o["value"] = .array(words.map(JSONValue.string))
    case .number(let x): o["value"] = x.rounded() == x && abs(x) < 1e15 ? .int(Int(x)) : .double(x)
    case .regions(let regions):
      o["value"] = .object(JSONObject(regions.sorted { $0.key < $1.key }.map { (name: $0.key, value: JSONValue.string($0.value)) }))
    }
    o["reader"] = .string(reader)
    o["time"] = .string(time)
    if way != .given { o["way"] = .string(way.rawValue) }
    return o
  }

  init?(_ object: JSONObject) {
    let value: AnswerValue
    switch (object["notAssessed"], object["value"]) {
    case (.bool(true)?, nil): value = .notAssessed
    case (_, .string(let word)?): value = .word(word)
    case (_, .array(let list)?):
      let words = list.compactMap(\.string)
      guard words.count == list.count else { return nil }
      value = .words(words)
    case (_, .number(let n)?):
      guard let x = n.double else { return nil }
      value = .number(x)
    case (_, .object(let regions)?):
      var answers: [String: String] = [:]
      for member in regions.members {
        guard let word = member.value.string else { return nil }
        answers[member.name] = word
      }
      value = .regions(answers)
    default: return nil
    }
    self.init(
      value, reader: object["reader"]?.string ?? "", time: object["time"]?.string ?? "",
      way: object["way"]?.string.flatMap(Way.init(rawValue:)) ?? .given)
  }
}

extension JSONObject {
  fileprivate func others(than names: Set<String>) -> JSONObject {
    JSONObject(checked: members.filter { !names.contains($0.name) })
  }
}
