import StyletBase

extension ChestStandards {
  /// Reads a text of the form of `Samples/standards/chest-ct.toml`. Every member must be there, and no other.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> ChestStandards {
    try TOMLText.read(text, name: name) { ChestStandards(&$0) }
  }

  private init(_ f: inout FieldReader) {
    id = f.string("id") ?? ""
    version = f.int("version", in: 1...Int(Int32.max)) ?? 1
    let clamp = f.band("values")
    values = 0...0
    bands = f.section("bands") { Bands(&$0) }
    aeration = f.aeration("aeration")
    densityPercentile = f.section("density") { $0.number("percentile", in: 0...100) }
    scales = f.section("scales") { Scales(&$0) }
    unconfirmed = f.section("unconfirmed") {
      Unconfirmed(percent: $0.number("percent"), millilitres: $0.number("millilitres"))
    }
    inspiration = f.section("inspiration") {
      Inspiration(millilitres: $0.number("millilitres"), meanHU: $0.hu("mean_hu"))
    }
    acquisition = f.section("acquisition") { Acquisition(&$0) }
    lesions = f.section("lesions") {
      Lesions(
        minimumML: $0.number("minimum_ml"), peripheralMM: $0.number("peripheral_mm"),
        measurableMM: $0.number("measurable_mm"), nodeMM: $0.number("node_mm"), sliceMM: $0.number("slice_mm"))
    }
    calcium = f.section("calcium") {
      Calcium(
        thresholdHU: $0.hu("threshold_hu"), minimumMM2: $0.number("minimum_mm2"), sliceMM: $0.number("slice_mm"),
        kilovolts: $0.number("kilovolts"))
    }
    vessels = f.section("vessels") {
      Vessels(
        pulmonaryArteryMenMM: $0.number("pulmonary_artery_men_mm"),
        pulmonaryArteryWomenMM: $0.number("pulmonary_artery_women_mm"), ratio: $0.number("ratio"),
        ratioHypertension: $0.number("ratio_hypertension"))
    }
    reported = f.section("reported") { Reported(&$0) }
    if case .closed(let a) = clamp.low, case .closed(let b) = clamp.high, a < b {
      values = a...b
    } else {
      f.report("values", "both `from` and `to` are needed, the first below the second")
    }
    if bands.groundGlass.crosses(bands.consolidation) {
      f.report("bands.consolidation", "crosses bands.ground_glass")
    }
    for name in ["mass", "gas"] {
      let band = name == "mass" ? bands.mass : bands.gas
      guard case .closed = band.low, case .closed = band.high else {
        f.report("bands.\(name)", "both `from` and `to` are needed")
        continue
      }
    }
  }
}

extension ChestStandards.Bands {
  fileprivate init(_ f: inout FieldReader) {
    groundGlass = f.band("ground_glass")
    consolidation = f.band("consolidation")
    highOpacity = f.band("high_opacity")
    highAttenuation = f.band("high_attenuation")
    wellAerated = f.band("well_aerated")
    compromised = f.band("compromised")
    lowAttenuation950 = f.band("low_attenuation_950")
    lowAttenuation910 = f.band("low_attenuation_910")
    mass = f.band("mass")
    gas = f.band("gas")
    fat = f.band("fat")
    visceralFat = f.band("visceral_fat")
    muscle = f.band("muscle")
  }
}

extension ChestStandards.Scales {
  fileprivate init(_ f: inout FieldReader) {
    sfr = f.scale("sfr")
    wholeLung = f.scale("whole_lung")
    zonal = f.scale("zonal")
    pan = f.scale("pan")
    tss = f.scale("tss")
    yang = f.scale("yang")
    emphysema = f.scale("emphysema")
    calciumWeight = f.scale("calcium_weight")
    agatston = f.scale("agatston")
    cacDRS = f.scale("cac_drs")
    shemesh = f.scale("shemesh")
  }
}

extension ChestStandards.Acquisition {
  fileprivate init(_ f: inout FieldReader) {
    emphysemaMM = f.number("emphysema_mm")
    thickMM = f.number("thick_mm")
    kilovolts = f.number("kilovolts")
    sharpWords = f.words("sharp_words")
    var series: [KernelSeries] = []
    for var entry in f.readers("sharp_series", required: true) {
      let letters = entry.string("letters") ?? "", from = entry.int("from", in: 0...999) ?? 0
      series.append(KernelSeries(letters: letters, from: from))
      entry.refuseOthers()
    }
    sharpSeries = series
  }
}

