import StyletTexts

/// The bands, limits and scales by which a chest CT is judged, each with its source: `Samples/standards/chest-ct.toml`,
/// which says what each member means. What is computed with them names ``id`` and ``version``.
public struct ChestStandards: Hashable, Sendable {
  /// Of HU values.
  public struct Bands: Hashable, Sendable {
    public var groundGlass, consolidation, highOpacity: HUBand
    public var highAttenuation, wellAerated, compromised: HUBand
    public var lowAttenuation950, lowAttenuation910: HUBand
    /// Values are taken for the nearest of it before a mass is made of them.
    public var mass: HUBand
    public var gas: HUBand
    public var fat, visceralFat, muscle: HUBand
  }

  public struct NamedBand: Hashable, Sendable {
    public var name: String
    public var band: HUBand
  }

  public struct Scales: Hashable, Sendable {
    /// Of % of both lungs.
    public var sfr, wholeLung: GradeScale
    /// Of % of a zone.
    public var zonal: GradeScale
    /// Of % of a lobe, a lobe and a region, by eye.
    public var pan, tss, yang: GradeScale
    /// Of %LAA-950.
    public var emphysema: GradeScale
    /// Of a calcification's highest value, HU.
    public var calciumWeight: GradeScale
    /// Of the Agatston score.
    public var agatston, cacDRS: GradeScale
    /// Of the visual sum over four arteries.
    public var shemesh: GradeScale
  }

  /// Automatic opacity that no reader has confirmed is none below either.
  public struct Unconfirmed: Hashable, Sendable {
    public var percent, millilitres: Double
  }

  /// Inspiration is poor below the volume, or with lung above the mean.
  public struct Inspiration: Hashable, Sendable {
    public var millilitres, meanHU: Double
  }

  public struct Acquisition: Hashable, Sendable {
    public struct KernelSeries: Hashable, Sendable {
      public var letters: String
      public var from: Int
    }

    /// Slices thicker than these lower %LAA, and make it doubtful; mm.
    public var emphysemaMM, thickMM: Double
    public var kilovolts: Double
    public var sharpWords: [String]
    public var sharpSeries: [KernelSeries]

    /// Whether a reconstruction kernel's name is that of a sharp one.
    public func isSharp(kernel: String) -> Bool {
      let name = kernel.lowercased()
      if sharpWords.contains(where: { name.contains($0.lowercased()) }) { return true }
      let letters = name.prefix { $0.isLetter }
      let digits = name.dropFirst(letters.count).prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { return false }
      return sharpSeries.contains { $0.letters.lowercased() == letters && number >= $0.from }
    }
  }

  public struct Lesions: Hashable, Sendable {
    public var minimumML, peripheralMM, measurableMM, nodeMM, sliceMM: Double
  }

  public struct Calcium: Hashable, Sendable {
    public var thresholdHU, minimumMM2, sliceMM, kilovolts: Double
  }

  /// Upper limits.
  public struct Vessels: Hashable, Sendable {
    public var pulmonaryArteryMenMM, pulmonaryArteryWomenMM, ratio, ratioHypertension: Double
  }

  /// What was reported with outcomes; %, points, litres.
  public struct Reported: Hashable, Sendable {
    public var extentSevere, opacityHealthy: Double
    public var panMortality, panPoor, panGood, tssSevere, yangSevere: Double
    public var wellAeratedVisual, wellAeratedSoftware, wellAeratedLitres: Double
    public var compromisedOxygen, compromisedIntubation, highAttenuationHealthy: Double
  }

  public var id: String
  public var version: Int
  /// HU; both ends closed. What is beyond is taken for the nearest.
  public var values: ClosedRange<Double>
  public var bands: Bands
  /// In ascending order; none crosses another.
  public var aeration: [NamedBand]
  /// Which percentile of the lung's values is its density.
  public var densityPercentile: Double
  public var scales: Scales
  public var unconfirmed: Unconfirmed
  public var inspiration: Inspiration
  public var acquisition: Acquisition
  public var lesions: Lesions
  public var calcium: Calcium
  public var vessels: Vessels
  public var reported: Reported

  /// What the program carries.
  public static let standard: ChestStandards = {
    do { return try parse(CarriedText.chestStandards, name: "chest-ct.toml") } catch {
      preconditionFailure("the program's own standards: \(error)")
    }
  }()
}
