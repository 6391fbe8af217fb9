import StyletCore

/// The words of the structured reading.
enum ReadingText {
  static let notAssessed = "not assessed"
  static let required = "required"
  static let none = "none of these"
  static let computedLater = "–"
  static let proposed = "proposed"
  static let signIt = "sign"

  static let unansweredMark = "*"
  /// Before an answer that contradicts another, or what is computed: never by colour alone.
  static let contradictedMark = "!"
  /// The mode's name while the form has the keys.
  static let mode = "READING"

  static func title(_ form: ReadingProtocol) -> String { "\(form.title)  (\(form.reference))" }

  static func progress(_ sheet: ReadingSheet) -> String {
    let progress = sheet.progress
    let left = sheet.missing.count
    return "\(progress.answered)/\(progress.of) answered, "
      + (left == 0 ? "nothing required left" : "\(left) required left")
  }

  static func signed(_ signature: ReadingSignature) -> String {
    "signed by \(signature.reader.escapedForTerminal), \(time(signature.time)) (\(signature.meaning))"
  }

  /// What a reader sees first of a project that is signed: a line of 80 columns.
  static func opensSigned(_ signature: ReadingSignature) -> String {
    "The reading is signed by \(signature.reader.escapedForTerminal); :reopen REASON before any change"
  }

  /// "2026-03-01 09:30 UTC".
  static func time(_ iso: String) -> String {
    iso.count >= 16 ? iso.prefix(16).replacingT + " UTC" : iso
  }

  // MARK: Values

  static func value(_ value: AnswerValue, _ field: ReadingField) -> String {
    switch value {
    case .notAssessed: notAssessed
    case .word(let word): field.option(word)?.title ?? word
    case .words(let words): words.isEmpty ? none : words.map { field.option($0)?.title ?? $0 }.joined(separator: ", ")
    case .number(let x): number(x) + unit(field)
    case .regions(let regions): "\(regions.count)/\(regionCount(field))"
    }
  }

  static func number(_ x: Double) -> String { NumberText.trimmed(x) }

  private static func unit(_ field: ReadingField) -> String {
    if case .number(let n) = field.kind, !n.unit.isEmpty { " \(n.unit)" } else { "" }
  }

  private static func regionCount(_ field: ReadingField) -> Int {
    if case .grid(let regions, _) = field.kind { regions.count } else { 0 }
  }

  static func proposal(_ value: AnswerValue, _ field: ReadingField) -> String {
    "~ \(self.value(value, field)), \(proposed)"
  }

  /// A computed value with its unit and its name in words; always marked as what it is.
  static func computed(_ value: ComputedValue, _ field: ReadingField, _ sheet: ReadingSheet) -> String {
    guard case .computed(let source) = field.kind else { return "" }
    switch value {
    case .value(let known):
      var text = "~ "
      if known.word == nil, let x = known.number {
        text += NumberText.fixed(x, source.digits) + (source.unit.isEmpty ? "" : " " + source.unit)
        if let title = known.title { text += ", " + title }
      } else {
        let isNumber = known.word.flatMap(Double.init) != nil
        text += (isNumber ? known.word! + ", " : "") + (known.title ?? known.word ?? "")
      }
      return text
    case .missing(let fields, let reason):
      if let reason { return "\(computedLater) \(reason)" }
      guard let first = fields.first else { return computedLater }
      let name = sheet.form.field(first)?.title ?? first
      return "\(computedLater) needs \(name)" + (fields.count > 1 ? " and \(fields.count - 1) more" : "")
    }
  }

  static func discordance(_ answer: Double, _ computed: Double) -> String {
    "computed is \(number(computed)), \(number(abs(answer - computed))) apart: look again"
  }

  static func expected(_ n: NumberField) -> String { "A number was expected: \(range(n))" }

  static func range(_ n: NumberField) -> String {
    "\(number(n.range.lowerBound)) to \(number(n.range.upperBound))" + (n.unit.isEmpty ? "" : " \(n.unit)")
      + (n.isWhole ? ", whole" : "")
  }

  static func formula(_ id: String) -> String {
    guard let formula = ScoreFormula.named(id) else { return id }
    return "\(id), version \(formula.version): \(formula.source)"
  }

