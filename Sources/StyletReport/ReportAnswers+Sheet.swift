import StyletBase
import StyletProject

/// The answers of a form, as a report says them.
extension ReportAnswers {
  /// - Parameters:
  ///   - sheet: with the numbers of the scan.
  ///   - check: of the signature; nil where only the answers are at hand.
  public init(_ sheet: ReadingSheet, _ check: SignatureCheck? = nil) {
    self.init()
    title = sheet.form.title
    missing = sheet.missing.count
    contradictions = sheet.contradictions()
    take(sheet.record, check) { id in sheet.form.meanings.first { $0.id == id }?.title ?? id }
    sections = sheet.form.sections.map { section in
      Section(title: section.title, items: section.fields.map { Self.item($0, sheet) })
    }
  }

  /// What is told of signing and opening again: also where the protocol cannot be read, or none is named.
  /// - Parameter meaning: in words, of its id.
  public mutating func take(
    _ record: ReadingRecord, _ check: SignatureCheck?, meaning: (String) -> String = { $0 }
  ) {
    reopenings = record.reopenings
    reopeningReasons = record.reopeningReasons.map { each in
      let who = [each.reader, each.time].filter { !$0.isEmpty }.joined(separator: ", ")
      let (signer, signed) = (each.signer, each.signed)
      let before =
        signer.isEmpty && signed.isEmpty
        ? ""
        : words(
          "report.signed-before",
          ["reader": signer, "named": !signer.isEmpty, "time": signed, "dated": !signed.isEmpty])
      let told = Joint.clauses([who, before].filter { !$0.isEmpty })
      let why = each.reason.isEmpty ? words("report.no-reason") : each.reason
      return told.isEmpty ? why : words("report.reopened-by", ["reason": why, "who": told])
    }
    let s = record.signature, title = meaning(s?.meaning ?? "")
    if let check {
      if check.state != .unsigned { signature = Signature(check, s, meaning: title) }
      trailRemark = check.signedOver?.remark
    } else if let s {
      signature = Signature(reader: s.reader, time: s.time, meaning: title, fits: s.digest == record.digest)
    }
  }

  private static func item(_ field: ReadingField, _ sheet: ReadingSheet) -> Item {
    var item = Item(id: field.id, title: field.title, text: "", value: .null, state: .unanswered)
    item.isComputed = field.isComputed
    if case .grid(let regions, _) = field.kind { item.regions = regions.map(\.id) }
    guard sheet.isAsked(field.id) else {
      item.state = .notAsked
      return item
    }
    if field.isComputed {
      guard let known = sheet.computed(field.id)?.known else { return item }
      take(known, of: field, into: &item)
      return item
    }
    guard let answer = sheet.answer(to: field.id) else { return item }
    (item.text, item.value) = said(answer.value, field)
    item.state = answer.value == .notAssessed ? .notAssessed : .answered
    if let d = sheet.discordance(of: field), let beside = field.beside.flatMap({ sheet.form.field($0.field) }) {
      item.note = words("report.beside", ["title": beside.title, "value": NumberText.trimmed(d.computed)])
    }
    if !field.isWhole(answer.value) { item.note = words("report.not-every-region") }
    let remarks = sheet.contradictions(of: field.id).map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    item.note = Joint.clauses(([item.note] + remarks).filter { !$0.isEmpty })
    return item
  }

  private static func take(_ known: ComputedValue.Known, of field: ReadingField, into item: inout Item) {
    guard case .computed(let computed) = field.kind else { return }
    let number = known.number.map { computed.said($0, leastDigits: known.leastDigits) }
    item.state = .computed
    item.isUnreviewed = known.isUnreviewed
    item.value = known.word.map(JSONValue.string) ?? known.number.map(JSONValue.double) ?? .null
    item.text = [known.word == nil ? number : nil, known.title, known.detail].compactMap { $0 }.joined(separator: ", ")
    if item.text.isEmpty { item.text = known.word ?? "" }
    item.note = Joint.clauses(known.notes.filter { !$0.isEmpty })
  }

  private static func said(_ value: AnswerValue, _ field: ReadingField) -> (String, JSONValue) {
    func title(_ id: String) -> String { field.option(id)?.title ?? id }
    switch value {
    case .notAssessed: return (words("report.not-assessed"), .null)
    case .word(let word): return (title(word), .string(word))
    case .words(let ids):
      let text = ids.isEmpty ? words("report.none-of-them") : ids.map(title).joined(separator: ", ")
      return (text, .array(ids.map(JSONValue.string)))
    case .number(let x):
      var unit = ""
      if case .number(let number) = field.kind, !number.unit.isEmpty { unit = " " + number.unit }
      return (NumberText.trimmed(x) + unit, .double(x))
    case .regions(let answers):
      guard case .grid(let regions, _) = field.kind else { return ("", .null) }
      let given = regions.compactMap { region in answers[region.id].map { (region, $0) } }
      let text = given.map { region, word in
        words(
          "report.beside",
          [
            "title": region.title,
            "value": word == AnswerValue.notAssessedRegion ? words("report.not-assessed") : title(word),
          ])
      }
      let values = given.map { region, word -> (name: String, value: JSONValue) in
        (region.id, .string(word == AnswerValue.notAssessedRegion ? "not_assessed" : word))
      }
      return (Joint.clauses(text), .object(JSONObject(values)))
    }
  }
}
