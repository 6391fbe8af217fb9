import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// Two scans of one patient in numbers: lungs, findings, extent and classes before and after, and what is doubtful.
public struct FollowUpReport: Sendable {
  /// A number before and after; nil where it is not known, which is not 0.
  public struct Pair: Equatable, Sendable {
    public var before: Double?
    public var after: Double?
    /// Whether it rests on something that no reader has looked at.
    public var isProposed: (before: Bool, after: Bool)

    public var change: Double? {
      guard let before, let after else { return nil }
      return after - before
    }

    public static func == (l: Pair, r: Pair) -> Bool {
      l.before == r.before && l.after == r.after && l.isProposed == r.isProposed
    }
  }

  public struct Finding: Sendable {
    /// As the scan after names it, where it has it.
    public var finding: StyletImaging.Finding
    /// In the whole scan, in the lungs and outside.
    public var millilitres: Pair
  }

  public struct Region: Sendable {
    /// "both", "right", "left", or one of ``DiseaseExtent/zoneNames``.
    public var name: String
    public var lung: Pair
    public var lesion: Pair
    /// Of the region's lung.
    public var percent: Pair
  }

  public var before: FollowUpScan
  public var after: FollowUpScan
  public var facts: FollowUpFacts
  /// Which place is which; nil while that is not known yet.
  public var link: ScanLink?
  public let findings: [Finding]
  public let regions: [Region]
  public let sfr: Pair
  public let wholeLung: Pair
  public let zonal: Pair
  public let doubts: [FollowUpDoubt]

  public init(_ before: FollowUpScan, _ after: FollowUpScan, link: ScanLink?, facts: FollowUpFacts) {
    (self.before, self.after, self.link, self.facts) = (before, after, link, facts)
    var known: [StyletImaging.Finding] = []
    for row in after.report.extent.rows + before.report.extent.rows
    where !known.contains(where: { $0.code == row.finding.code }) { known.append(row.finding) }
    findings = known.map { finding in
      let code = finding.code
      return Finding(
        finding: finding,
        millilitres: Pair(
          before: before.millilitres(of: code), after: after.millilitres(of: code),
          isProposed: (before.isUnreviewed(code), after.isUnreviewed(code))))
    }
    let names = ["both", "right", "left"] + DiseaseExtent.zoneNames
    func region(_ disease: DiseaseExtent?, _ n: Int) -> DiseaseExtent.Region? {
      guard let disease else { return nil }
      return n == 0 ? disease.both : n == 1 ? disease.right : n == 2 ? disease.left : disease.zones[n - 3]
    }
    func lungIsProposed(_ disease: DiseaseExtent?, _ n: Int) -> Bool {
      guard let d = disease else { return false }
      return d.lungsAreProposed || n > 0 && d.sidesAreProposed || n > 2 && d.limitsAreProposed
    }
    func pair(_ value: (DiseaseExtent, Int) -> Double?, _ isProposed: (DiseaseExtent?, Int) -> Bool, _ n: Int) -> Pair {
      Pair(
        before: before.disease.flatMap { value($0, n) }, after: after.disease.flatMap { value($0, n) },
        isProposed: (isProposed(before.disease, n), isProposed(after.disease, n)))
    }
    func lesionIsProposed(_ disease: DiseaseExtent?, _ n: Int) -> Bool {
      lungIsProposed(disease, n) || disease?.lesionIsUnreviewed == true
    }
    regions = names.indices.map { n in
      Region(
        name: names[n], lung: pair({ region($0, $1)?.lungMillilitres }, lungIsProposed, n),
        lesion: pair({ $0.lesion.isAssessed ? region($0, $1)?.lesion.millilitres : nil }, lesionIsProposed, n),
        percent: pair({ $0.lesion.isAssessed ? region($0, $1)?.lesion.percent : nil }, lesionIsProposed, n))
    }
    sfr = pair({ d, _ in d.sfrClass.map(Double.init) }, lesionIsProposed, 0)
    wholeLung = pair({ d, _ in d.wholeLungScore.map(Double.init) }, lesionIsProposed, 0)
    zonal = pair({ d, _ in d.zonalScore.map(Double.init) }, lesionIsProposed, 3)
    doubts = FollowUpDoubt.all(before, after, link, facts)
  }
}
