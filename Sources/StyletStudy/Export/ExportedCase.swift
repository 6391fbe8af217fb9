import StyletBase
import StyletImaging

/// A case as it leaves a study: what all forms are made of. It knows no path, no name of a file and no number of a
/// patient: names are pseudonyms of ``ExportNames``.
public struct ExportedCase: Sendable {
  public var name: String
  public var patient: String
  public var site: String
  public var part: ExportPart
  /// Those whose readings it rests on, in the design's order.
  public var readers: [String]
  /// What the scan is, as the study has it.
  public var scanner, kernel: String?
  public var thickness: Double?
  public var contrast: Bool?
  /// Voxels, and mm, in canonical order.
  public var size: [Int]
  public var spacing: [Double]
  /// What was found when it was opened.
  public var content = ExportedContent()

  public init(
    name: String, patient: String, site: String, part: ExportPart, readers: [String], of one: StudyCase
  ) {
    (self.name, self.patient, self.site, self.part, self.readers) = (name, patient, site, part, readers)
    (scanner, kernel, thickness, contrast) = (one.scanner, one.kernel, one.thickness, one.contrast)
    (size, spacing) = (one.size, one.spacing)
  }
}

/// What was drawn and answered.
public struct ExportedContent: Sendable {
  /// Where the drawing comes from.
  public enum Source: String, Sendable, CaseIterable {
    /// The first reader's: alone, or others agree with it by the rule.
    case reading
    /// Of readings that agree by the rule.
    case consensus
    case adjudication
  }

  public struct Amount: Hashable, Sendable {
    public var voxels: Int
    public var millilitres: Double
    /// Of both lungs, 0...100; nil without lungs.
    public var percent: Double?

    public init(voxels: Int, millilitres: Double, percent: Double? = nil) {
      (self.voxels, self.millilitres, self.percent) = (voxels, millilitres, percent)
    }
  }

  public var source = Source.reading
  /// By finding's code. A finding that is not here was not assessed: never 0 for that.
  public var findings: [String: Amount] = [:]
  /// All that counts as lesion; nil where that was not assessed.
  public var lesion: Amount?
  public var undecided = 0
  /// Axial slices, base 0 in canonical order, that no reader has read.
  public var unread: [Int] = []
  public var lungMillilitres: Double?
  /// Whether a reader has looked at the lungs that percentages are of; nil without lungs.
  public var lungsAreReviewed: Bool?
  /// Who adjudicated, by pseudonym.
  public var adjudicator: String?
  /// By name of ``AnswerColumn``; of several readings what all of them answered alike.
  public var answers: [String: AnswerCell] = [:]
  /// Fields of which a reader has said that they cannot be judged.
  public var notAssessed: [String] = []
  /// Fields that readings answer differently.
  public var differing: [String] = []
  /// Fields that the versions of the protocol that readings follow do not share.
  public var notShared: [String] = []
  /// These versions: "covid-chest 2".
  public var versions: [String] = []

  public init() {}
}

/// What leaves a study together.
public struct ExportedSet: Sendable {
  public var study: Study
  /// By name.
  public var cases: [ExportedCase]
  /// Of all cases of the study that are not here, by name.
  public var leftOut: [LeftOutCase]
  public var labels: ExportLabels
  /// Fields that were asked; empty where no protocol is followed.
  public var columns: [AnswerColumn]
  public var rule: ExportRule
  public var lots: ExportLots
  public var images: ExportImages
  /// As its owner states it; nil where nobody has.
  public var licence: String?

  public init(
    study: Study, cases: [ExportedCase], leftOut: [LeftOutCase], labels: ExportLabels, columns: [AnswerColumn],
    rule: ExportRule, lots: ExportLots, images: ExportImages, licence: String?
  ) {
    (self.study, self.labels, self.columns, self.rule) = (study, labels, columns, rule)
    (self.lots, self.images, self.licence) = (lots, images, licence)
    self.cases = cases.sorted { $0.name < $1.name }
    self.leftOut = leftOut.sorted { $0.name < $1.name }
  }

  public var patients: [String] { Set(cases.map(\.patient)).sorted() }
  public var sites: [String] { Set(cases.map(\.site)).sorted() }
  public var readers: [String] { Set(cases.flatMap(\.readers)).sorted() }
}

/// Whether the scans go along.
public enum ExportImages: String, Sendable, CaseIterable {
  case none
  /// Links to where they lie.
  case link
  /// Written anew: voxels and geometry, and nothing else of the header.
  case copy
}

/// A case that stays in the study, and why.
public struct LeftOutCase: Hashable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    /// Nobody reads it any more.
    case withdrawn
    /// Its answer is known: readers are checked by it.
    case gold
    /// A reading that the design asks for is not sealed.
    case unread
    /// Readers disagree beyond the rule, and nobody has adjudicated it.
    case disagreement
  }

  public var name: String
  public var reason: Reason

  public init(name: String, reason: Reason) { (self.name, self.reason) = (name, reason) }
}
