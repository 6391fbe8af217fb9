import StyletBase
import StyletCore
import StyletImaging

/// Whether a reading is signed, and whether what is there is still what was signed.
public struct SignatureCheck: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case unsigned
    /// All that was signed is as it was.
    case holds
    /// Something has changed since: the signature says nothing of what is there now.
    case void
    /// Of a version that signed the answers alone, and they are as they were; nothing is known of the drawings.
    case answersOnly = "answers-only"
    /// The audit trail tells of one that is not there, and nothing says that it was taken back.
    case gone
  }

  public enum Change: Hashable, Sendable {
    case part(SignedContent.Part)
    /// The signature itself: its numbers, its reader, its time.
    case signature
    case readingProtocol
    case scan
    /// What was told before it was signed, or that it was signed.
    case trail
  }

  public private(set) var state: State
  public private(set) var changes: [Change] = []
  /// What was signed is as it was, and its numbers come out otherwise today: another version, other standards.
  public private(set) var hasOtherNumbers = false
  public private(set) var signature: ReadingSignature?
  /// It was signed before the questions were part of a signature, and the protocol is here.
  private var leavesQuestionsOut = false
  /// The questions are those of a protocol that the program carries: another version of it may have others.
  private var isOwnProtocol = false
  /// The protocol cannot be read: neither its questions nor what counts as lesion is known.
  private var lacksProtocol = false
  /// Who signed last by the audit trail; nil where that does not say it, or it was opened again.
  private var noted: AuditEntry?
  /// That it was signed anew without having been opened again.
  public private(set) var signedOver: SignedOver?

  /// - Parameters:
  ///   - content: of what is there now.
  ///   - reference: the protocol that the project follows now.
  ///   - scan: the identity of the scan's content; nil where it is not known.
  ///   - numbers: as ``EditSession/signedNumbers(_:)`` gives them now; nil where they are not known.
  ///   - audit: the project's trail, which says what was signed last; nil where it is not at hand.
  ///   - lacksProtocol: the protocol cannot be read.
  public init(
    _ record: ReadingRecord, content: SignedContent, following reference: ProtocolReference?, scan: String? = nil,
    numbers: JSONObject? = nil, audit: [AuditEntry]? = nil, lacksProtocol: Bool = false
  ) {
    noted = record.lastSigned(audit ?? [])
    signedOver = record.signedOver(audit ?? [])
    guard record.isSigned else {
      state = noted == nil ? .unsigned : .gone
      return
    }
    // What has lost a part, or is something else, is no signature.
    guard let signature = record.signature else {
      (state, changes) = (.void, [.signature])
      return
    }
    self.signature = signature
    isOwnProtocol = record.protocolFile == nil
    self.lacksProtocol = lacksProtocol
    let isAnother = noted?.seal.map { $0 != signature.seal } ?? false
    guard let signed = signature.content else {
      if signature.digest != record.digest { changes = [.part(.answers)] }
      if isAnother || !record.hasOldSignature { changes.append(.signature) }
      state = changes.isEmpty ? .answersOnly : .void
      return
    }
    leavesQuestionsOut = content.has(.questions) && !signed.has(.questions)
    changes = content.changes(since: signed).map(Change.part)
    if signature.seal != record.seal || isAnother { changes.append(.signature) }
    if reference != ProtocolReference(id: signature.protocolID, version: signature.protocolVersion) {
      changes.append(.readingProtocol)
    }
    if let scan, let then = signature.scan, scan != then { changes.append(.scan) }
    if let audit, let trail = signature.trail, !trail.holds(in: audit, seal: signature.seal) { changes.append(.trail) }
    state = changes.isEmpty ? .holds : .void
    // What counts as lesion is the protocol's: without it numbers come out otherwise for that reason alone.
    guard let numbers, state == .holds, !lacksProtocol else { return }
    hasOtherNumbers = numbers.members.contains { member in
      guard let then = signature.frozen[member.name] else { return false }
      return Extent.named(then).canonical != Extent.named(member.value).canonical
    }
  }

  /// Of a session as it is now. Cost: the rows of the slices in use, and the numbers of the lungs.
  /// - Parameters:
  ///   - form: the protocol that the project follows; nil where it is not here.
  ///   - lacksProtocol: it cannot be read.
  public init(
    _ session: EditSession, _ project: Project, form: ReadingProtocol? = nil, lacksProtocol: Bool = false
  ) {
    let record = ReadingRecord(project.reading)
    guard record.isSigned else {
      self.init(record, content: SignedContent(), following: nil, audit: project.audit)
      return
    }
    self.init(
      record,
      content: SignedContent(
        record, labels: project.labels, layers: session.layers, annotations: session.annotations, form: form),
      following: project.readingProtocol, scan: project.scan.sha256,
      numbers: session.isCounted ? session.signedNumbers(project.labels) : nil, audit: project.audit,
      lacksProtocol: lacksProtocol)
  }

  /// Of a project as it was saved: its numbers are those of the save.
  public init(saved project: Project, form: ReadingProtocol? = nil, lacksProtocol: Bool = false) {
    let record = ReadingRecord(project.reading)
    guard record.isSigned else {
      self.init(record, content: SignedContent(), following: nil, audit: project.audit)
      return
    }
    var numbers = JSONObject()
    for (own, saved) in [("findings", "findings"), ("extent", "lungs"), ("quantitative_ct", "quantitative_ct")] {
      numbers[own] = project.extent[saved]
    }
    self.init(
      record,
      content: SignedContent(
        record, labels: project.labels, layers: project.layers, annotations: project.annotations, form: form),
      following: project.readingProtocol, scan: project.scan.sha256, numbers: numbers, audit: project.audit,
      lacksProtocol: lacksProtocol)
  }

  /// Says that the scan's content is another one than what was signed on.
  public mutating func scanIsAnother() {
    guard state == .holds || state == .void, !changes.contains(.scan) else { return }
    changes.append(.scan)
    state = .void
  }
}