  static func answered(_ answer: ReadingAnswer) -> String {
    let who = answer.reader.isEmpty ? "" : " by \(answer.reader)"
    let way =
      switch answer.way {
      case .given: ""
      case .normal: ", with the section's normal answers"
      case .proposal: ", a proposal that was accepted"
      }
    return "answered\(who) \(time(answer.time))\(way)"
  }

  static let type = "type a number or a text with Enter"
  static let everyRegion = "an answer here is for all rows below that are open"
  static let someOptions = "each key adds or takes away; 0 is none of these"

  // MARK: Keys

  /// A signed reading takes no answers: what opens it again stands there instead.
  static func keys(isSigned: Bool) -> [HintRow] {
    guard isSigned else { return openKeys }
    return openKeys.filter { ["↑↓", "Tab", "?", "Esc"].contains($0.key) } + [
      HintRow(key: ":reopen", text: "open again")
    ]
  }

  private static let openKeys: [HintRow] = [
    HintRow(key: "↑↓", text: "question"), HintRow(key: "0-9", text: "answer"),
    HintRow(key: "Enter", text: "type/take ~"), HintRow(key: "x", text: "not assessed"),
    HintRow(key: "BS", text: "unanswered"), HintRow(key: "n", text: "required"), HintRow(key: "Tab", text: "section"),
    HintRow(key: "a", text: "normal"), HintRow(key: "S", text: "sign"), HintRow(key: "?", text: "help"),
    HintRow(key: "Esc", text: "image"),
  ]

  static let editorKeys: [HintRow] = [
    HintRow(key: "Enter", text: "keep"), HintRow(key: "Esc", text: "as it was"),
  ]

  /// The form's own keys are the same in every key map; those of the image beside it are the map's.
  static func help(_ keymap: Keymap) -> [HelpSection] {
    func key(_ command: String) -> String { KeyTable.naming("{\(command)}", keymap) }
    let image = ["slice-forward", "slice-back", "window lung", "zoom-in"].map(key).joined(separator: " ")
    return [
      HelpSection(
        title: "The structured reading",
        rows: [
          HintRow(key: "↑ ↓ j k", text: "previous and next question"),
          HintRow(key: "Tab, Shift-Tab", text: "next and previous section"),
          HintRow(key: "n  N", text: "next and previous required question without an answer"),
          HintRow(key: "0 … 9", text: "answer by the key before it; the form goes to the next question"),
          HintRow(key: "← → h l", text: "the option before and after"),
          HintRow(key: "Enter", text: "type a number or text; take what is proposed (~)"),
          HintRow(key: "x", text: "not assessed: looked for and not to be judged, never the same as absent"),
          HintRow(key: "Backspace", text: "unanswered again"),
          HintRow(key: "a", text: "the section's normal answers, where there is none yet"),
          HintRow(key: "S", text: "sign, when nothing required is left; :reopen REASON opens it again"),
          HintRow(key: image, text: "slices, window and zoom of the image beside it"),
          HintRow(key: "Esc, " + key("reading"), text: "back to the image; every answer is kept as it is given"),
        ])
    ]
  }

  // MARK: Notices

  static let needsProtocol = "Which protocol?  Enter chooses it"
  static let protocolColumns = [ListColumn("protocol", isNumber: false), ListColumn("title", isNumber: false)]
  static let followIt = "follow it"

  static func follows(_ form: ReadingProtocol) -> String { "This project follows \(form.title), \(form.reference)" }

  static func newVersion(_ old: ProtocolReference, _ form: ReadingProtocol) -> String {
    "The answers were given under \(old); they are under \(form.reference) from now on"
  }

  static func isSigned(_ signature: ReadingSignature?, isVoid: Bool = false) -> Failure {
    let name = signature.map { " by \($0.reader)" } ?? ""
    return Failure(
      .usage, isVoid ? "The reading was signed\(name), and the signature is void" : "The reading is signed\(name)",
      advice: ":reopen REASON opens it again")
  }

  static func protocolMissing(_ why: Failure) -> Failure {
    Failure(
      .noInput, path: why.path, why.what, advice: "the answers are kept; :protocol FILE brings the questions back")
  }

