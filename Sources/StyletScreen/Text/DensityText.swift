import StyletBase
import StyletCore

/// The words of lung densitometry: `:qct` and `:histogram`.
enum DensityText {
  static var title: String { words("density.title") }
  static var histogram: String { words("density.histogram") }

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
    var lines = [
      row(
        "",
        [
          words("density.column-lungs"), words("density.column-right"), words("density.column-left"),
          words("density.column-rest"),
        ], name)
    ]
    lines[0].style = .quiet
    func add(_ label: String, _ unit: String, _ decimals: Int, _ value: (QuantitativeCT.Values) -> Double?) {
      lines.append(
        row(label, all.map { $0.flatMap(value).map { NumberText.fixed($0, decimals) } ?? "–" }, name, unit: unit))
    }
    add(words("density.volume"), "mL", 0) { $0.volume }
    add(words("density.mass"), "g", 0) { $0.mass }
    add(words("density.gas"), "mL", 0) { $0.gas }
    add(words("density.mean"), PanelText.hu, 1) { $0.mean }
    add(words("density.sd"), PanelText.hu, 1) { $0.sd }
    add(words("density.skewness"), "", 2) { $0.skewness }
    add(words("density.kurtosis"), "", 2) { $0.kurtosis }
    add(words("density.perc15"), PanelText.hu, 1) { $0.perc15 }
    add(words("density.density"), "g/L", 1) { $0.density }
    add(words("density.laa950"), "%", 2) { $0.laa950 }
    add(words("density.laa910"), "%", 2) { $0.laa910 }
    add(words("density.high-attenuation"), "%", 2) { $0.haa }
    add(words("density.well-aerated"), "%", 2) { $0.wellAerated }
    add(words("density.compromised"), "%", 2) { $0.compromised }
    for (n, part) in (qct.lungs.both?.aeration ?? []).enumerated() {
      add(aeration(part.name), "%", 2) { $0.aeration[safe: n]?.percent }
    }
    lines.append(PageOverlay.Line(""))
    if proposed { lines.append(PageOverlay.Line(words("density.proposed"), .warning)) }
    lines += qct.lungs.badges.map { PageOverlay.Line(QuantitativeCTWords.text($0), .warning) }
    lines.append(
      PageOverlay.Line(
        words("density.bands", ["id": qct.lungs.standards.id, "version": qct.lungs.standards.version]), .quiet))
    lines.append(PageOverlay.Line(ResearchUse.notice, .quiet))
    return PageOverlay(title: title, lines: lines)
  }

  /// A class of aeration, as the standards name it.
  static func aeration(_ name: String) -> String {
    words("density.aeration", ["name": name.replacing(" ", with: "-"), "said": name])
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
        band(words("density.band-laa950"), s.bands.lowAttenuation950),
        band(words("density.band-well-aerated"), s.bands.wellAerated),
        band(words("density.band-ground-glass"), s.bands.groundGlass),
        band(words("density.band-consolidation"), s.bands.consolidation),
      ])
  }

  static func legend(_ lungs: HUHistogram, lesionVoxels: Int, _ chart: HistogramChart) -> [PageOverlay.Line] {
    let mean = lungs.mean.map { NumberText.fixed($0, 0) } ?? "–"
    let part = lungs.voxels > 0 ? 100 * Double(lesionVoxels) / Double(lungs.voxels) : 0
    let text =
      lesionVoxels > 0
      ? words(
        "density.legend",
        [
          "mean": mean, "percent": ExtentText.percent(part), "larger": chart.magnified > 1, "times": chart.magnified,
        ]) : words("density.legend-without-lesion", ["mean": mean])
    return [PageOverlay.Line(text, .quiet)]
  }
}
