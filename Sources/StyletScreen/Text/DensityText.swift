import StyletBase
import StyletCore
import StyletImaging

/// The words of lung densitometry: `:qct` and `:histogram`.
enum DensityText {
  static var title: String { words("density.title") }
  static var histogram: String { words("density.histogram") }

  private static func row(_ label: String, _ cells: [String], _ name: Int, _ columns: [Int]) -> PageOverlay.Line {
    let cut = String(label.prefix(name)) + String(repeating: " ", count: max(name - label.count, 0))
    return PageOverlay.Line(cut + zip(cells, columns).map(NumberText.padded).joined(), .row)
  }

  /// - Parameter width: columns of the screen.
  static func page(
    _ qct: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT), width: Int, proposed: Bool
  ) -> PageOverlay {
    let titles = [
      words("density.column-lungs"), words("density.column-right"), words("density.column-left"),
      words("density.column-rest"),
    ]
    // Each apart from the one before it, in every language.
    let columns = titles.map { max($0.columns + 2, 9) }
    let name = max(min(28, width - 6 - columns.reduce(0, +)), 8)
    let all = [qct.lungs.both, qct.lungs.right, qct.lungs.left, qct.withoutLesion.both]
    var lines = [row("", titles, name, columns)]
    lines[0].style = .quiet
    for quantity in DensityQuantity.rows(qct.lungs.both) {
      let numbers = all.map { $0.flatMap(quantity.value).map { NumberText.fixed($0, quantity.decimals) } ?? "–" }
      lines.append(row(quantity.label, numbers, name, columns))
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

  /// What a histogram is of, besides the lungs.
  enum Part {
    case slice(Plane, Int)
    /// By its number in the list.
    case lesion(Int)
  }

  /// - Parameter drawn: of `values` those that a finding is drawn on.
  static func page(_ part: Part, _ values: [Double], drawn: [Double]) -> PageOverlay {
    let start = -1024.0, width = 8.0, count = 190
    func classes(_ values: [Double]) -> [Int] {
      var counts = [Int](repeating: 0, count: count)
      for value in values where value >= start && value < start + width * Double(count) {
        counts[Int((value - start) / width)] += 1
      }
      return counts
    }
    let chart = HistogramChart(start: start, width: width, lungs: classes(values), lesion: classes(drawn), bands: [])
    let title =
      switch part {
      case .slice(let plane, let w): words("density.of-slice", ["plane": PanelText.name(plane), "n": w + 1])
      case .lesion(let n): words("density.of-lesion", ["n": n])
      }
    let beyond = values.count - chart.lungs.reduce(0, +)
    let mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    var lines = [
      PageOverlay.Line(
        words("density.values", ["n": values.count, "mean": NumberText.fixed(mean, 0)]), .quiet)
    ]
    if !drawn.isEmpty {
      lines.append(.init(words("density.drawn", ["n": drawn.count, "times": chart.magnified]), .quiet))
    }
    // What has no class is said: the padding of a scan, metal.
    if beyond > 0 { lines.append(.init(words("density.beyond", ["n": beyond]), .quiet)) }
    return PageOverlay(title: title, lines: lines, chart: chart)
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