  static func otherProtocol(_ now: ProtocolReference) -> Failure {
    Failure(
      .usage, "The answers of this project belong to \(now)", advice: "give the scan another project with --project")
  }

  static let noProtocol = Failure(.usage, "The project follows no protocol", advice: "{reading} offers those there are")
  static let notSigned = Failure(.usage, "The reading is not signed")
  static let needsReason = Say.expected("a reason", "reopen second look at the bases")
  static let needsReader = Failure(
    .usage, "A signature needs a name", advice: "give it with :reader NAME, or open with --reader NAME")
  static let whoReads = "Who reads? :reader NAME puts your name to the answers; a signature needs one"
  static func readsNow(_ name: String) -> String { "Reader: \(name)" }

  static func notWhole(_ missing: [ReadingField]) -> String {
    return "Not signed: \(missing.count == 1 ? "this is" : "these are") required and not answered: "
      + Say.list(missing.map(\.title))
  }

  static func signAs(_ reader: String, _ discordant: [ReadingField], _ remarks: [String]) -> String {
    let far = discordant.map(\.title).joined(separator: ", ")
    return
      (["Sign the reading as \(reader.escapedForTerminal)?"]
      + (discordant.isEmpty ? [] : ["Far from what is computed: \(far)."]) + remarks).joined(separator: "\n")
  }

  static func outsideLungs(_ ml: Double) -> String {
    "\(NumberText.short(ml)) mL of findings lie outside the lungs: in no percentage."
  }
  static func unreviewed(_ ml: Double) -> String {
    "\(NumberText.short(ml)) mL of findings are interpolated or proposed, and not reviewed."
  }
  static let lungsUnreviewed = "The lungs are as the program found them, and not reviewed."
  static func proposalOpen(_ ml: Double) -> String {
    "A proposal of \(NumberText.short(ml)) mL is open: neither accepted nor rejected, in no number."
  }

  static let signedNow = "Signed. Answers, drawings and measurements no longer change; :w saves the project"
  static func reopened(_ reason: String) -> String { "Opened again: \(reason)" }
  static let nothingNormal = "Nothing in this section has a normal answer that is still open"
  static func normalTaken(_ n: Int, _ section: String) -> String {
    "\(section): \(n == 1 ? "1 normal answer" : "\(n) normal answers") by you"
  }
  static let thisOne = "This question is required and has no answer yet; n again goes on to the next"
  static let nothingMissing = "Nothing required is left: S signs"
  static let noSuchKey = "No answer on this key here"
  /// Who undoes in the form may mean the answer: a step of the history is none.
  static func imageOnly(_ command: Command) -> String {
    "\"\(command.title)\" is for the image: Esc leaves the form first"
      + (command.section == .history ? "; Backspace takes this answer back" : "")
  }
  static func answersUnsaved(_ n: Int) -> String { n == 1 ? "One answer is not saved." : "\(n) answers are not saved." }

  static let words = ReadingFacts.Words(
    calcium: { remark($0) }, badge: { QuantitativeCTWords.text($0) }, contrast: "not with contrast medium",
    noLungs: "the lungs are not known",
    lungsAreProposed: "the lungs are as the program found them: no reader has accepted them",
    isUnreviewed: "with slices that were interpolated or proposed and that no reader has accepted",
    withoutLesion: "of the lungs without what is drawn as lesion")

  static func remark(_ remark: CoronaryCalcium.Remark) -> String {
    switch remark {
    case .ungated: "ungated estimate: lower than a gated score, and often another category"
    case .kilovoltsUnknown: "tube voltage not known: the threshold holds for 120 kV"
    case .kilovolts(let kv): "\(NumberText.trimmed(kv)) kV: the threshold holds for 120 kV"
    case .contrastUnknown: "the scan does not say whether contrast medium was given"
    case .thickSlices(let mm): "slices of \(NumberText.trimmed(mm)) mm: thicker than 3 mm"
    case .averaged(let n): "\(n) slices averaged into one of about 3 mm"
    }
  }
}

extension StringProtocol {
  fileprivate var replacingT: String { String(map { $0 == "T" ? " " : $0 }) }
}
