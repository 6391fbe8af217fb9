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
    /// Of a form that this version does not understand.
    case unknown
  }

  public enum Change: Hashable, Sendable {
    case part(SignedContent.Part)
    /// The signature itself: its numbers, its reader, its time.
    case signature
    case readingProtocol
    case scan
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
  /// Who signed by the audit trail, where nothing is signed and nothing says that it was opened again.
  public private(set) var lost: AuditEntry?

  /// - Parameters:
  ///   - content: of what is there now.
  ///   - reference: the protocol that the project follows now.
  ///   - scan: the identity of the scan's content; nil where it is not known.
  ///   - numbers: as ``EditSession/signedNumbers(_:)`` gives them now; nil where they are not known.
  ///   - audit: the project's trail, which says what was signed last.
  public init(
    _ record: ReadingRecord, content: SignedContent, following reference: ProtocolReference?, scan: String? = nil,
    numbers: JSONObject? = nil, audit: [AuditEntry] = []
  ) {
    guard record.isSigned else {
      state = .unsigned
      lost = record.signatureLost(audit)
      return
    }
    guard let signature = record.signature else {
      state = .unknown
      return
    }
    self.signature = signature
    isOwnProtocol = record.protocolFile == nil
    let isAnother = record.sealNoted(audit).map { $0 != signature.seal } ?? false
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
    state = changes.isEmpty ? .holds : .void
    guard let numbers, state == .holds else { return }
    hasOtherNumbers = numbers.members.contains { member in
      signature.frozen[member.name].map { $0.canonical != member.value.canonical } ?? false
    }
  }

  /// Of a session as it is now. Cost: the rows of the slices in use, and the numbers of the lungs.
  /// - Parameter form: the protocol that the project follows; nil where it is not here.
  public init(_ session: EditSession, _ project: Project, form: ReadingProtocol? = nil) {
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
      numbers: session.isCounted ? session.signedNumbers(project.labels) : nil, audit: project.audit)
  }

  /// Of a project as it was saved: its numbers are those of the save.
  init(saved project: Project, form: ReadingProtocol? = nil) {
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
      following: project.readingProtocol, scan: project.scan.sha256, numbers: numbers, audit: project.audit)
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
    case .part(.answers): "the answers"
    case .part(.labels): "the list of findings"
    case .part(.measurements): "the measurements"
    case .part(.landmarks): "the landmarks"
    case .part(.lungRecord): "what is said of the lungs"
    case .part(.acceptances): "what was accepted of proposals"
    case .part(.questions): "the protocol's questions"
    case .part(.layer(let name)): "the drawing of the \(name)"
    case .signature: "the signature itself"
    case .readingProtocol: "the protocol"
    case .scan: "the scan"
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
    case .part(.questions): "questions"
    case .part(.layer(let name)): "layer:\(name)"
    case .signature: "signature"
    case .readingProtocol: "protocol"
    case .scan: "scan"
    }
  }
}

extension SignatureCheck {
  /// What a reader must know of the signature, as a sentence without its end; nil where there is nothing.
  public var remark: String? {
    switch state {
    case .unsigned:
      return lost.map {
        let who = [$0.reader.isEmpty ? "" : " by \($0.reader)", $0.time.isEmpty ? "" : " at \($0.time)"].joined()
        return "the reading was signed\(who), and the signature is gone: nothing says that it was opened again"
      }
    case .unknown: return "the signature is not one that can be understood"
    case .answersOnly:
      return "the signature is of the old kind: it holds the answers, and says nothing of drawings and measurements"
    case .void:
      let what = changes.map(\.inWords).joined(separator: ", ")
      let verb = changes.count == 1 && !changes[0].isPlural ? "is" : "are"
      let versions = isOwnProtocol && changes.contains(.part(.questions))
      return "the signature is void: \(what) \(verb) not what was signed"
        + (versions ? "; another version of the program asked in other words" : "")
    case .holds:
      let remarks = [
        hasOtherNumbers ? "the numbers come out otherwise today than when they were signed" : nil,
        leavesQuestionsOut
          ? "the signature\(signature.map { $0.reader.isEmpty ? "" : " by \($0.reader)" } ?? "") does not hold the "
            + "protocol's questions: an earlier version gave it" : nil,
      ].compactMap { $0 }
      return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
  }
}

extension EditSession {
  /// The numbers of this moment as a signature keeps them: `findings`, and with lungs `extent` and `quantitative_ct`.
  /// Cost: the slices.
  public func signedNumbers(_ table: LabelTable) -> JSONObject {
    var out = JSONObject()
    out["findings"] = extentRows(table)
    out["extent"] = diseaseExtent(counting: counting).map { .object($0.json(table, .label)) }
    out["quantitative_ct"] = quantitativeCT(counting: counting).map { .object(QuantitativeCT.json($0)) }
    return out
  }
}
