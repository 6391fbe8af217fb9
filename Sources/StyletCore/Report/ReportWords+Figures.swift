/// What stands under the pictures, and what they show for those who do not see them.
extension ReportWords {
  /// - Parameter bytes: PNG of the painted picture.
  public func figure(_ image: KeyImage, bytes: [UInt8]) -> ReportDocument.Figure {
    let place = "\(image.frame.plane.rawValue) slice \(image.frame.w + 1) of \(slices(image.frame.plane))"
    let caption: String
    switch image.subject {
    case .largest(let labels): caption = "\(names(labels)), largest area: \(place)"
    case .detail(let labels): caption = "\(names(labels)), close-up: \(place)"
    case .solid(let labels): caption = "\(names(labels)), mediastinal window: \(place)"
    case .disease: caption = "Most of the disease: \(place)"
    case .overview: caption = "The middle: \(place)"
    case .measured(let marks):
      let words = marks.filter(content.marks.measurements.indices.contains).map { n in
        let each = content.marks.measurements[n]
        return "#\(n + 1) \(each.measurement.name ?? each.measurement.shape.rawValue): \(Self.words(each.values))"
      }
      caption = "Measured: \(place). \(words.joined(separator: "; "))"
    }
    let w = image.style.window
    let window = "window L \(NumberText.trimmed(w.level)) W \(NumberText.trimmed(w.width))"
    return ReportDocument.Figure(
      caption: "\(caption), \(window).", description: "CT picture. \(caption). \(shown(image))",
      bytes: bytes, width: image.frame.window.width, height: image.frame.window.height)
  }

  private func slices(_ plane: Plane) -> Int { plane.size(of: content.grid.size).w }

  private func names(_ labels: [UInt8]) -> String { labels.map(content.name).joined(separator: " and ") }

  /// The areas that an axial picture shows.
  private func shown(_ image: KeyImage) -> String {
    guard image.frame.plane == .axial else { return "" }
    let parts = content.findings.rows.compactMap { row -> String? in
      guard let area = row.areas.first(where: { $0.k == image.frame.w }) else { return nil }
      return "\(row.finding.name) \(NumberText.fixed(area.squareMillimetres, 0)) mm²"
    }
    return parts.isEmpty ? "No finding on this slice." : "On this slice: " + parts.joined(separator: ", ") + "."
  }
}