extension ChestStandards.Reported {
  fileprivate init(_ f: inout FieldReader) {
    extentSevere = f.number("extent_severe")
    opacityHealthy = f.number("opacity_healthy")
    panMortality = f.number("pan_mortality")
    panPoor = f.number("pan_poor")
    panGood = f.number("pan_good")
    tssSevere = f.number("tss_severe")
    yangSevere = f.number("yang_severe")
    wellAeratedVisual = f.number("well_aerated_visual")
    wellAeratedSoftware = f.number("well_aerated_software")
    wellAeratedLitres = f.number("well_aerated_litres")
    compromisedOxygen = f.number("compromised_oxygen")
    compromisedIntubation = f.number("compromised_intubation")
    highAttenuationHealthy = f.number("high_attenuation_healthy")
  }
}

/// A member that is missing or wrong is reported, and something stands in for it until all were looked at.
extension FieldReader {
  /// HU.
  package mutating func hu(_ name: String) -> Double { number(name, in: -32768...32767) }

  fileprivate mutating func words(_ name: String) -> [String] {
    array(name, required: true).enumerated().compactMap { n, element in
      if let text = element.string, !text.isEmpty { return text }
      report("\(name)[\(n)]", "text was expected, here is \(element.kind)")
      return nil
    }
  }

  fileprivate mutating func band(_ name: String) -> HUBand { section(name) { $0.band() } }

  /// The ends of a band: from or above, to or below.
  private mutating func band() -> HUBand {
    func end(_ closed: Double?, _ open: Double?, _ names: (String, String)) -> HUBand.End {
      if closed != nil && open != nil { report(names.1, "is an end beside \(names.0), which is one too") }
      return closed.map { .closed($0) } ?? open.map { .open($0) } ?? .none
    }
    let from = double("from", required: false), above = double("above", required: false)
    let to = double("to", required: false), below = double("below", required: false)
    let band = HUBand(end(from, above, ("from", "above")), end(to, below, ("to", "below")))
    if band.low == .none && band.high == .none { report("from", "is missing, and so is every other end") }
    if !band.isSound { report(from == nil ? "above" : "from", "no value lies in the band") }
    return band
  }

  fileprivate mutating func aeration(_ name: String) -> [ChestStandards.NamedBand] {
    var list: [ChestStandards.NamedBand] = []
    for var entry in readers(name, required: true) {
      let next = ChestStandards.NamedBand(name: entry.string("name") ?? "", band: entry.band())
      if let last = list.last, last.band.crosses(next.band) || (last.band.low.value ?? 0) > (next.band.low.value ?? 0) {
        entry.report("from", "crosses the band before it, or lies below it")
      }
      list.append(next)
      entry.refuseOthers()
    }
    return list
  }

  fileprivate mutating func scale(_ name: String) -> GradeScale {
    section(name) { f in
      var scale = GradeScale(name: f.string("name") ?? "", grades: [])
      let entries = f.readers("grades", required: true)
      for (n, var entry) in entries.enumerated() {
        let grade = entry.int("grade", in: 0...100) ?? n, name = entry.string("name") ?? ""
        let to = entry.double("to", required: false), below = entry.double("below", required: false)
        let end: HUBand.End = to.map { .closed($0) } ?? below.map { .open($0) } ?? .none
        if to != nil && below != nil { entry.report("below", "is an end beside to, which is one too") }
        if (end == .none) != (n == entries.count - 1) {
          entry.report("to", "every grade but the last has an end, `to` or `below`")
        }
        if let last = scale.grades.last {
          let isAscending = last.grade < grade && (end.value.map { (last.end.value ?? $0) < $0 } ?? true)
          if !isAscending { entry.report("grade", "does not come after the grade before it") }
        }
        scale.grades.append(GradeScale.Grade(grade: grade, name: name, end: end))
        entry.refuseOthers()
      }
      if scale.grades.isEmpty { scale.grades = [GradeScale.Grade(grade: 0, name: "", end: .none)] }
      return scale
    }
  }
}
