import StyletBase

/// What a journal beside a project holds beyond it, for a command that reads the project: the one rule of all of them.
///
/// The steps that fit the project are included, as opening it would; what does not fit is not. Both are said: a number
/// must not come out otherwise without a word on why.
public struct UnsavedSteps: Hashable, Sendable {
  /// Why steps are not included.
  public enum Reason: String, Hashable, Sendable {
    /// The machine stopped while the last step was written, or somebody is writing it now.
    case incomplete
    /// From this line on the journal is damaged or does not fit.
    case damaged
    case ofAnotherState = "of_another_state"
    case ofAnotherScan = "of_another_scan"
    /// Not even its first line can be read.
    case unreadable
  }

  /// Steps that are not in the project's file, and are used.
  public var included: Int
  /// Why there is something that is not used; nil where all is.
  public var leftOut: Reason?
  /// How many steps are not used, where that is known.
  public var leftOutSteps: Int?
  /// The line (base 1) from which on a journal cannot be used.
  public var line: Int?
  /// Who has the project open now: these are steps of a session that goes on. nil where nobody has.
  public var session: String?

  public init(
    included: Int, leftOut: Reason? = nil, leftOutSteps: Int? = nil, line: Int? = nil, session: String? = nil
  ) {
    self.included = included
    self.leftOut = leftOut
    self.leftOutSteps = leftOutSteps
    self.line = line
    self.session = session
  }

  /// nil where there is nothing to say.
  package init?(_ found: UnsavedSteps) {
    guard found.included > 0 || found.leftOut != nil else { return nil }
    self = found
  }

  /// In words, a sentence without its end: "3 unsaved steps are included".
  public var inWords: String { told(by: session) }

  /// The same for a report that goes to others: whose session it is, and on which machine, is not theirs to know.
  public var inWordsForOthers: String { told(by: nil) }

  private func told(by who: String?) -> String {
    var parts: [String] = []
    if included > 0 { parts.append(words("report.unsaved.included", ["count": included])) }
    switch leftOut {
    case nil: break
    case .incomplete: parts.append(words("report.unsaved.incomplete"))
    case .damaged: parts.append(words("report.unsaved.damaged", ["line": line ?? 2]))
    case .ofAnotherState: parts.append(words("report.unsaved.of-another-state", ["count": leftOutSteps ?? 0]))
    case .ofAnotherScan: parts.append(words("report.unsaved.of-another-scan", ["count": leftOutSteps ?? 0]))
    case .unreadable: parts.append(words("report.unsaved.unreadable"))
    }
    if session != nil {
      parts.append(who.map { words("report.unsaved.open-by", ["who": $0]) } ?? words("report.unsaved.open"))
    }
    return Joint.clauses(parts)
  }

  /// `included`, the steps used; `left_out`, why some are not, null where all are used; `left_out_steps`, where known;
  /// `open_by`, who has the project open now, null where nobody has; `words`.
  public var json: JSONObject {
    [
      "included": .int(included), "left_out": leftOut.map { .string($0.rawValue) } ?? .null,
      "left_out_steps": leftOutSteps.map(JSONValue.int) ?? .null, "open_by": session.map(JSONValue.string) ?? .null,
      "words": .string(Words.inData { inWords }),
    ]
  }
}

extension UnsavedSteps? {
  /// The member `unsaved` of a program's answer: null where nothing is unsaved.
  public var json: JSONValue { map { .object($0.json) } ?? .null }
}
