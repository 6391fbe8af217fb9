import StyletImaging

/// Lung densitometry: what the values of the voxels say, of both lungs and of each.
///
/// Definitions and cut-offs are those of ``ChestStandards``; values are clamped to its range first. Percentages are of
/// the region's voxels.
public struct QuantitativeCT: Equatable, Sendable {
  public struct Part: Equatable, Sendable {
    public var name: String
    public var percent: Double
  }

  /// Of a region that has voxels.
  public struct Values: Equatable, Sendable {
    public var voxels: Int
    /// mL.
    public var volume: Double
    /// g: Σ (HU + 1000) / 1000 · voxel volume, with HU clamped to the mass band (Protti 2014).
    public var mass: Double
    /// mL: Σ -HU / 1000 · voxel volume of the voxels in the gas band.
    public var gas: Double
    /// HU. The deviation is over n.
    public var mean, sd: Double
    /// Third and fourth standardised moments, the latter less 3: excess kurtosis (IBSI); nil where all values are one.
    public var skewness, kurtosis: Double?
    /// % at or below -950 and -910 HU.
    public var laa950, laa910: Double
    /// The 15th percentile, HU, interpolated linearly; and the density that it stands for, g/L.
    public var perc15, density: Double
    /// % high attenuation, well aerated, compromised.
    public var haa, wellAerated, compromised: Double
    /// % by aeration; what lies in no band is left out.
    public var aeration: [Part]
    /// Whether no lungs have such values.
    var isPlainlyNotHU: Bool

    /// - Parameter voxelVolume: mm³.
    /// - Returns: nil without voxels.
    public init?(_ h: HUHistogram, voxelVolume: Double, standards s: ChestStandards = .standard) {
      guard let mean = h.mean, let perc15 = h.percentile(s.densityPercentile) else { return nil }
      let millilitres = voxelVolume / 1000, n = Double(h.voxels)
      voxels = h.voxels
      volume = n * millilitres
      let (light, heavy) = (s.bands.mass.low.value ?? -1000, s.bands.mass.high.value ?? 100)
      mass = h.sum { (min(max($0, light), heavy) + 1000) / 1000 } * millilitres
      gas = h.sum { s.bands.gas.contains($0) ? -$0 / 1000 : 0 } * millilitres
      self.mean = mean
      let second = h.sum { ($0 - mean) * ($0 - mean) } / n
      sd = second.squareRoot()
      if second > 0 {
        skewness = h.sum { let d = $0 - mean; return d * d * d } / n / (second * sd)
        kurtosis = h.sum { let d = ($0 - mean) * ($0 - mean); return d * d } / n / (second * second) - 3
      }
      func percent(_ band: HUBand) -> Double { h.percent(in: band) ?? 0 }
      // Lungs that are all consolidated still hold some air; as dark as air they never are.
      isPlainlyNotHU = percent(HUBand(.none, .closed(-250))) < 0.1 || mean < -1010
      laa950 = percent(s.bands.lowAttenuation950)
      laa910 = percent(s.bands.lowAttenuation910)
      self.perc15 = perc15
      density = perc15 + 1000
      haa = percent(s.bands.highAttenuation)
      wellAerated = percent(s.bands.wellAerated)
      compromised = percent(s.bands.compromised)
      aeration = s.aeration.map { Part(name: $0.name, percent: percent($0.band)) }
    }
  }

  /// What makes the numbers less comparable, or is not known and might. Shown, never hidden.
  public enum Badge: Hashable, Sendable {
    /// Slices over the limit make densities doubtful; mm.
    case thickSlices(Double)
    /// Slices over the lower limit make %LAA too small; mm.
    case slicesLowerLAA(Double)
    case sharpKernel(String), kernelNotKnown
    case contrast, contrastNotKnown
    case kilovolts(Double), kilovoltsNotKnown
    /// Less lung than a full breath gives, mL.
    case smallVolume(Double)
    /// Lung without lesion is denser than at a full breath, mean HU.
    case dense(Double)
    /// Lungs that hold no air, or nothing else: the values are plainly no HU, and all that is made of them is nothing.
    case notHU
    /// The scan's file says that its values, or those of so many of its slices, are something else than HU.
    case otherUnit(String, slices: Int?)
    /// Slices whose rescale is unlike that of most: their values are HU only if it is right.
    case rescaleDiffers(slices: Int)
  }

  public var both, right, left: Values?
  public var badges: [Badge]
  public var standards: DiseaseExtent.Standards

  /// - Parameter leavingOut: findings whose voxels are not lung here.
  public init(
    _ lungs: LungLedger, leavingOut: Set<UInt8> = [], badges: [Badge] = [],
    standards: ChestStandards = .standard, voxelVolume: Double
  ) {
    func values(_ side: LungSide?) -> Values? {
      Values(lungs.histogram(of: side, leavingOut: leavingOut), voxelVolume: voxelVolume, standards: standards)
    }
    both = values(nil)
    right = values(.right)
    left = values(.left)
    self.badges = badges
    self.standards = DiseaseExtent.Standards(id: standards.id, version: standards.version)
  }
}

extension QuantitativeCT.Badge {
  /// - Parameters:
  ///   - spacing: between slices, mm; what counts where no thickness is stated.
  ///   - lungs, withoutLesion: of both lungs.
  package static func all(
    _ facts: AcquisitionFacts, spacing: Double, lungs: QuantitativeCT.Values?, withoutLesion: QuantitativeCT.Values?,
    standards s: ChestStandards
  ) -> [Self] {
    var badges: [Self] = lungs.map { $0.isPlainlyNotHU ? [.notHU] : [] } ?? []
    badges += facts.valueBadges
    let thickness = facts.sliceThickness ?? spacing
    if thickness > s.acquisition.thickMM {
      badges.append(.thickSlices(thickness))
    } else if thickness > s.acquisition.emphysemaMM {
      badges.append(.slicesLowerLAA(thickness))
    }
    if let kernel = facts.kernel {
      if s.acquisition.isSharp(kernel: kernel) { badges.append(.sharpKernel(kernel)) }
    } else {
      badges.append(.kernelNotKnown)
    }
    switch facts.contrast {
    case true?: badges.append(.contrast)
    case false?: break
    case nil: badges.append(.contrastNotKnown)
    }
    if let kilovolts = facts.kilovolts {
      if kilovolts != s.acquisition.kilovolts { badges.append(.kilovolts(kilovolts)) }
    } else {
      badges.append(.kilovoltsNotKnown)
    }
    if let lungs, lungs.volume < s.inspiration.millilitres { badges.append(.smallVolume(lungs.volume)) }
    if let mean = withoutLesion?.mean, mean > s.inspiration.meanHU { badges.append(.dense(mean)) }
    return badges
  }
}

extension AcquisitionFacts {
  /// What is to be known of every value of the scan, in the lungs or not.
  public var valueBadges: [QuantitativeCT.Badge] {
    (otherUnit.map { [.otherUnit($0.name, slices: $0.slices)] } ?? [])
      + (oddRescales.map { [.rescaleDiffers(slices: $0)] } ?? [])
  }
}
