import StyletBase

/// What is odd about a reading when it is held against its protocol, and whether what is signed is as it was: for
/// `stylet validate`. Nothing of it keeps a project from being opened; a signature that is void or gone makes it
/// invalid all the same.
public enum ReadingCheck {
  /// - Parameter find: the protocol that the project follows.
  package static func check(
    _ project: Project, _ log: ProblemLog, find: (ProtocolReference, String?) throws -> ReadingProtocol
  ) {
    let record = ReadingRecord(project.reading)
    func warn(_ place: String, _ what: String) { log.add(ProjectProblem(.warning, at: place, what)) }
    let form = project.readingProtocol.map { reference in Result { try find(reference, record.protocolFile) } }
    let found = try? form?.get()
    let signed = SignatureCheck(saved: project, form: found, lacksProtocol: form != nil && found == nil)
    if signed.hasOtherNumbers {
      // The scan is not at hand: what is compared is what the file states.
      warn(
        "extent",
        words("report.check.reading.other-numbers"))
    } else if let remark = signed.remark {
      let isError = [.void, .gone].contains(signed.state)
      let isOtherProtocol = signed.changes.contains(.readingProtocol)
      log.add(
        ProjectProblem(
          isError ? .error : .warning, at: "reading.signature", remark,
          of: isOtherProtocol ? .readingProtocol : .signature))
    }
    if let over = signed.signedOver { warn("audit", over.remark) }
    guard let form else {
      if !record.answered.isEmpty { warn("reading", words("report.check.reading.no-protocol")) }
      return
    }
    do {
      for problem in try problems(of: record, form.get()) { log.add(problem) }
    } catch {
      warn("protocol", words("report.check.reading.unchecked", ["why": (error as? Failure)?.what ?? "\(error)"]))
    }
  }

  /// Types, ranges, answers to questions that are not asked, and whether what is signed is whole.
  public static func problems(of record: ReadingRecord, _ form: ReadingProtocol) -> [ProjectProblem] {
    var problems: [ProjectProblem] = []
    func warn(_ place: String, _ what: String) { problems.append(ProjectProblem(.warning, at: place, what)) }
    let sheet = ReadingSheet(form, record)
    for id in record.answered {
      let place = "reading.answers.\(id)"
      guard let field = form.field(id) else {
        warn(place, words("report.check.reading.no-field", ["protocol": "\(form.reference)"]))
        continue
      }
      guard let answer = record.answer(to: id) else {
        warn(place, words("report.check.reading.not-understood"))
        continue
      }
      if let problem = field.problem(with: answer.value) {
        warn(place, problem)
      } else if !sheet.isAsked(id) {
        warn(place, words("report.check.reading.not-asked"))
      }
      if answer.reader.isEmpty { warn(place, words("report.check.reading.by-nobody")) }
    }
    guard record.isSigned else { return problems }
    guard let signature = record.signature else { return problems }
    for field in sheet.missing {
      warn("reading.signature", words("report.check.reading.signed-missing", ["field": field.id]))
    }
    if ProtocolReference(id: signature.protocolID, version: signature.protocolVersion) != form.reference {
      warn("reading.signature", words("report.check.reading.under",
        ["id": signature.protocolID, "version": signature.protocolVersion]))
    }
    return problems
  }
}
