import StyletBase
import StyletProject

/// The structured reading of a project as the workstation holds it: questions, answers, and the form while it is open.
struct ReadingState {
  /// The questions; nil when the project follows no protocol, or one that is not here.
  var form: ReadingProtocol?
  var reference: ProtocolReference?
  /// Why the questions are not here.
  var missing: Failure?
  var record = ReadingRecord()
  /// What a reader must know of the signature: that it is void, and why.
  var signatureRemark: String?
  /// As it was found when it was looked at last; nil while it was not.
  var signatureState: SignatureCheck.State?
  /// The trail's entry of a signature that is gone.
  var lost: AuditEntry?
  /// Whether it takes no answers until it is opened again.
  var isSealed: Bool { record.isSigned || lost != nil }
  /// A signature was asked for just now, and not given: who signs without looking types the answer to a question that
  /// does not stand there.
  var isSignatureRefused = false
  /// What was done since the last save.
  var changes = ReadingChanges()
  /// nil while the form is closed.
  var view: FormState?
  /// Where it was when it was closed.
  var last = FormState()
  /// The scan's numbers, and the revision of the session that they are of.
  var facts: (revision: Int, facts: ReadingFacts)?
}

/// Where the reader is in the form.
struct FormState {
  /// The row chosen.
  var at = FormRow.ID(field: "", region: nil) {
    didSet { if at != oldValue { scroll = 0 } }
  }
  /// Lines of what stands below the question that are above its top.
  var scroll = 0
  /// The open question that the reader was led to last.
  var led: FormRow.ID?
  /// The place that it had: for when it is not asked any more.
  var place = 0
  /// What is being typed.
  var editor: PalettePrompt?
}

/// A row of the form.
struct FormRow {
  struct ID: Hashable {
    var field: String
    var region: String?
  }

  enum Kind {
    case section(ReadingProtocol.Section)
    case field(ReadingField)
    case region(ReadingField, FieldRegion)
  }

  var kind: Kind

  var id: ID? {
    switch kind {
    case .section: nil
    case .field(let field): ID(field: field.id, region: nil)
    case .region(let field, let region): ID(field: field.id, region: region.id)
    }
  }

  var field: ReadingField? {
    switch kind {
    case .section: nil
    case .field(let field), .region(let field, _): field
    }
  }

  /// Whether an answer of its field says something of it: of a region, that it has a part of its own.
  func isAnswered(by value: AnswerValue) -> Bool {
    guard case .region(_, let region) = kind, case .regions(let answers) = value else { return true }
    return answers[region.id] != nil
  }

  /// Whether a key goes on to it by itself: what takes an answer of its own.
  var takesAnswer: Bool {
    switch kind {
    case .section: false
    case .field(let field): if case .grid = field.kind { false } else { !field.isComputed }
    case .region: true
    }
  }

  /// The rows that are shown: sections with a field that is asked, and what is asked in them.
  static func rows(_ sheet: ReadingSheet) -> [FormRow] {
    var rows: [FormRow] = []
    for section in sheet.form.sections {
      let asked = section.fields.filter { sheet.isAsked($0.id) }
      if asked.isEmpty { continue }
      rows.append(FormRow(kind: .section(section)))
      for field in asked {
        rows.append(FormRow(kind: .field(field)))
        if case .grid(let regions, _) = field.kind {
          rows += regions.map { FormRow(kind: .region(field, $0)) }
        }
      }
    }
    return rows
  }
}
