import StyletBase
import StyletCore
import StyletProject

/// The words of the structured reading.
enum ReadingText {
  static var notAssessed: String { words("form.not-assessed") }
  static var required: String { words("form.required") }
  static var none: String { words("form.none") }
  static let computedLater = "–"
  static var proposed: String { words("form.proposed") }
  static var signIt: String { words("form.sign-it") }

  /// What stands in the title line of a reading that was signed.
  static func badge(_ state: SignatureCheck.State) -> String? {
    switch state {
    case .unsigned: nil
    case .holds, .answersOnly: words("form.badge-signed")
    case .void: words("form.badge-void")
    case .gone: words("form.badge-gone")
    }
  }

  static let unansweredMark = "*"
  /// Before an answer that contradicts another, or what is computed: never by colour alone.
  static let contradictedMark = "!"
  /// The mode's name while the form has the keys.
  static var mode: String { words("form.mode") }

  static func title(_ form: ReadingProtocol) -> String { "\(form.title)  (\(form.reference))" }

  static func progress(_ sheet: ReadingSheet) -> String {
    let progress = sheet.progress
    let left = sheet.missing.count
    return left == 0
      ? words("form.progress-whole", ["answered": progress.answered, "of": progress.of])
      : words("form.progress", ["answered": progress.answered, "of": progress.of, "left": left])
  }

  static func signed(_ signature: ReadingSignature, _ form: ReadingProtocol) -> String {
    let meaning = form.meanings.first { $0.id == signature.meaning }?.title ?? signature.meaning
    return words(
      "form.signed",
      [
        "reader": signature.reader.escapedForTerminal, "time": time(signature.time),
        "meaning": meaning.escapedForTerminal,
      ])
  }

  /// What a reader sees first of a project that is signed: a line of 80 columns.
  static func opensSigned(_ signature: ReadingSignature) -> String {
    words("form.opens-signed", ["reader": signature.reader.escapedForTerminal])
  }

