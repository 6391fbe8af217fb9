import StyletBase

/// Reads protocols: TOML that a study's own people write, so each mistake is said with its place, and nothing that is
/// not understood is passed over.
extension ReadingProtocol {
  /// The largest file that is read, bytes.
  public static let largestFile = 1 << 20
  static let mostFields = 1000, mostOptions = 36, mostRegions = 100

  /// A protocol from a file's text.
  /// - Parameter name: the file, for messages.
  /// - Throws: a ``Failure`` (`badData`) with the first mistake, its place and how many more there are.
  /// Cost: the text.
  public static func parse(_ text: String, name: String) throws -> ReadingProtocol {
    guard text.utf8.count <= largestFile else {
      throw Failure(.badData, path: name, "is larger than a protocol can be", advice: "check the path")
    }
    let log = ProblemLog()
    var parser = ProtocolParser(log: log)
    let parsed = parser.read(try TOMLText.parse(text, name: name))
    let texts = parser.languages[Words.language] ?? [:]
    if let problem = log.firstError {
      let more = log.problems.count - 1
      throw Failure(
        .badData, path: name, problem.what, at: problem.place(andMore: more), advice: words("error.protocol-written"))
    }
    return parsed.said(texts)
  }

  /// Whether a text can name a protocol, a field, a region or an option: 1 to 40 letters, digits, hyphens, underscores.
  static func isID(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { b in
        (48...57).contains(b) || (65...90).contains(b) || (97...122).contains(b) || b == 45 || b == 95
      }
  }
}

/// The state of reading one protocol.
struct ProtocolParser {
  let log: ProblemLog
  private var scales: [String: [FieldOption]] = [:]
  private var regionSets: [String: [FieldRegion]] = [:]
  private var fieldIDs: Set<String> = []
  /// What stands for the form's texts in other languages: the tables `[fr]` and the like, text = text.
  private(set) var languages: [Language: [String: String]] = [:]

  init(log: ProblemLog) { self.log = log }

  mutating func read(_ object: JSONObject) -> ReadingProtocol {
    var top = FieldReader(object, at: "", log: log)
    var p = ReadingProtocol(
      id: id(&top), version: top.int("version", in: 1...1_000_000) ?? 1, title: text(&top, "title"),
      about: text(&top, "about", required: false))
    p.findings = findings(top.readers("findings"))
    p.meanings = meanings(top.readers("meanings"))
    readScales(top.readers("scales"))
    readRegions(top.readers("region-sets"))
    let sections = top.readers("sections", required: true)
    if sections.isEmpty { top.report("sections", "a form needs one at least") }
    var names: Set<String> = []
    for var reader in sections {
      let sectionID = id(&reader)
      if !names.insert(sectionID).inserted { reader.report("id", "the section \"\(sectionID)\" stands twice") }
      let title = text(&reader, "title")
      let fields = reader.readers("fields", required: true).map { field($0) }
      reader.refuseOthers()
      p.sections.append(.init(id: sectionID, title: title, fields: fields))
    }
    p.contradictions = top.readers("contradictions").compactMap { row in
      var row = row
      let condition = condition(&row, "when"), says = text(&row, "says")
      if condition == nil { row.report("when", "is missing") }
      row.refuseOthers()
      return condition.map { Contradiction(condition: $0, text: says) }
    }
    p.noLesion = condition(&top, "no-lesion")
    p.lesion = condition(&top, "lesion")
    for language in Language.allCases { readTexts(in: language, of: p, &top) }
    top.refuseOthers()
    if fieldIDs.count > ReadingProtocol.mostFields {
      top.report("sections", "more than \(ReadingProtocol.mostFields) fields")
      return p
    }
    p.index()
    ProtocolCheck(log: log).check(&p)
    return p
  }

  // MARK: Parts

  private mutating func readTexts(in language: Language, of form: ReadingProtocol, _ top: inout FieldReader) {
    guard let table = top.reader(language.rawValue, required: false) else { return }
    let known = form.texts.union(form.ownTexts)
    var texts: [String: String] = [:]
    for member in table.others.members {
      guard let said = member.value.string, !said.isEmpty, said.count <= 500 else {
        table.report(member.name, "a text of at most 500 characters was expected")
        continue
      }
      if !known.contains(member.name) { table.report(member.name, "is no text of this protocol") }
      texts[member.name] = said
    }
    languages[language] = texts
  }

