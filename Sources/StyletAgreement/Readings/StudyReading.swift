import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What one reader made of a scan, as far as it is compared with others': a project, or a mask.
public struct StudyReading: Sendable {
  /// The file's name, without its folder.
  public var name: String
  /// "" where nobody is named.
  public var reader = ""
  /// When it was last saved: UTC, ISO 8601; nil where that is not known.
  public var saved: String?
  /// nil of a mask.
  public var signature: SignatureCheck?
  /// What it says of steps that the project's file does not have yet; nil where there are none.
  public var unsaved: UnsavedSteps?
  public var labels: LabelMap
  public var findings: LabelTable
  /// The findings that count as lesion; nil for all.
  public var lesionFindings: Set<UInt8>?
  /// A reader has said that there is no lesion.
  public var isReadAsNone = false
  /// Voxels that no reader has looked at, by finding.
  public var unreviewed: [UInt8: Int] = [:]
  /// nil without lungs.
  public var extent: DiseaseExtent?
  /// nil of a mask, of a project that follows no protocol, and where the protocol is not here.
  public var form: ReadingProtocol?
  /// Where a protocol lies that the program does not carry.
  public var protocolFile: String?
  /// Valid answers to what is asked, by field.
  public var answers: [String: AnswerValue] = [:]

  public init(name: String, labels: LabelMap, findings: LabelTable) {
    (self.name, self.labels, self.findings) = (name, labels, findings)
  }

  /// Whether what is not drawn in it is said not to be there: by an answer, or by a signature that holds. Of a mask,
  /// and of a project that goes on, nothing is known.
  public var saysWhatIsNotThere: Bool { isReadAsNone || signature?.state == .holds }

  /// The values that a row of the comparison is about.
  func values(of row: ComparedFinding) -> Set<UInt8> {
    switch row {
    case .finding(let code): Set(findings.findings.filter { $0.code == code }.map(\.value))
    case .lesion: lesionFindings ?? Set(1...255)
    }
  }
}

/// What is compared: findings are joined by their codes, since their values are each project's own.
public enum ComparedFinding: Hashable, Sendable {
  case finding(code: String)
  /// All findings that count as lesion together.
  case lesion

  /// As tables have it; that of the lesion as in the extent's.
  public var code: String {
    switch self {
    case .finding(let code): code
    case .lesion: "lesion"
    }
  }
}

/// What is compared, with its names.
public protocol NamedFinding {
  /// As the first reader has it who knows it; nil for the lesion as a whole.
  var finding: Finding? { get }
}

extension NamedFinding {
  /// For people, in the language in force.
  public var said: String { finding?.said ?? words("agree.lesion") }
  /// For data, as the extent's table has it.
  public var name: String { finding?.name ?? "All that counts" }
}
