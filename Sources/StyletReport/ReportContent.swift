import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What a report says of a project, as values: made once, and written as a page, as text, as a row and as JSON.
///
/// Nothing in it tells who the patient is unless it was put into ``identity``: the scan is known by its file's name
/// without the folder, by its content's hash and by its grid.
public struct ReportContent: Sendable {
  /// A name with what stands behind it, both as a file has them: to be escaped before they are shown.
  public struct Named: Hashable, Sendable {
    public var name: String
    public var text: String

    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  public struct Scan: Hashable, Sendable {
    /// Without its folder.
    public var name: String
    /// "NIfTI-1"
    public var format: String
    /// Of the scanner and the file: none that identifies.
    public var facts: [Named]
    /// What is odd in the file.
    public var problems: [String]

    public init(name: String, format: String = "", facts: [Named] = [], problems: [String] = []) {
      self.name = name
      self.format = format
      self.facts = facts
      self.problems = problems
    }
  }

  /// How the project was worked on.
  public struct Work: Hashable, Sendable {
    public var sessions: Int
    /// From opening to the last save, all sessions together, pauses included.
    public var minutes: Double
    /// Times, UTC, ISO 8601; nil where the trail is empty.
    public var first: String?
    public var last: String?
    /// Entries of the audit trail by what was done, in the order of ``AuditEntry/Action``; other programs' words last.
    public var actions: [Count]
    /// All who are named in the trail, in the order of their first entry.
    public var readers: [String]

    public struct Count: Hashable, Sendable {
      public var action: String
      public var count: Int
    }
  }

  /// When the report was made: UTC, ISO 8601.
  public var time: String
  public var scan: Scan
  public var sha256: String?
  public var grid: VoxelGrid
  public var acquisition: AcquisitionFacts
  /// Of the patient; empty unless it was asked for.
  public var identity: [Named] = []
  public var reader: String
  public var readingProtocol: ProtocolReference?
  public var table: LabelTable
  /// All that is drawn, in the lungs or not.
  public var findings: ExtentReport
  /// nil without lungs.
  public var extent: DiseaseExtent?
  /// What is to be looked at of the lungs, in words.
  public var lungNotes: [String] = []
  /// Air in the body that is no lung, as the search for the lungs found it.
  public var air: AirAccount
  /// What is proposed and neither accepted nor rejected, by finding: in no other number. Empty without a proposal.
  public var proposed: [(finding: UInt8, millilitres: Double)]
  /// mL of all of it, from the least to the most that is likely; nil where that is not known.
  public var proposedInterval: ClosedRange<Double>?
  /// What of the drawing came of proposals, and on whose word.
  public var descent: ReportDescent
  public var densities: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT)?
  /// What makes densities less comparable, in words.
  public var badges: [String] = []
  public var standards: ChestStandards
  /// Voxels that no reader has looked at, by finding.
  public var unreviewed: [UInt8: Int]
  /// By size.
  public var lesions: [Lesion]
  public var marks: KnownAnnotations
  public var answers = ReportAnswers()
  public var work: Work
  /// What of it the project's file does not have yet; nil where there is nothing.
  public var unsaved: UnsavedSteps?

