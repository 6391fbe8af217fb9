import StyletImaging

/// How much of the lungs is affected: what panel, command line, report and project file say. Made from the ledgers, so
/// that it is live; cost: the slices, by findings.
public struct DiseaseExtent: Equatable, Sendable {
  public struct Share: Equatable, Sendable {
    public var voxels: Int
    public var millilitres: Double
    /// Of the region's lung, 0...100, unrounded; nil where it has no lung.
    public var percent: Double?

    public init(voxels: Int, of lung: Int, voxelVolume: Double) {
      self.voxels = voxels
      millilitres = Double(voxels) * voxelVolume / 1000
      percent = lung > 0 ? 100 * Double(voxels) / Double(lung) : nil
    }
  }

  public struct Region: Equatable, Sendable {
    public var lungVoxels: Int
    public var lungMillilitres: Double
    /// What the findings that count cover of it.
    public var lesion: Share
    /// Every finding that has a voxel in it, whether it counts or not.
    public var findings: [UInt8: Share]
  }

  /// Whether there is a lesion in the lungs: that nothing is drawn says nothing of it, unless a reader says so.
  public enum Known: String, Sendable {
    case drawn
    /// Nothing is drawn in the lungs, and a reader has said that there is nothing.
    case readAsNone = "read_as_none"
    /// What is drawn lies outside the lungs, or counts as no lesion.
    case noneInside = "none_inside"
    case noneDrawn = "none_drawn"

    /// Whether classes and scores can be told.
    public var isAssessed: Bool { self == .drawn || self == .readAsNone }
  }

  /// A version of ``ChestStandards``.
  public struct Standards: Equatable, Sendable {
    public var id: String
    public var version: Int
  }

  public var both, right, left: Region
  /// Six, in the order of ``LungZones/zone(lung:k:)``: right upper, middle, lower, left upper, middle, lower.
  public var zones: [Region]
  /// Drawn outside the lungs, by finding: a warning. No percentage.
  public var outside: [UInt8: Share]
  /// The lesion in both lungs by the values of its voxels, whatever the reader called it.
  public var groundGlass, consolidation, otherDensity: Share
  /// Of the lesion in both lungs what has a high opacity.
  public var highOpacity: Share
  public var limits: LungZones?
  /// 0...5 of the lesion's share of both lungs; nil where ``lesion`` is not known.
  public var sfrClass: Int?
  /// 1...5, 0 for no lesion; nil where ``lesion`` is not known.
  public var wholeLungScore: Int?
  /// 0...4 each, and their sum 0...24; nil where a zone has no lung, or ``lesion`` is not known.
  public var zonalScores: [Int]?
  public var zonalScore: Int?
  public var standards: Standards
  /// Whether a slice of the lungs is as a program drew it.
  public var lungsAreProposed: Bool
  /// Whether right and left were told apart by the program, in lungs that came as one, and nobody has looked at that.
  public var sidesAreProposed = false
  /// What is known of the lesion in the lungs.
  public var lesion: Known
  /// Voxels, in the lungs and outside, that no reader has looked at, by finding: of slices that were proposed or
  /// interpolated.
  public var unreviewed: [UInt8: Int]
  /// The findings that count as lesion; nil for all.
  public var lesionFindings: Set<UInt8>?

  public func counts(_ finding: UInt8) -> Bool { lesionFindings?.contains(finding) ?? true }

  /// Whether a voxel of the lesion is on a slice that no reader has reviewed.
  public var lesionIsUnreviewed: Bool { unreviewed.contains { $0.value > 0 && counts($0.key) } }

  /// Whether numbers of the lesion in the lungs rest on something that no reader has reviewed.
  public var restsOnUnreviewed: Bool { lungsAreProposed || lesionIsUnreviewed }

  /// Whether a limit between zones is none that a reader has set: what is said by zone rests on them, too.
  public var limitsAreProposed: Bool {
    guard let limits else { return false }
    return limits.carina.source != .reader || limits.veins.source != .reader
  }