  func id(_ reader: inout FieldReader) -> String {
    guard let id = reader.string("id") else { return "" }
    if !ReadingProtocol.isID(id) { reader.report("id", "1 to 40 letters, digits, - and _ were expected") }
    return id
  }

  func text(_ reader: inout FieldReader, _ name: String, required: Bool = true) -> String {
    guard let text = reader.string(name, required: required) else { return "" }
    if required, text.isEmpty { reader.report(name, "is empty") }
    if text.count > 500 { reader.report(name, "is longer than 500 characters") }
    return text
  }

  private func findings(_ rows: [FieldReader]) -> [ProtocolFinding] {
    var values: Set<UInt8> = []
    var codes: Set<String> = []
    return rows.compactMap { row in
      var row = row
      let finding = Project.finding(&row)
      let counts = row.bool("extent", required: false) ?? true
      var band: ClosedRange<Double>?
      let bounds = row.array("band").map(\.double)
      if !bounds.isEmpty {
        if bounds.count == 2, let low = bounds[0], let high = bounds[1], low <= high {
          band = low...high
        } else {
          row.report("band", "two values in HU were expected, the lower one first")
        }
      }
      row.refuseOthers()
      guard let finding else { return nil }
      if !values.insert(finding.value).inserted { row.report("value", "\(finding.value) stands twice") }
      if !codes.insert(finding.code).inserted { row.report("code", "\"\(finding.code)\" stands twice") }
      return ProtocolFinding(finding: finding, countsToExtent: counts, band: band)
    }
  }

  private func meanings(_ rows: [FieldReader]) -> [SigningMeaning] {
    var keys: Set<Character> = []
    return rows.map { row in
      var row = row
      let meaning = SigningMeaning(
        id: id(&row), title: text(&row, "title"), key: key(&row, otherwise: "a"),
        isOfOthers: row.bool("of-others", required: false) ?? false)
      if !keys.insert(meaning.key).inserted { row.report("key", "\"\(meaning.key)\" stands twice") }
      row.refuseOthers()
      return meaning
    }
  }

  private mutating func readScales(_ rows: [FieldReader]) {
    for var row in rows {
      let name = id(&row)
      if scales[name] != nil { row.report("id", "the scale \"\(name)\" stands twice") }
      scales[name] = options(row.readers("options", required: true), of: row)
      row.refuseOthers()
    }
  }

  private mutating func readRegions(_ rows: [FieldReader]) {
    for var row in rows {
      let name = id(&row)
      if regionSets[name] != nil { row.report("id", "the regions \"\(name)\" stand twice") }
      var ids: Set<String> = []
      let regions = row.readers("regions", required: true).map { region in
        var region = region
        let one = FieldRegion(id: id(&region), title: text(&region, "title"))
        if !ids.insert(one.id).inserted { region.report("id", "\"\(one.id)\" stands twice") }
        region.refuseOthers()
        return one
      }
      if !(1...ReadingProtocol.mostRegions).contains(regions.count) {
        row.report("regions", "1 to \(ReadingProtocol.mostRegions) were expected")
      }
      regionSets[name] = regions
      row.refuseOthers()
    }
  }

  private func key(_ reader: inout FieldReader, otherwise: Character) -> Character {
    guard let text = reader.string("key", required: false) else { return otherwise }
    guard text.utf8.count == 1, let c = text.first, c.isASCII, c.isLowercase || c.isNumber else {
      reader.report("key", "one digit or small letter was expected")
      return otherwise
    }
    return c
  }

