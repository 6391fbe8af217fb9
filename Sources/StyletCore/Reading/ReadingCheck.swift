/// What is odd about a reading when it is held against its protocol, and whether what is signed is as it was: for
/// `stylet validate`. Nothing of it keeps a project from being opened; a signature that is void makes it invalid all the
/// same.
public enum ReadingCheck {
  /// - Parameter find: the protocol that the project follows.
  static func check(
    _ project: Project, _ log: ProblemLog, find: (ProtocolReference, String?) throws -> ReadingProtocol
  ) {
    let record = ReadingRecord(project.reading)
    func warn(_ place: String, _ what: String) { log.add(ProjectProblem(.warning, at: place, what)) }
    let form = project.readingProtocol.map { reference in Result { try find(reference, record.protocolFile) } }
    let signed = SignatureCheck(saved: project, form: try? form?.get())
    if signed.hasOtherNumbers {
      // The scan is not at hand: what is compared is what the file states.
      warn(
        "extent",
        "states other numbers than those that were signed: they were changed by hand, or saved by another "
          + "version; opening and saving states them anew")
    } else if let remark = signed.remark {
      log.add(
        ProjectProblem(signed.state == .void ? .error : .warning, at: "reading.signature", remark, of: .signature))
    }
    guard let found = form else {
      if !record.answered.isEmpty { warn("reading", "there are answers, but the project names no protocol") }
      return
    }
    do {
      for problem in try problems(of: record, found.get()) { log.add(problem) }
    } catch {
      warn("protocol", "\((error as? Failure)?.what ?? "\(error)"); the answers were not checked")
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
        warn(place, "\(form.reference) has no such field")
        continue
      }
      guard let answer = record.answer(to: id) else {
        warn(place, "is not an answer that can be understood")
        continue
      }
      if let problem = field.problem(with: answer.value) {
        warn(place, problem)
      } else if !sheet.isAsked(id) {
        warn(place, "is answered, but not asked with these answers")
      }
      if answer.reader.isEmpty { warn(place, "does not say who answered") }
    }
    guard record.isSigned else { return problems }
    guard let signature = record.signature else { return problems }
    for field in sheet.missing {
      warn("reading.signature", "is signed, but \"\(field.id)\" is required and not answered")
    }
    if ProtocolReference(id: signature.protocolID, version: signature.protocolVersion) != form.reference {
      warn("reading.signature", "was given under \(signature.protocolID) \(signature.protocolVersion)")
    }
    return problems
  }
}
