import StyletBase
import StyletCore
import StyletImaging

/// What is measured by name, for the form.
extension ReadingFacts {
  /// How remarks on numbers are said.
  public struct Words: Sendable {
    public var calcium: @Sendable (CoronaryCalcium.Remark) -> String
    public var badge: @Sendable (QuantitativeCT.Badge) -> String
    public var contrast: String
    public var noLungs: String
    public var lungsAreProposed: String
    public var isUnreviewed: String
    public var withoutLesion: String

    public init(
      calcium: @escaping @Sendable (CoronaryCalcium.Remark) -> String,
      badge: @escaping @Sendable (QuantitativeCT.Badge) -> String, contrast: String, noLungs: String,
      lungsAreProposed: String, isUnreviewed: String, withoutLesion: String
    ) {
      (self.calcium, self.badge, self.contrast, self.noLungs) = (calcium, badge, contrast, noLungs)
      (self.lungsAreProposed, self.isUnreviewed) = (lungsAreProposed, isUnreviewed)
      self.withoutLesion = withoutLesion
    }
  }

  /// Lengths of named rulers, fat and muscle within named outlines, calcium within outlines named after arteries. Of
  /// two with one name the later one counts. The volume must be complete. Cost: the outlines.
  /// - Parameter acquisition: how the scan was made; what its file says when nil.
  public init(
    _ marks: KnownAnnotations, of volume: Volume, standards: ChestStandards = .standard,
    acquisition: AcquisitionFacts? = nil,
    words: Words
  ) {
    self.init()
    for marked in marks.measurements {
      guard let name = marked.measurement.name, !name.isEmpty else { continue }
      switch marked.values {
      case .length(let mm)?: self["length." + name] = Fact(mm)
      case .axes(let long, _, _)?: self["length." + name] = Fact(long)
      case .region?:
        guard let region = marked.measurement.region(in: volume.grid) else { continue }
        for (tissue, band) in [("fat", standards.bands.fat), ("muscle", standards.bands.muscle)] {
          let found = TissueStatistics(region, of: volume, in: band)
          self["\(tissue)-area." + name] = Fact(found.area / 100)
          self["\(tissue)-mean." + name] = found.mean.map { Fact($0) }
        }
      case nil: break
      }
    }
    let measurements = marks.measurements.map(\.measurement)
    let calcium = CoronaryCalcium(measurements, of: volume, standards: standards, acquisition: acquisition)
    if (acquisition ?? volume.acquisition).contrast == true { leaveOut("agatston", because: words.contrast) }
    guard let calcium else { return }
    let notes = calcium.remarks.map(words.calcium)
    for vessel in calcium.vessels { self["agatston." + vessel.name] = Fact(vessel.agatston, notes: notes) }
    self["agatston.total"] = Fact(calcium.agatston, notes: notes)
    self["calcium-volume.total"] = Fact(calcium.volume, notes: notes)
  }
}

extension EditSession {
  /// Everything that a form may show of the scan: extent of disease, densities of the lung without lesion, what is
  /// drawn of each finding, what is measured. The volume must be complete. Cost: the slices, the histograms and the
  /// outlines.
  /// - Parameters:
  ///   - lesionFindings: the findings that are lesion; nil for all.
  ///   - findings: the project's, for their codes.
  public func readingFacts(
    _ standards: ChestStandards = .standard, lesionFindings: Set<UInt8>?, findings: LabelTable,
    words: ReadingFacts.Words
  ) -> ReadingFacts {
    var facts = ReadingFacts(marks, of: volume, standards: standards, words: words)
    let unreviewed = DiseaseExtent.unreviewed(self.findings.origins, ledger)
    for finding in findings.findings {
      facts["drawn." + finding.code] = ReadingFacts.Fact(
        ledger.extent(of: finding.value, volume: volume)?.millilitres ?? 0,
        isUnreviewed: unreviewed[finding.value, default: 0] > 0)
    }
    guard let extent = diseaseExtent(standards, lesionFindings: lesionFindings) else {
      for group in ["extent", "lung"] { facts.leaveOut(group, because: words.noLungs) }
      return facts
    }
    var isUnreviewed = extent.restsOnUnreviewed
    var notes = extent.lungsAreProposed ? [words.lungsAreProposed] : []
    if extent.lesionIsUnreviewed { notes.append(words.isUnreviewed) }
    func put(_ name: String, _ value: Double?) {
      facts[name] = value.map { ReadingFacts.Fact($0, notes: notes, isUnreviewed: isUnreviewed) }
    }
    func putShare(_ name: String, _ percent: Double?) {
      put(name, percent)
      facts[name]?.leastDigits = percent.map { standards.scales.digits(for: $0, atLeast: 0) } ?? 0
    }
    if extent.lesion.isAssessed {
      put("extent.class", extent.sfrClass.map(Double.init))
      putShare("extent.percent", extent.both.lesion.percent)
      put("extent.whole-lung", extent.wholeLungScore.map(Double.init))
      isUnreviewed = extent.restsOnUnreviewed || extent.sidesAreProposed
      putShare("extent.right", extent.right.lesion.percent)
      putShare("extent.left", extent.left.lesion.percent)
      put("extent.right-ml", extent.right.lesion.millilitres)
      put("extent.left-ml", extent.left.lesion.millilitres)
      isUnreviewed = isUnreviewed || extent.limitsAreProposed
      put("extent.zonal", extent.zonalScore.map(Double.init))
    } else {
      // A percentage of nothing drawn reads as one that was found.
      facts.leaveOut(
        "extent", because: StyletBase.words("reading.not-assessed", ["drawn": extent.lesion == .noneInside]))
    }
    guard let density = quantitativeCT(standards, lesionFindings: lesionFindings) else { return facts }
    notes = (extent.lungsAreProposed ? [words.lungsAreProposed] : []) + density.lungs.badges.map(words.badge)
    isUnreviewed = extent.lungsAreProposed
    put("lung.millilitres", density.lungs.both?.volume)
    put("lung.haa", density.lungs.both?.haa)
    put("lung.well-aerated", density.lungs.both?.wellAerated)
    notes.insert(words.withoutLesion, at: 0)
    isUnreviewed = extent.restsOnUnreviewed
    put("lung.laa950", density.withoutLesion.both?.laa950)
    put("lung.laa910", density.withoutLesion.both?.laa910)
    put("lung.perc15", density.withoutLesion.both?.perc15)
    return facts
  }
}
