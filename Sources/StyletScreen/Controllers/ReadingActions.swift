import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What is done with a reading as a whole: following a protocol, keeping answers, signing, opening again.
extension ReadingController {
  /// Takes over what the project holds of a reading.
  /// - Parameters:
  ///   - form: the protocol that the project names; nil with the reason in `missing` when it is not here.
  func take(
    reading: JSONObject, following reference: ProtocolReference?, form: ReadingProtocol?, missing: Failure? = nil
  ) {
    state.record = ReadingRecord(reading)
    (state.reference, state.form) = (reference, form)
    state.missing = missing
    countAsRead()
    session.seal = state.record.lock
  }

  /// What counts as lesion, and whether nothing drawn is none, as protocol and reader have it.
  private func countAsRead() {
    session.lesionFindings = state.form?.lesionFindings ?? findingsTable.lesionFindings
    let isReadAsNone = state.record.saysNoLesion(state.form)
    if isReadAsNone != session.isReadAsNone { state.facts = nil }
    session.isReadAsNone = isReadAsNone
  }

  /// Says on the screen, and in the form, what has changed since the reading was signed.
  func take(_ check: SignatureCheck) {
    (state.signatureRemark, state.signatureState, state.lost) = (check.remark, check.state, check.lost)
    session.seal = check.refusal
  }

  /// That it is signed, or was and the signature is void or gone.
  var isSignedAlready: Failure {
    guard var failure = session.seal ?? state.record.lock else { return ReadingText.notSigned }
    failure.what = failure.what.beginningSentence
    return failure
  }

  /// The answers of now, as the project keeps them.
  var readingRecord: ReadingRecord { state.record }

  /// The protocol that is followed; nil where it is not here.
  var readingForm: ReadingProtocol? { state.form }

  var sheet: ReadingSheet? { state.form.map { ReadingSheet($0, state.record, readingFacts()) } }

  /// Looks at a signature once more when what is drawn is counted: whether its numbers are those of today.
  func checkSignature() {
    // One that is void stays so: of the scan more was known then.
    guard state.record.isSigned, state.signatureState != .void, session.isCounted else { return }
    let before = state.signatureRemark
    let content = SignedContent(
      state.record, labels: findingsTable, layers: session.layers, annotations: session.annotations,
      form: state.form)
    take(
      SignatureCheck(
        state.record, content: content, following: state.reference, numbers: session.signedNumbers(findingsTable),
        lacksProtocol: state.missing != nil))
    if let remark = state.signatureRemark, remark != before { say(remark.beginningSentence, .warning) }
  }

  // MARK: Protocol

  /// Follows a protocol from now on: its findings join the label table, answers belong to it.
  /// - Parameter file: where it was read from; nil for one that the program carries.
  func follow(_ form: ReadingProtocol, file: String? = nil) throws {
    let before = state.reference
    if let before, before != form.reference {
      if state.isSealed { throw isSignedAlready }
      if before.id != form.id, !state.record.answered.isEmpty { throw ReadingText.otherProtocol(before) }
    }
    let labels = findingsTable.joined(by: form.findings)
    if labels != findingsTable { try session.refuseIfSealed() }
    var record = state.record
    record.protocolFile = file
    if labels != findingsTable { try services.record(labels) }
    findingsTable = labels
    if before != form.reference || record != state.record {
      try services.record(record, following: form.reference, act: nil)
      state.changes.protocols += 1
    }
    (state.record, state.reference, state.form, state.missing) = (record, form.reference, form, nil)
    state.facts = nil  // other findings may count
    countAsRead()
    if let before, before.version != form.version {
      say(ReadingText.newVersion(before, form), .warning)
    } else {
      say(ReadingText.follows(form))
    }
  }

  func followProtocol(_ asked: String) throws {
    guard !asked.isEmpty else { return try offerProtocols() }
    let (form, file) = try services.readProtocol(asked)
    try follow(form, file: file)
  }

  private func offerProtocols() throws {
    let forms = try BuiltInProtocol.allCases.map { try $0.form }
    let follow = ListAction(keys: [.enter, .character(" ")], text: ReadingText.followIt) { [unowned self] row in
      guard let form = forms[safe: row] else { return nil }
      try self.follow(form)
      try openForm()
      return nil
    }
    open(
      ListPrompt(
        title: ReadingText.needsProtocol, columns: ReadingText.protocolColumns,
        rows: forms.map { ["\($0.reference)", $0.title] }, actions: [follow]))
  }

  // MARK: Form

  /// Opens the form where it was, or closes it.
  func toggleForm() throws {
    if state.view != nil { return closeForm() }
    if let missing = state.missing { throw ReadingText.protocolMissing(missing) }
    guard state.form != nil else { return try offerProtocols() }
    try openForm()
  }