  /// Options get the digits as keys: a digit that is an option's name, else its place from 1 on.
  private func options(_ rows: [FieldReader], of parent: FieldReader) -> [FieldOption] {
    var ids: Set<String> = []
    var keys: Set<Character> = []
    if !(1...ReadingProtocol.mostOptions).contains(rows.count) {
      parent.report("options", "1 to \(ReadingProtocol.mostOptions) were expected")
    }
    return rows.prefix(ReadingProtocol.mostOptions).enumerated().map { n, row in
      var row = row
      let name = id(&row)
      if name == AnswerValue.notAssessedRegion { row.report("id", "\"\(name)\" is an answer of its own") }
      if !ids.insert(name).inserted { row.report("id", "\"\(name)\" stands twice") }
      let isDigit = name.utf8.count == 1 && name.first?.isNumber == true
      let place: Character = n < 9 ? Character("\(n + 1)") : Character(Unicode.Scalar(UInt8(97 + n - 9)))
      let key = key(&row, otherwise: isDigit ? name.first! : place)
      if ReadingField.formKeys.contains(key) { row.report("key", "\"\(key)\" is a key of the form itself") }
      if !keys.insert(key).inserted { row.report("key", "\"\(key)\" stands twice") }
      let option = FieldOption(
        id: name, title: text(&row, "title"), key: key,
        points: row.double("points", required: false) ?? Double(name).flatMap { $0.isFinite ? $0 : nil })
      row.refuseOthers()
      return option
    }
  }

  // MARK: Fields

  private mutating func field(_ source: FieldReader) -> ReadingField {
    var row = source
    let name = id(&row)
    if !fieldIDs.insert(name).inserted { row.report("id", "the field \"\(name)\" stands twice") }
    let title = text(&row, "title"), help = text(&row, "help", required: false)
    let kind = kind(&row)
    var field = ReadingField(
      id: name, title: title, help: help, kind: kind, isRequired: row.bool("required", required: false) ?? false)
    field.condition = condition(&row, "when")
    field.normal = normal(&row, of: field)
    field.proposal = proposal(&row, of: field)
    if let other = row.string("beside", required: false) {
      let difference = row.double("discordance", required: false) ?? .infinity
      if !(difference > 0) { row.report("discordance", "a number above 0 was expected") }
      field.beside = FieldComparison(field: other, discordance: difference)
    }
    if field.isComputed, field.isRequired { row.report("required", "a computed field cannot be required") }
    row.refuseOthers()
    return field
  }

  private func ownOptions(_ row: inout FieldReader) -> [FieldOption] {
    if let scale = row.string("scale", required: false) {
      if let options = scales[scale] { return options }
      row.report("scale", "there is no scale \"\(scale)\"")
      return []
    }
    return options(row.readers("options", required: true), of: row)
  }

  private func kind(_ row: inout FieldReader) -> ReadingField.Kind {
    switch row.string("kind") {
    case "choice": return .choice(ownOptions(&row))
    case "choices": return .choices(ownOptions(&row))
    case "yes-no": return .yesNo
    case "text": return .text
    case "number":
      let bounds = row.numbers("range", count: 2) ?? [0, 0]
      if bounds[0] > bounds[1] { row.report("range", "the lower bound comes first") }
      return .number(
        NumberField(
          unit: text(&row, "unit", required: false), range: bounds[0]...max(bounds[0], bounds[1]),
          isWhole: row.bool("whole", required: false) ?? false))
    case "grid":
      let name = row.string("regions") ?? ""
      if regionSets[name] == nil { row.report("regions", "there are no regions \"\(name)\"") }
      return .grid(regionSets[name] ?? [], ownOptions(&row))
    case "computed": return .computed(computed(&row))
    case let other:
      if let other {
        row.report("kind", "\"\(other)\" is none of choice, choices, number, yes-no, text, grid, computed")
      }
      return .text
    }
  }

  private func computed(_ row: inout FieldReader) -> ComputedField {
    var field = ComputedField(source: .fact(""), unit: "", bands: [], options: [], digits: 0)
    field.unit = text(&row, "unit", required: false)
    field.digits = row.int("digits", in: 0...3, required: false) ?? 0
    for var band in row.readers("bands") {
      let above = band.double("above", required: false)
      let new = FieldBand(
        from: above ?? band.double("from") ?? 0, isOpen: above != nil, title: text(&band, "title"))
      if let last = field.bands.last, new.from < last.from || new.from == last.from && (last.isOpen || !new.isOpen) {
        band.report(new.isOpen ? "above" : "from", "bands must ascend")
      }
      field.bands.append(new)
      band.refuseOthers()
    }
    if let formula = row.string("formula", required: false) {
      var inputs: [String: String] = [:]
      for member in (row.object("inputs") ?? [:]).members {
        inputs[member.name] = member.value.string
        if member.value.string == nil { row.report("inputs", "\(member.name) must be a field's id") }
      }
      field.source = .formula(formula, inputs: inputs)
    } else if let fact = row.string("fact", required: false) {
      field.source = .fact(fact)
    } else {
      if row.string("scale", required: false) != nil { field.options = ownOptions(&row) }
      field.source = .rules(rules(&row), otherwise: row.string("otherwise", required: false))
    }
    return field
  }

