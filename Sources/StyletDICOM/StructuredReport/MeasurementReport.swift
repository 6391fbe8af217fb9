import StyletBase
import StyletCore
import StyletFiles
import StyletImaging

/// What a measurement report says of a drawing, beside what the segmentation of the same ``MaskSource`` shows.
public struct MeasurementReport: Sendable {
  /// The drawing, with all that its numbers need; ``MaskSource/repeats`` is set: report and segmentation name the same
  /// identifiers by it.
  public var mask: MaskSource
  /// Names of those whose reading it is, as the study has them; none where nobody is named.
  public var observers: [String]
  public var answers: [CodedAnswer] = []
  /// Where the codes of ``CodedConcept/ownScheme`` are explained: "covid-chest 2"; nil where none is used.
  public var scheme: String?
  /// Whether what is not drawn is said not to be there: then the lesion as a whole has a volume, 0 too.
  public var saysWhatIsNotThere = false
  /// Whether the reading is done.
  public var isComplete = false

  /// For ``MaskSource/repeats`` of a drawing whose objects are to be new ones each time.
  public static func newIdentifiers() -> String { UniqueIdentifier.random() }

  public init(_ mask: MaskSource, observers: [String]) { (self.mask, self.observers) = (mask, observers) }

  /// A finding with its numbers.
  struct Group {
    /// nil for all that counts as lesion.
    var finding: Finding?
    /// Of the segmentation, from 1; nil of the lesion as a whole.
    var segment: Int?
    var millilitres: Double
    /// nil where values are not HU, and of the lesion as a whole.
    var meanHU: Double?
    /// Of both lungs, 0...100; nil without lungs.
    var percent: Double?
  }

  /// The findings in the segmentation's order, but for what a consensus leaves undecided, which is no finding; then
  /// the lesion as a whole.
  func groups(_ segments: [Finding]) -> [Group] {
    let session = mask.session, extent = session.diseaseExtent()
    let report = ExtentReport(ledger: session.ledger, findings: mask.findings, volume: mask.volume)
    var groups = segments.enumerated().compactMap { n, finding -> Group? in
      guard finding.code != Finding.undecidedCode,
        let row = report.rows.first(where: { $0.finding.value == finding.value })
      else { return nil }
      return Group(
        finding: finding, segment: n + 1, millilitres: row.extent.millilitres,
        meanHU: report.badges.isEmpty && row.extent.mean.isFinite ? row.extent.mean : nil,
        percent: extent.map { $0.both.findings[finding.value]?.percent ?? 0 })
    }
    let counted = report.rows.filter {
      $0.finding.code != Finding.undecidedCode && mask.lesionFindings?.contains($0.finding.value) ?? true
    }
    if !counted.isEmpty || saysWhatIsNotThere {
      groups.append(
        Group(
          millilitres: counted.reduce(0) { $0 + $1.extent.millilitres }, percent: extent?.both.lesion.percent))
    }
    return groups
  }
}