  func openForm() throws {
    workspace.leaveAll()
    state.view = state.last
    state.view?.editor = nil
    settle()
    panes.followCursor()
    if reader.isEmpty { say(ReadingText.whoReads, .warning) }
  }

  /// The form at a question, where it is asked.
  func openForm(at field: String) throws {
    state.last.at = FormRow.ID(field: field, region: nil)
    try openForm()
  }

  func closeForm() {
    guard var view = state.view else { return }
    view.editor = nil
    (state.last, state.view) = (view, nil)
    panes.followCursor()
  }

  // MARK: Answers

  /// Keeps an answer, or makes the field unanswered: on its way to the disk before it is shown.
  /// - Returns: whether it is kept; the reader knows why not.
  @discardableResult
  func answer(_ field: ReadingField, _ value: AnswerValue?, way: ReadingAnswer.Way = .given) -> Bool {
    answer([(field.id, value)], way: way)
  }

  @discardableResult
  func answer(_ answers: [(field: String, value: AnswerValue?)], way: ReadingAnswer.Way) -> Bool {
    guard !state.isSealed else {
      say(isSignedAlready)
      return false
    }
    var record = state.record
    let time = UTC.now()
    for (field, value) in answers {
      record.set(value.map { ReadingAnswer($0, reader: reader, time: time, way: way) }, for: field)
    }
    do {
      try services.record(record, following: state.reference, act: nil)
    } catch {
      say(Sentence.refused(error))
      return false
    }
    state.record = record
    countAsRead()
    state.changes.answers += answers.count
    return true
  }

  /// The normal answers of a section, by the reader's own act.
  func answerNormally(_ section: ReadingProtocol.Section) {
    guard let sheet else { return }
    let answers = sheet.normalAnswers(of: section.id)
    guard !answers.isEmpty else { return say(ReadingText.nothingNormal) }
    if answer(answers.map { ($0.field, $0.value) }, way: .normal) {
      say(ReadingText.normalTaken(answers.count, section.title))
    }
  }

  // MARK: Signing

  /// Asks what the signature means, when nothing required is left.
  /// - Parameter reason: why, in the reader's words; "" where nobody asks for it.
  func signReading(because reason: String = "") throws {
    guard let sheet else { throw unsigned(state.missing.map(ReadingText.protocolMissing) ?? ReadingText.noProtocol) }
    if state.isSealed { throw isSignedAlready }
    if reader.isEmpty { throw unsigned(ReadingText.needsReader) }
    // What is found by itself would change what was just signed.
    for controller in workspace.controllers { if let failure = controller.lungsAwaited { throw failure } }
    interpolation.finish()
    let missing = sheet.missing
    guard missing.isEmpty else {
      goTo(missing: 0)
      throw unsigned(Failure(.usage, ReadingText.notWhole(missing)))
    }
    guard !services.asksForReason || !reason.isEmpty else { return askReason() }
    guard services.asksForNothing, withSignedNumbers({ isNothingSaid(sheet.form) }) else {
      return askMeaning(sheet, reason)
    }
    prompt = .question(
      Question(
        text: ReadingText.nothingDrawn(hasLungs: session.diseaseExtent() != nil),
        answers: [Answer(key: "n", text: ReadingText.nothingFound) { [unowned self] in askMeaning(sheet, reason) }]))
  }

  /// The palette with the command that takes it: it stands there for the reason and Enter.
  private func askReason() {
    var palette = PalettePrompt()
    palette.set("sign ")
    prompt = .palette(palette)
    say(ReadingText.saysWhy)
  }

  /// Asks what the signature means, and says what is to be known before.
  private func askMeaning(_ sheet: ReadingSheet, _ reason: String) {
    let remarks = withSignedNumbers { (far: self.sheet?.discordances ?? [], said: remarksForSigning) }
    prompt = .question(
      Question(
        text: ReadingText.signAs(reader, remarks.far, remarks.said),
        answers: meanings(of: sheet.form).map { meaning in
          Answer(key: meaning.key, text: meaning.title) { [unowned self] in try sign(meaning, reason) }
        }))
  }

  /// What a signature can mean, with the key of each.
  func meanings(of form: ReadingProtocol) -> [SigningMeaning] {
    form.meanings.isEmpty ? [SigningMeaning(id: "author", title: ReadingText.signIt, key: "y")] : form.meanings
  }

  /// A signature that was asked for and not given: a script ends with that.
  private func unsigned(_ failure: Failure) -> Failure {
    state.isSignatureRefused = true
    workspace.keep(refusal: failure)
    return failure
  }

  /// Looks at the numbers as a signature would keep them: who signs where nothing is drawn says that there is nothing,
  /// unless an answer says otherwise.
  private func withSignedNumbers<Seen>(_ look: () throws -> Seen) rethrows -> Seen {
    let isReadAsNone = state.record.saysNoLesion(state.form, onceSigned: true)
    if isReadAsNone != session.isReadAsNone { state.facts = nil }
    session.isReadAsNone = isReadAsNone
    defer { countAsRead() }
    return try look()
  }