  private func rules(_ row: inout FieldReader) -> [FieldRule] {
    row.readers("rules").compactMap { rule in
      var rule = rule
      let value = rule.string("value") ?? ""
      let condition = condition(&rule, "when")
      if condition == nil { rule.report("when", "is missing") }
      rule.refuseOthers()
      return condition.map { FieldRule(condition: $0, value: value) }
    }
  }

  private func proposal(_ row: inout FieldReader, of field: ReadingField) -> FieldProposal? {
    if field.isComputed { return nil }
    let rules = rules(&row)
    if let fact = row.string("from", required: false) {
      if case .number = field.kind {} else { row.report("from", "only a number can be taken over") }
      return .fact(fact)
    }
    if rules.isEmpty { return nil }
    for rule in rules where field.problem(with: .word(rule.value)) != nil {
      row.report("rules", "\"\(rule.value)\" is no answer to this field")
    }
    return .rules(rules)
  }

  private func normal(_ row: inout FieldReader, of field: ReadingField) -> AnswerValue? {
    let value: AnswerValue
    switch field.kind {
    case .computed: return nil
    case .number:
      guard let x = row.double("normal", required: false) else { return nil }
      value = .number(x)
    case .choices:
      guard row.has("normal") else { return nil }
      value = .words(row.array("normal").compactMap(\.string))
    case .grid(let regions, _):
      guard let word = row.string("normal", required: false) else { return nil }
      value = .regions(Dictionary(regions.map { ($0.id, word) }, uniquingKeysWith: { a, _ in a }))
    case .choice, .yesNo, .text:
      guard let word = row.string("normal", required: false) else { return nil }
      value = .word(word)
    }
    if let problem = field.problem(with: value) { row.report("normal", problem) }
    return value
  }

  // MARK: Conditions

  /// A table is one condition; of a list any may hold.
  func condition(_ row: inout FieldReader, _ name: String) -> FieldCondition? {
    guard let value = row.value(name) else { return nil }
    return condition(value, at: row.place(of: name), depth: 0)
  }

  private func condition(_ value: JSONValue, at place: String, depth: Int) -> FieldCondition? {
    func refuse(_ what: String) -> FieldCondition? {
      log.add(ProjectProblem(at: place, what))
      return nil
    }
    guard depth < 8 else { return refuse("conditions are nested too deep") }
    if let list = value.array {
      guard !list.isEmpty else { return refuse("is empty") }
      return .any(list.enumerated().compactMap { condition($1, at: "\(place)[\($0)]", depth: depth + 1) })
    }
    guard let object = value.object else { return refuse("a table or a list of tables was expected") }
    var reader = FieldReader(object, at: place, log: log)
    defer { reader.refuseOthers() }
    if let list = reader.value("all")?.array {
      return .all(list.enumerated().compactMap { condition($1, at: "\(place).all[\($0)]", depth: depth + 1) })
    }
    let low = reader.double("at-least", required: false), high = reader.double("below", required: false)
    if let fact = reader.string("fact", required: false) {
      guard low != nil || high != nil else { return refuse("\"at-least\" or \"below\" is missing") }
      return .fact(fact, atLeast: low ?? -.infinity, below: high ?? .infinity)
    }
    guard let field = reader.string("field") else { return nil }
    let words = reader.array("is").compactMap(\.string)
    if !words.isEmpty { return .answer(field: field, isOneOf: words) }
    guard low != nil || high != nil else { return refuse("\"is\", \"at-least\" or \"below\" is missing") }
    return .number(field: field, atLeast: low ?? -.infinity, below: high ?? .infinity)
  }
}

extension ReadingField {
  /// Letters that mean something in every field of the form: no option can have them.
  public static let formKeys: Set<Character> = ["h", "j", "k", "l", "n", "x", "a", "s", "w", "g", "z"]
}
