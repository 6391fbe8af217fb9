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
    reopenings = sheet.record.reopenings
    reopeningReasons = sheet.record.reopeningReasons.map { reader, time, reason in
      let who = [reader, time].filter { !$0.isEmpty }.joined(separator: ", ")
      return (reason.isEmpty ? "no reason" : reason) + (who.isEmpty ? "" : " (\(who))")
    }
    if let s = sheet.record.signature {
      let meaning = sheet.form.meanings.first { $0.id == s.meaning }?.title ?? s.meaning
      signature =
        check.map { Signature($0, s, meaning: meaning) }
        ?? Signature(reader: s.reader, time: s.time, meaning: meaning, fits: s.digest == sheet.record.digest)
    }
    if signature == nil { lostSignature = check?.remark }
    sections = sheet.form.sections.map { section in
      Section(title: section.title, items: section.fields.map { Self.item($0, sheet) })
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
    (item.text, item.value) = words(answer.value, field)
    item.state = answer.value == .notAssessed ? .notAssessed : .answered
    if let d = sheet.discordance(of: field), let beside = field.beside.flatMap({ sheet.form.field($0.field) }) {
      item.note = "\(beside.title): \(NumberText.trimmed(d.computed))"
    }
    if !field.isWhole(answer.value) { item.note = "not answered for every region" }
    let remarks = sheet.contradictions(of: field.id).map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    item.note = ([item.note] + remarks).filter { !$0.isEmpty }.joined(separator: "; ")
    return item
  }

  private static func take(_ known: ComputedValue.Known, of field: ReadingField, into item: inout Item) {
    guard case .computed(let computed) = field.kind else { return }
    let number = known.number.map { x in
      NumberText.fixed(x, computed.digits) + (computed.unit.isEmpty ? "" : " " + computed.unit)
    }
    item.state = .computed
    item.isUnreviewed = known.isUnreviewed
    item.value = known.word.map(JSONValue.string) ?? known.number.map(JSONValue.double) ?? .null
    item.text = [known.word == nil ? number : nil, known.title, known.detail].compactMap { $0 }.joined(separator: ", ")
    if item.text.isEmpty { item.text = known.word ?? "" }
    item.note = known.notes.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private static func words(_ value: AnswerValue, _ field: ReadingField) -> (String, JSONValue) {
    func title(_ id: String) -> String { field.option(id)?.title ?? id }
    switch value {
    case .notAssessed: return ("not assessed", .null)
    case .word(let word): return (title(word), .string(word))
    case .words(let words):
      return (words.isEmpty ? "none" : words.map(title).joined(separator: ", "), .array(words.map(JSONValue.string)))
    case .number(let x):
      var unit = ""
      if case .number(let number) = field.kind, !number.unit.isEmpty { unit = " " + number.unit }
      return (NumberText.trimmed(x) + unit, .double(x))
    case .regions(let answers):
      guard case .grid(let regions, _) = field.kind else { return ("", .null) }
      let given = regions.compactMap { region in answers[region.id].map { (region, $0) } }
      let text = given.map { region, word in
        "\(region.title): \(word == AnswerValue.notAssessedRegion ? "not assessed" : title(word))"
      }
      let values = given.map { region, word -> (name: String, value: JSONValue) in
        (region.id, .string(word == AnswerValue.notAssessedRegion ? "not_assessed" : word))
      }
      return (text.joined(separator: "; "), .object(JSONObject(values)))
    }
  }
}