  /// - Parameters:
  ///   - project: with what the session does not hold.
  ///   - session: on a complete volume.
  ///   - lesionFindings: the findings that are lesion; nil for those of the session.
  /// Cost: the drawn voxels, for the lesions.
  public init(
    _ project: Project, _ session: EditSession, scan: Scan, lesionFindings: Set<UInt8>? = nil,
    standards: ChestStandards = .standard, time: String = UTC.now()
  ) {
    self.time = time
    self.scan = scan
    self.standards = standards
    sha256 = project.scan.sha256
    grid = session.volume.grid
    acquisition = session.volume.acquisition
    reader = project.reader
    readingProtocol = project.readingProtocol
    table = project.labels
    findings = ExtentReport(ledger: session.ledger, findings: project.labels, volume: session.volume)
    extent = session.diseaseExtent(standards, lesionFindings: lesionFindings)
    densities = session.quantitativeCT(standards, lesionFindings: lesionFindings)
    unreviewed = DiseaseExtent.unreviewed(session.findings.origins, session.ledger)
    let proposal = session.layers.first { $0.name == LabelLayer.proposal }?.labels
    let sums = proposal.map { ExtentLedger(recounting: $0, volume: session.volume) } ?? ExtentLedger()
    proposed = sums.labels.map { ($0, sums.extent(of: $0, volume: session.volume)?.millilitres ?? 0) }
    proposedInterval = ProposalRecord(session.annotations)?.interval(
      for: proposed.reduce(0) { $0 + $1.millilitres })
    descent = ReportDescent(session)
    air = LungRecord(session.annotations)?.air ?? AirAccount()
    lesions = LesionCatalogue(session.findings.labels, volume: session.volume).lesions
    marks = session.marks
    work = Work(project)
  }

  public func isUnreviewed(_ finding: UInt8) -> Bool { unreviewed[finding, default: 0] > 0 }

  /// Whether what is said of the lesion in the lungs rests on something that no reader has reviewed.
  public var lesionIsUnreviewed: Bool { extent?.restsOnUnreviewed ?? false }

  /// Whether a limit between zones is none that a reader has set: what is said by zone rests on them, too.
  public var limitsAreProposed: Bool { extent?.limitsAreProposed ?? false }

  /// Whether right and left are as the program told them apart: what is said by side or zone rests on that.
  public var sidesAreProposed: Bool { extent?.sidesAreProposed ?? false }

  /// Whether zones rest on limits or sides that are a program's.
  public var zonesAreProposed: Bool { limitsAreProposed || sidesAreProposed }

  /// The same for one finding.
  public func isUnreviewedInLungs(_ finding: UInt8) -> Bool {
    extent?.lungsAreProposed == true || isUnreviewed(finding)
  }

  func code(_ finding: UInt8) -> String { table[finding]?.code ?? "\(finding)" }
  func name(_ finding: UInt8) -> String {
    table[finding]?.said ?? words("core.finding-unnamed", ["value": Int(finding)])
  }
}

extension ReportContent.Work {
  init(_ project: Project) {
    sessions = project.timing.sessions
    minutes = project.timing.seconds / 60
    first = project.audit.map(\.time).min()
    last = project.audit.map(\.time).max()
    let known = AuditEntry.Action.allCases.map(\.rawValue)
    let others = Set(project.audit.map(\.action)).subtracting(known).sorted()
    actions = (known + others).compactMap { action in
      let count = project.audit.count { $0.action == action }
      return count > 0 ? Count(action: action, count: count) : nil
    }
    readers = []
    for entry in project.audit where !entry.reader.isEmpty && !readers.contains(entry.reader) {
      readers.append(entry.reader)
    }
  }
}