extension SignedContent {
  /// Of nothing.
  init() {}
}

extension SignatureCheck.Change {
  /// "the drawing of the findings"
  public var inWords: String {
    switch self {
    case .part(.answers): words("reading.change.answers")
    case .part(.labels): words("reading.change.labels")
    case .part(.measurements): words("reading.change.measurements")
    case .part(.landmarks): words("reading.change.landmarks")
    case .part(.lungRecord): words("reading.change.lungrecord")
    case .part(.acceptances): words("reading.change.acceptances")
    case .part(.comparison): words("reading.change.comparison")
    case .part(.questions): words("reading.change.questions")
    case .part(.layer(let name)): words("reading.change.layer", ["layer": name])
    case .signature: words("reading.change.signature")
    case .readingProtocol: words("reading.change.protocol")
    case .scan: words("reading.change.scan")
    case .trail: words("reading.change.trail")
    }
  }

  fileprivate var isPlural: Bool {
    [.part(.answers), .part(.measurements), .part(.landmarks), .part(.questions)].contains(self)
  }

  /// For tables: "answers", "layer:findings".
  public var name: String {
    switch self {
    case .part(.answers): "answers"
    case .part(.labels): "labels"
    case .part(.measurements): "measurements"
    case .part(.landmarks): "landmarks"
    case .part(.lungRecord): "lungs"
    case .part(.acceptances): "accepted"
    case .part(.comparison): "comparison"
    case .part(.questions): "questions"
    case .part(.layer(let name)): "layer:\(name)"
    case .signature: "signature"
    case .readingProtocol: "protocol"
    case .scan: "scan"
    case .trail: "trail"
    }
  }
}

extension SignatureCheck {
  /// What a reader must know of the signature, as a sentence without its end; nil where there is nothing.
  public var remark: String? {
    switch state {
    case .unsigned: return nil
    case .gone:
      let (reader, time) = (noted?.reader ?? "", noted?.time ?? "")
      return words(
        "reading.signature.gone",
        ["reader": reader, "named": !reader.isEmpty, "time": time, "dated": !time.isEmpty])
    case .answersOnly: return words("reading.signature.answers-only")
    case .void: return Joint.clauses([void, changes.contains(.signature) ? byTrail : nil].compactMap { $0 })
    case .holds:
      let reader = signature?.reader ?? ""
      let remarks = [
        lacksProtocol ? words("reading.signature.no-protocol") : nil,
        hasOtherNumbers ? words("reading.signature.other-numbers") : nil,
        leavesQuestionsOut
          ? words("reading.signature.no-questions", ["reader": reader, "named": !reader.isEmpty]) : nil,
      ].compactMap { $0 }
      return remarks.isEmpty ? nil : Joint.clauses(remarks)
    }
  }

  private var void: String {
    let what = changes.map(\.inWords).joined(separator: ", ")
    let isOne = changes.count == 1 && !changes[0].isPlural
    guard isOwnProtocol, changes.contains(.part(.questions)) else {
      return words("reading.signature.void", ["changes": what, "one": isOne])
    }
    return words("reading.signature.void-version", ["changes": what, "one": isOne])
  }

  /// Who signed by the trail; nil where that does not say it.
  private var byTrail: String? {
    noted.map {
      words(
        "reading.signature.by-trail",
        ["reader": $0.reader, "named": !$0.reader.isEmpty, "time": $0.time, "dated": !$0.time.isEmpty])
    }
  }
}

extension SignatureCheck {
  /// Who signed, and when: by the trail where the signature is gone or is itself not what it was.
  public var signer: (reader: String, time: String)? {
    if let noted, state == .gone || changes.contains(.signature) { return (noted.reader, noted.time) }
    return signature.map { ($0.reader, $0.time) }
  }

  /// The trail's entry of a signature that is gone.
  public var lost: AuditEntry? { state == .gone ? noted : nil }

  /// Why nothing may change that was signed; nil where nothing was.
  public var refusal: Failure? {
    switch state {
    case .unsigned: nil
    case .gone: noted.map(ReadingRecord.gone)
    case .holds, .answersOnly, .void:
      ReadingRecord.refusal(signer?.reader ?? "", isVoid: state == .void)
    }
  }
}

extension EditSession {
  /// The numbers of this moment as a signature keeps them: `findings`, and with lungs `extent` and `quantitative_ct`.
  /// Cost: the slices.
  public func signedNumbers(_ table: LabelTable) -> JSONObject {
    var out = JSONObject()
    out["findings"] = extentRows(table)
    out["extent"] = diseaseExtent(lesionFindings: lesionFindings).map { .object($0.json(table, .label)) }
    out["quantitative_ct"] = quantitativeCT(lesionFindings: lesionFindings).map { .object(QuantitativeCT.json($0)) }
    return out
  }
}