  /// What a reader should know before they sign: what the numbers leave out, and what nobody has looked at.
  private var remarksForSigning: [String] {
    var remarks = state.record.answersOfOthers(than: reader).map { $0.inWords.escapedForTerminal.asSentence }
    remarks += sheet?.contradictions() ?? []
    let extent = session.diseaseExtent()
    if !isLesionDrawn, let form = state.form {
      if state.record.saysLesion(form) { remarks.append(ReadingText.lesionNotDrawn(hasLungs: extent != nil)) }
      if isNothingSaid(form) { remarks.append(ReadingText.signsNoLesion) }
    }
    let outside = extent?.outside.values.reduce(0) { $0 + $1.millilitres } ?? 0
    if outside > 0 { remarks.append(ReadingText.outsideLungs(outside)) }
    let unreviewed = DiseaseExtent.unreviewed(session.findings.origins, session.ledger).values.reduce(0, +)
    if unreviewed > 0 { remarks.append(ReadingText.unreviewed(Double(unreviewed) * volume.grid.voxelVolume / 1000)) }
    if extent?.lungsAreProposed == true { remarks.append(ReadingText.lungsUnreviewed) }
    let proposed = proposals.proposalExtent.reduce(0) { $0 + $1.millilitres }
    if proposed > 0 { remarks.append(ReadingText.proposalOpen(proposed)) }
    return remarks + workspace.controllers.flatMap(\.signingRemarks)
  }

  private var isLesionDrawn: Bool {
    session.diseaseExtent().map { $0.lesion == .drawn }
      ?? session.ledger.labels.contains { session.lesionFindings?.contains($0) ?? true }
  }

  /// Nothing is drawn, and no answer says why: the signature would say that there is no lesion.
  private func isNothingSaid(_ form: ReadingProtocol) -> Bool {
    !isLesionDrawn && session.isReadAsNone && !state.record.saysNoLesion(form)
  }

  /// Puts a name to what is answered, marked and signed from now on.
  func setReader(_ name: String) throws {
    guard !name.isEmpty else { throw Sentence.expected(words("expected.name"), "reader reader-07") }
    try services.setReader(name)
    workspace.reader = name
    say(ReadingText.readsNow(name))
  }

  private func sign(_ meaning: SigningMeaning, _ reason: String) throws {
    guard let form = state.form, let reference = state.reference else { return }
    endPenStroke()
    var record = state.record
    if meaning.isOfOthers, record.answersOfOthers(than: reader).isEmpty {
      throw unsigned(ReadingText.nobodyElsesAnswers)
    }
    let content = SignedContent(
      record, labels: findingsTable, layers: session.layers, annotations: session.annotations, form: form)
    let scan = services.scanIdentity
    let frozen = withSignedNumbers { sheet?.frozen(session.signedNumbers(findingsTable)) }
    guard let frozen else { return }
    // In the trail before the signature, which holds it with the rest.
    if !reason.isEmpty { services.decided(because: reason) }
    record.sign(
      reader: reader, meaning: meaning.id, following: reference, frozen: frozen, content: content, scan: scan,
      trail: services.trail)
    try services.record(record, following: reference, act: .signed(meaning.id))
    (state.record, state.signatureRemark, state.signatureState) = (record, nil, .holds)
    session.seal = record.lock
    countAsRead()
    state.changes.signatures += 1
    say(ReadingText.signedNow)
  }

  func reopenReading(_ reason: String) throws {
    guard state.isSealed else { throw ReadingText.notSigned }
    guard !reason.isEmpty else { throw ReadingText.needsReason }
    if reader.isEmpty { throw ReadingText.needsReader }
    var record = state.record
    record.reopen(reader: reader, reason: reason, lost: state.lost)
    try services.record(record, following: state.reference, act: .reopened(reason))
    (state.record, state.signatureRemark, state.signatureState, state.lost) = (record, nil, nil, nil)
    session.seal = nil
    countAsRead()
    state.changes.reopenings += 1
    say(ReadingText.reopened(reason))
  }
}

extension LabelTable {
  /// With the findings of a protocol that it has not got, by code or name, under free values.
  func joined(by findings: [ProtocolFinding]) -> LabelTable {
    var table = self
    for new in findings.map(\.finding) {
      let isKnown = table.findings.contains {
        FindingNames.isSame($0.code, new.code) || FindingNames.isSame($0.name, new.name)
      }
      if !isKnown {
        _ = table.add(code: new.code, name: new.name, colour: new.colour, value: new.value, names: new.names)
      }
    }
    return table
  }
}