  /// - Parameters:
  ///   - lungs: what lies in them.
  ///   - zones: their limits; nil for thirds of the lungs' height.
  ///   - ledger: all that is drawn; `origins`: how it came to be.
  ///   - lesionFindings: the findings that are lesion; nil for all.
  ///   - isReadAsNone: a reader has said that there is no lesion.
  ///   - voxelVolume: mm³.
  /// - Returns: nil without lungs.
  public init?(
    _ lungs: LungLedger, zones limits: LungZones? = nil, ledger: ExtentLedger, origins: [SliceKey: Origin],
    lungOrigins: [SliceKey: Origin], lesionFindings: Set<UInt8>? = nil, isReadAsNone: Bool = false,
    standards s: ChestStandards = .standard, voxelVolume: Double
  ) {
    guard let slices = lungs.slices else { return nil }
    let limits = limits ?? LungZones([], lungs: slices)
    // voxels of lung and of each finding in each of six zones: right and left are three of them
    let labels = lungs.findings.keys.sorted()
    var lung = [Int](repeating: 0, count: 6)
    var drawn = [[Int]](repeating: lung, count: labels.count)
    for k in slices {
      let zone = limits.level(k: k).rawValue
      let here = lungs.lungVoxels(k: k)
      lung[zone] += here.right
      lung[zone + 3] += here.left
      for (n, label) in labels.enumerated() {
        let here = lungs.voxels(of: label, k: k)
        drawn[n][zone] += here.right
        drawn[n][zone + 3] += here.left
      }
    }
    func isCounting(_ label: UInt8) -> Bool { lesionFindings?.contains(label) ?? true }
    func region(_ parts: Range<Int>) -> Region {
      let all = lung[parts].reduce(0, +)
      var findings: [UInt8: Share] = [:], lesion = 0
      for (n, label) in labels.enumerated() {
        let voxels = drawn[n][parts].reduce(0, +)
        if voxels > 0 { findings[label] = Share(voxels: voxels, of: all, voxelVolume: voxelVolume) }
        if isCounting(label) { lesion += voxels }
      }
      return Region(
        lungVoxels: all, lungMillilitres: Double(all) * voxelVolume / 1000,
        lesion: Share(voxels: lesion, of: all, voxelVolume: voxelVolume), findings: findings)
    }
    both = region(0..<6)
    right = region(0..<3)
    left = region(3..<6)
    zones = (0..<6).map { region($0..<$0 + 1) }
    self.limits = limits
    self.lesionFindings = lesionFindings
    outside = [:]
    for (label, tally) in lungs.findings where tally.outside > 0 {
      outside[label] = Share(voxels: tally.outside, of: 0, voxelVolume: voxelVolume)
    }

    let all = both.lungVoxels, bins = lungs.bins
    func density(_ band: HUBand) -> Int {
      let bins = bins.bins(in: band)
      var voxels = 0
      for (label, tally) in lungs.findings where isCounting(label) {
        for side in 0...1 {
          let base = side * lungs.bins.count
          for n in base + bins.lowerBound..<base + bins.upperBound { voxels += Int(tally.values[n]) }
        }
      }
      return voxels
    }
    let glass = density(s.bands.groundGlass), solid = density(s.bands.consolidation)
    func share(_ voxels: Int) -> Share { Share(voxels: voxels, of: all, voxelVolume: voxelVolume) }
    groundGlass = share(glass)
    consolidation = share(solid)
    otherDensity = share(both.lesion.voxels - glass - solid)
    highOpacity = share(density(s.bands.highOpacity))

    unreviewed = Self.unreviewed(origins, ledger)
    lungsAreProposed = lungOrigins.contains { key, origin in
      origin == .proposed && (key.label == LungLabels.right || key.label == LungLabels.left)
    }

    standards = Standards(id: s.id, version: s.version)
    lesion =
      both.lesion.voxels > 0 ? .drawn : isReadAsNone ? .readAsNone
      : outside.isEmpty && both.findings.isEmpty ? .noneDrawn : .noneInside
    guard lesion.isAssessed else { return }
    let percent = both.lesion.percent ?? 0
    wholeLungScore = s.scales.wholeLung.grade(of: percent).grade
    let isSmall = percent < s.unconfirmed.percent || both.lesion.millilitres < s.unconfirmed.millilitres
    let isConfirmed =
      !isSmall
      || labels.contains { label in
        isCounting(label)
          && slices.contains { k in
            let origin = origins[SliceKey(k: k, label: label)]
            return lungs.voxels(of: label, k: k) != (0, 0) && origin != .proposed && origin != .interpolated
          }
      }
    sfrClass = isConfirmed ? s.scales.sfr.grade(of: percent).grade : s.scales.sfr.grade(of: 0).grade
    let shares = zones.map(\.lesion.percent)
    if !shares.contains(nil) {
      let scores = shares.map { s.scales.zonal.grade(of: $0 ?? 0).grade }
      zonalScores = scores
      zonalScore = scores.reduce(0, +)
    }
  }
}

extension DiseaseExtent {
  /// Voxels that no reader has looked at, by finding: of slices that were proposed or interpolated.
  public static func unreviewed(_ origins: [SliceKey: Origin], _ ledger: ExtentLedger) -> [UInt8: Int] {
    voxels(origins, ledger, where: \.isUnreviewed)
  }

  /// Voxels by finding, of slices whose drawing came to be in a way that is asked for.
  package static func voxels(
    _ origins: [SliceKey: Origin], _ ledger: ExtentLedger, where isAsked: (Origin) -> Bool
  ) -> [UInt8: Int] {
    var sums: [UInt8: Int] = [:]
    for (key, origin) in origins where isAsked(origin) {
      let voxels = ledger.voxels(of: key.label, k: Int(key.k))
      if voxels > 0 { sums[key.label, default: 0] += voxels }
    }
    return sums
  }
}
