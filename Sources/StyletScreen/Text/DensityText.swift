import StyletCore

/// The words of lung densitometry: `:qct` and `:histogram`.
enum DensityText {
  static let title = "Quantitative CT"
  static let histogram = "HU histogram of the lungs"

  private static let gap = 11

  private static func row(_ name: String, _ cells: [String], _ width: Int, unit: String = "") -> PageOverlay.Line {
    let label = unit.isEmpty ? name : "\(name), \(unit)"
    let cut = String(label.prefix(width)) + String(repeating: " ", count: max(width - label.count, 0))
    return PageOverlay.Line(cut + cells.map { NumberText.padded($0, gap) }.joined(), .row)
  }

  /// - Parameter width: columns of the screen.
  static func page(
    _ qct: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT), width: Int, proposed: Bool
  ) -> PageOverlay {
    let name = max(min(28, width - 6 - 4 * gap), 8)
    let all = [qct.lungs.both, qct.lungs.right, qct.lungs.left, qct.withoutLesion.both]
    var lines = [row("", ["lungs", "right", "left", "w/o lesion"], name)]
    lines[0].style = .quiet
    func add(_ label: String, _ unit: String, _ decimals: Int, _ value: (QuantitativeCT.Values) -> Double?) {
      lines.append(
        row(label, all.map { $0.flatMap(value).map { NumberText.fixed($0, decimals) } ?? "–" }, name, unit: unit))
    }
    add("volume", "mL", 0) { $0.volume }
    add("mass", "g", 0) { $0.mass }
    add("gas", "mL", 0) { $0.gas }
    add("mean", "HU", 1) { $0.mean }
    add("SD", "HU", 1) { $0.sd }
    add("skewness", "", 2) { $0.skewness }
    add("excess kurtosis", "", 2) { $0.kurtosis }
    add("15th percentile", "HU", 1) { $0.perc15 }
    add("density", "g/L", 1) { $0.density }
    add("%LAA −950", "%", 2) { $0.laa950 }
    add("%LAA −910", "%", 2) { $0.laa910 }
    add("high attenuation", "%", 2) { $0.haa }
    add("well aerated", "%", 2) { $0.wellAerated }
    add("compromised", "%", 2) { $0.compromised }
    for (n, part) in (qct.lungs.both?.aeration ?? []).enumerated() {
      add(part.name, "%", 2) { $0.aeration[safe: n]?.percent }
    }
    lines.append(PageOverlay.Line(""))
    if proposed { lines.append(PageOverlay.Line("The lungs are a proposal that no reader has accepted yet", .warning)) }
    lines += qct.lungs.badges.map { PageOverlay.Line(QuantitativeCTWords.text($0), .warning) }
    lines.append(PageOverlay.Line("Bands: \(qct.lungs.standards.id), version \(qct.lungs.standards.version)", .quiet))
    lines.append(PageOverlay.Line(ResearchUse.notice, .quiet))
    return PageOverlay(title: title, lines: lines)
  }

  /// From the lowest value of a lung to above its vessels, in steps of 8 HU.
  static func chart(_ lungs: HUHistogram, without lesion: HUHistogram, _ s: ChestStandards) -> HistogramChart {
    let start = -1024.0, width = 8.0, count = 154
    let all = lungs.classes(from: start, width: width, count: count)
    let rest = lesion.classes(from: start, width: width, count: count)
    func band(_ name: String, _ band: HUBand) -> HistogramChart.Band {
      HistogramChart.Band(
        name: name, from: band.low.value ?? start, to: min(band.high.value ?? .infinity, start + width * Double(count)))
    }
    return HistogramChart(
      start: start, width: width, lungs: all, lesion: zip(all, rest).map { max($0 - $1, 0) },
      bands: [
        band("LAA −950", s.bands.lowAttenuation950), band("well aerated", s.bands.wellAerated),
        band("ground glass", s.bands.groundGlass), band("consolidation", s.bands.consolidation),
      ])
  }

  static func legend(_ lungs: HUHistogram, lesionVoxels: Int, _ chart: HistogramChart) -> [PageOverlay.Line] {
    let mean = lungs.mean.map { NumberText.fixed($0, 0) } ?? "–"
    let part = lungs.voxels > 0 ? 100 * Double(lesionVoxels) / Double(lungs.voxels) : 0
    let larger = chart.magnified > 1 ? ", drawn \(chart.magnified) times larger" : ""
    let lesion =
      lesionVoxels > 0 ? "in front the lesion, \(ExtentText.percent(part)) % of them\(larger)" : "no lesion in them"
    return [PageOverlay.Line("Grey the lungs, mean \(mean) HU; \(lesion)", .quiet)]
  }
}