/// What was answered of a protocol's form, in words.
public struct ReportAnswers: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    case answered
    /// Looked for and not to be judged: never the same as absent.
    case notAssessed
    /// Asked and not answered.
    case unanswered
    /// Not asked with the answers that were given: shown nowhere, and an empty column of the table.
    case notAsked
    /// Computed by the program: a proposal.
    case computed
  }

  public struct Item: Hashable, Sendable {
    /// The field's id: stable, for columns.
    public var id: String
    public var title: String
    /// In words, with its unit; empty where there is none.
    public var text: String
    /// For databases: the option's id, a list of ids, the number, an object of regions; `.null` where there is none.
    public var value: JSONValue
    /// Of a grid, the ids of its regions: each has a column of its own.
    public var regions: [String] = []
    public var state: State
    /// A remark beside it: that it disagrees with what was computed.
    public var note: String

    /// Whether the field is one that the program computes, whatever its state.
    public var isComputed = false
    /// Whether its value rests on something that a program drew and no reader has reviewed.
    public var isUnreviewed = false

    public init(id: String, title: String, text: String, value: JSONValue, state: State, note: String = "") {
      (self.id, self.title, self.text, self.value, self.state, self.note) = (id, title, text, value, state, note)
      isComputed = state == .computed
    }
  }

  public struct Section: Hashable, Sendable {
    public var title: String
    public var items: [Item]

    public init(title: String, items: [Item]) {
      self.title = title
      self.items = items
    }
  }

  public struct Signature: Hashable, Sendable {
    public typealias Named = ReportContent.Named
    public var reader: String
    /// UTC, ISO 8601.
    public var time: String
    public var meaning: String
    /// Whether all is still as it was signed: never of a signature of the old kind, which does not say all.
    public var fits: Bool
    /// ``SignatureCheck/State``, as tables and JSON have it.
    public var state: String
    /// What has changed since, by its names.
    public var changes: [String] = []
    /// What must be known of it, as a sentence without its end.
    public var remark: String?
    /// The numbers that were signed, in words, each with its name.
    public var numbers: [Named] = []
    /// Whose answers were signed besides the signer's own.
    public var others: [AnswersOfOther] = []

    public init(reader: String, time: String, meaning: String, fits: Bool) {
      (self.reader, self.time, self.meaning, self.fits) = (reader, time, meaning, fits)
      state = (fits ? SignatureCheck.State.holds : .void).rawValue
    }

    /// - Parameter s: nil where it cannot be understood, or is gone: who signed says the trail then.
    public init(_ check: SignatureCheck, _ s: ReadingSignature?, meaning: String) {
      (reader, time, self.meaning) = (check.signer?.reader ?? "", check.signer?.time ?? "", meaning)
      fits = check.state == .holds
      state = check.state.rawValue
      changes = check.changes.map(\.name)
      remark = check.remark
      others = s?.others ?? []
      // Nothing binds the numbers that stand in a signature of the old kind, or in one that is itself another.
      let isBound = check.state == .holds || check.state == .void && !check.changes.contains(.signature)
      if isBound, let s { numbers = Self.numbers(s.frozen) }
    }

    /// mL of each finding, and of the lungs what is most asked for.
    private static func numbers(_ frozen: JSONObject) -> [Named] {
      var out: [Named] = []
      for row in frozen["findings"].flatMap({ Extent.named($0).array }) ?? [] {
        guard let code = row.object?["code"]?.string, let ml = row.object?["ml"]?.double else { continue }
        out.append(Named(code, "\(NumberText.short(ml)) mL"))
      }
      let extent = frozen["extent"]?.object
      if let percent = extent?["both"]?.object?["lesion"]?.object?["percent"]?.double {
        out.append(Named(words("report.signed.of-lungs"), "\(ReportWords.percent(percent)) %"))
      }
      if let sfr = extent?["scores"]?.object?["sfr_class"]?.int {
        out.append(Named(words("report.signed.sfr"), "\(sfr)"))
      }
      return out
    }
  }

  /// The protocol's title; nil where there is no form.
  public var title: String?
  public var sections: [Section] = []
  /// Questions that must be answered and are not.
  public var missing = 0
  /// Also one that is void or gone.
  public var signature: Signature?
  /// What is odd of the trail, as a sentence without its end: that it was signed anew without having been opened.
  public var trailRemark: String?
  /// Answers that do not go together, as sentences.
  public var contradictions: [String] = []
  /// How often a signed reading was opened again.
  public var reopenings = 0
  /// Who opened it again, when and why, and who had signed: "second look (reader-07, 2026-03-01T09:30:00Z; signed
  /// before by reader-03 at 2026-02-27T16:10:00Z)".
  public var reopeningReasons: [String] = []
  /// Why answers cannot be shown: the protocol's file is gone.
  public var problem: String?

  public init() {}
}
