/// The values that a finding usually has on CT: presets of the gate.
extension Finding {
  /// HU; nil for a finding that has no usual values, or is not known.
  ///
  /// Conventions differ between papers, and none is a definition: the reader's eye decides.
  ///
  /// | finding | HU | after |
  /// | --- | --- | --- |
  /// | ground glass (GGO) | -750...-300 | customary in quantitative Covid-19 CT; Negroni 2022 has -700...-250 |
  /// | consolidation (CON) | -300...100 | the same; its end is +50 to +100 |
  /// | nodule (NOD) | -750...400 | our own: from ground-glass to calcified nodules |
  /// | emphysema (EMP) | -1200...-950 | voxels at or below -950 HU (%LAA-950); noise goes below -1024 |
  public var usualValues: ClosedRange<Double>? { Self.bands[code.uppercased()] ?? Self.band(named: name) }

  private static let bands: [String: ClosedRange<Double>] = [
    "GGO": -750 ... -300, "CON": -300...100, "NOD": -750...400, "EMP": -1200 ... -950,
  ]

  /// A table of the reader's own may have other codes for known names.
  private static func band(named name: String) -> ClosedRange<Double>? {
    if FindingNames.isSame(name, "Emphysema") { return bands["EMP"] }
    return FindingNames.code(of: name).flatMap { bands[$0] }
  }
}