  /// "2026-03-01 09:30 UTC".
  static func time(_ iso: String) -> String {
    guard let found = iso.prefixMatch(of: #/(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/#) else {
      return iso.count >= 16 ? iso.prefix(16).replacingT + " UTC" : iso
    }
    return words(
      "form.time",
      [
        "year": String(found.1), "month": String(found.2), "day": String(found.3), "time": String(found.4),
      ])
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
        text += source.said(x, leastDigits: known.leastDigits)
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
      return "\(computedLater) "
        + (fields.count > 1
          ? words("form.needs-more", ["name": name, "n": fields.count - 1]) : words("form.needs", ["name": name]))
    }
  }

  static func discordance(_ answer: Double, _ computed: Double) -> String {
    words("form.discordance", ["computed": number(computed), "apart": number(abs(answer - computed))])
  }

  static func expected(_ n: NumberField) -> String { words("form.expected", ["range": range(n)]) }

  static func range(_ n: NumberField) -> String {
    words(
      "form.range",
      [
        "low": number(n.range.lowerBound), "high": number(n.range.upperBound),
        "unit": n.unit.isEmpty ? "" : " \(n.unit)",
        "whole": n.isWhole,
      ])
  }

  static func formula(_ id: String) -> String {
    guard let formula = ScoreFormula.named(id) else { return id }
    // Who published a score is a name; what the program computes itself is said.
    let source = words("form.formula-source", ["id": id, "own": formula.source])
    return words("form.formula", ["id": id, "version": formula.version, "source": source])
  }

  static func answered(_ answer: ReadingAnswer) -> String {
    let way =
      switch answer.way {
      case .given: "given"
      case .normal: "normal"
      case .proposal: "proposal"
      case .fromA: "a"
      case .fromB: "b"
      case .fromBoth: "both"
      }
    return words(
      "form.answered",
      ["named": !answer.reader.isEmpty, "reader": answer.reader, "time": time(answer.time), "way": way])
  }

  static var type: String { words("form.type") }
  static var everyRegion: String { words("form.every-region") }
  static var someOptions: String { words("form.some-options") }

  /// "2 lines below   PgUp PgDn scroll"
  static func linesBelow(_ n: Int) -> String { words("form.lines-below", ["n": n]) }

  // MARK: Keys

  /// A signed reading takes no answers: what opens it again stands there instead.
  static func keys(isSigned: Bool) -> [HintRow] {
    guard isSigned else { return openKeys }
    let kept = ["↑↓", Key.tab.label, "?", Key.escape.label]
    return openKeys.filter { kept.contains($0.key) } + [HintRow(key: ":reopen", text: words("form.key-reopen"))]
  }

  private static var openKeys: [HintRow] {
    [
      HintRow(key: "↑↓", text: words("form.key-question")),
      HintRow(key: "0-9", text: words("form.key-answer")),
      HintRow(key: Key.enter.label, text: words("form.key-type")),
      HintRow(key: "x", text: words("form.key-not-assessed")),
      HintRow(key: words("form.backspace"), text: words("form.key-unanswered")),
      HintRow(key: "n", text: words("form.key-required")),
      HintRow(key: Key.tab.label, text: words("form.key-section")),
      HintRow(key: "a", text: words("form.key-normal")), HintRow(key: "S", text: words("form.key-sign")),
      HintRow(key: "?", text: words("form.key-help")),
      HintRow(key: Key.escape.label, text: words("form.key-image")),
    ]
  }

  static var editorKeys: [HintRow] {
    [
      HintRow(key: Key.enter.label, text: words("form.key-keep")),
      HintRow(key: Key.escape.label, text: words("form.key-as-it-was")),
    ]
  }

  /// The form's own keys are the same in every key map; those of the image beside it are the map's.
  /// - Parameter key: of a command, as the key map in force has it.
  static func help(_ key: (_ command: String) -> String) -> [HelpSection] {
    let image = ["slice-forward", "slice-back", "window lung", "zoom-in"].map(key).joined(separator: " ")
    let rows = [
      ("↑ ↓ j k", words("form.help-question")),
      ("\(Key.tab.label), \(Key.backTab.label)", words("form.help-section")),
      ("n  N", words("form.help-required")),
      ("0 … 9", words("form.help-answer")),
      ("← → h l", words("form.help-option")),
      (Key.enter.label, words("form.help-type")),
      ("x", words("form.help-not-assessed")),
      (Key.backspace.label, words("form.help-unanswered")),
      ("a", words("form.help-normal")),
      ("S", words("form.help-sign")),
      ("\(Key.pageUp.label) \(Key.pageDown.label)", words("form.help-scroll")),
      (image, words("form.help-image")),
      ("\(Key.escape.label), \(key("reading"))", words("form.help-back")),
    ]
    return [HelpSection(title: words("form.help-title"), rows: rows.map { HintRow(key: $0, text: $1) })]
  }

  // MARK: Notices

  static var needsProtocol: String { words("form.needs-protocol") }
  static var protocolColumns: [ListColumn] {
    [
      ListColumn(words("form.column-protocol"), isNumber: false),
      ListColumn(words("form.column-title"), isNumber: false),
    ]
  }
  static var followIt: String { words("form.follow-it") }

  static func follows(_ form: ReadingProtocol) -> String {
    words("form.follows", ["title": form.title, "reference": "\(form.reference)"])
  }

  static func newVersion(_ old: ProtocolReference, _ form: ReadingProtocol) -> String {
    words("form.new-version", ["old": "\(old)", "reference": "\(form.reference)"])
  }

  static func protocolMissing(_ why: Failure) -> Failure {
    Failure(
      .noInput, path: why.path, why.what, advice: words("form.protocol-missing-advice"))
  }

  static func otherProtocol(_ now: ProtocolReference) -> Failure {
    Failure(
      .usage, words("form.other-protocol", ["now": "\(now)"]), advice: words("form.other-protocol-advice"))
  }

  static var noProtocol: Failure {
    Failure(.usage, words("form.no-protocol"), advice: words("form.no-protocol-advice"))
  }
  static var notSigned: Failure { Failure(.usage, words("form.not-signed")) }
  static var saysWhy: String { words("form.says-why") }
  static var needsReason: Failure { Sentence.expected(words("form.needs-reason"), words("form.needs-reason-example")) }
  static var needsReader: Failure {
    Failure(
      .usage, words("form.needs-reader"), advice: words("form.needs-reader-advice"))
  }
  static var nobodyElsesAnswers: Failure {
    Failure(.usage, words("form.nobody-elses"), advice: words("form.nobody-elses-advice"))
  }
  static var whoReads: String { words("form.who-reads") }
  static func readsNow(_ name: String) -> String { words("form.reads-now", ["name": name]) }

  static func notWhole(_ missing: [ReadingField]) -> String {
    words("form.not-whole", ["n": missing.count, "list": Sentence.list(missing.map(\.title))])
  }

  static func signAs(_ reader: String, _ discordant: [ReadingField], _ remarks: [String]) -> String {
    let far = discordant.map(\.title).joined(separator: ", ")
    return
      ([words("form.sign-as", ["reader": reader.escapedForTerminal])]
      + (discordant.isEmpty ? [] : [words("form.far", ["list": far])]) + remarks).joined(separator: "\n")
  }

  static func lesionNotDrawn(hasLungs: Bool) -> String { words("form.lesion-not-drawn", ["lungs": hasLungs]) }
  static func nothingDrawn(hasLungs: Bool) -> String { words("form.nothing-drawn", ["lungs": hasLungs]) }
  static var nothingFound: String { words("form.nothing-found") }
  static var signsNoLesion: String { words("form.signs-no-lesion") }
  static func outsideLungs(_ ml: Double) -> String {
    words("form.outside-lungs", ["ml": NumberText.short(ml)])
  }
  static func unreviewed(_ ml: Double) -> String {
    words("form.unreviewed", ["ml": NumberText.short(ml)])
  }
  static var lungsUnreviewed: String { words("form.lungs-unreviewed") }
  static func proposalOpen(_ ml: Double) -> String {
    words("form.proposal-open", ["ml": NumberText.short(ml)])
  }

  static var signedNow: String { words("form.signed-now") }
  static func reopened(_ reason: String) -> String { words("form.reopened", ["reason": reason]) }
  static var nothingNormal: String { words("form.nothing-normal") }
  static func normalTaken(_ n: Int, _ section: String) -> String {
    words("form.normal-taken", ["section": section, "n": n])
  }
  static var thisOne: String { words("form.this-one") }
  static var nothingMissing: String { words("form.nothing-missing") }
  static var noSuchKey: String { words("form.no-such-key") }
  /// "2 answers and one signature are not saved."
  static func unsaved(_ changes: ReadingChanges) -> String {
    let (a, s, r, p) = (changes.answers, changes.signatures, changes.reopenings, changes.protocols)
    let parts = [
      a > 0 ? words("form.unsaved-answers", ["n": a]) : nil, s > 0 ? words("form.unsaved-signatures", ["n": s]) : nil,
      r > 0 ? words("form.unsaved-reopenings", ["n": r]) : nil, p > 0 ? words("form.unsaved-protocols", ["n": p]) : nil,
    ].compactMap { $0 }
    guard let last = parts.last else { return "" }
    let before = parts.dropLast().joined(separator: ", ")
    let list = before.isEmpty ? last : words("form.unsaved-and", ["list": before, "last": last])
    return words("form.unsaved", ["list": list, "one": a + s + r + p == 1]).beginningSentence
  }

  static var factWords: ReadingFacts.Words {
    ReadingFacts.Words(
      calcium: { remark($0) }, badge: { QuantitativeCTWords.text($0) }, contrast: words("form.contrast"),
      noLungs: words("form.no-lungs"), lungsAreProposed: words("form.lungs-are-proposed"),
      isUnreviewed: words("form.is-unreviewed"), withoutLesion: words("form.without-lesion"))
  }

  static func remark(_ remark: CoronaryCalcium.Remark) -> String {
    switch remark {
    case .ungated: words("form.remark-ungated")
    case .kilovoltsUnknown: words("form.remark-kilovolts-unknown")
    case .kilovolts(let kv): words("form.remark-kilovolts", ["kv": NumberText.trimmed(kv)])
    case .contrastUnknown: words("form.remark-contrast-unknown")
    case .thickSlices(let mm): words("form.remark-thick-slices", ["mm": NumberText.trimmed(mm)])
    case .averaged(let n): words("form.remark-averaged", ["n": n])
    }
  }
}

extension StringProtocol {
  fileprivate var replacingT: String { String(map { $0 == "T" ? " " : $0 }) }
}
