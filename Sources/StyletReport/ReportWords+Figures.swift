import StyletBase
import StyletImaging

/// What stands under the pictures, and what they show for those who do not see them.
extension ReportWords {
  /// - Parameter bytes: PNG of the painted picture.
  public func figure(_ image: KeyImage, bytes: [UInt8]) -> ReportDocument.Figure {
    let place = words(
      "report.figure.place",
      ["plane": image.frame.plane.rawValue, "slice": image.frame.w + 1, "count": slices(image.frame.plane)])
    let caption: String
    switch image.subject {
    case .largest(let labels): caption = words("report.figure.largest", ["findings": names(labels), "place": place])
    case .detail(let labels): caption = words("report.figure.detail", ["findings": names(labels), "place": place])
    case .solid(let labels): caption = words("report.figure.solid", ["findings": names(labels), "place": place])
    case .disease: caption = words("report.figure.disease", ["place": place])
    case .overview: caption = words("report.figure.overview", ["place": place])
    case .measured(let marks):
      let measured = marks.filter(content.marks.measurements.indices.contains).map { n in
        let each = content.marks.measurements[n]
        return words(
          "report.figure.mark",
          [
            "number": n + 1, "name": each.measurement.name ?? Self.kind(each.measurement.shape),
            "values": Self.told(each.values),
          ])
      }
      caption = words("report.figure.measured", ["place": place, "marks": Joint.clauses(measured)])
    }
    let w = image.style.window
    let (level, width) = (NumberText.trimmed(w.level), NumberText.trimmed(w.width))
    return ReportDocument.Figure(
      caption: words("report.figure.caption", ["caption": caption, "level": level, "width": width]),
      description: words("report.figure.description", ["caption": caption, "shown": shown(image)]),
      bytes: bytes, width: image.frame.window.width, height: image.frame.window.height)
  }

  private func slices(_ plane: Plane) -> Int { plane.size(of: content.grid.size).w }

  private func names(_ labels: [UInt8]) -> String {
    labels.map(content.name).reduce("") { all, name in
      all.isEmpty ? name : words("report.figure.and", ["one": all, "other": name])
    }
  }

  /// The areas that an axial picture shows.
  private func shown(_ image: KeyImage) -> String {
    guard image.frame.plane == .axial else { return "" }
    let parts = content.findings.rows.compactMap { row -> String? in
      guard let area = row.areas.first(where: { $0.k == image.frame.w }) else { return nil }
      return "\(row.finding.said) \(NumberText.fixed(area.squareMillimetres, 0)) mm²"
    }
    return parts.isEmpty
      ? words("report.figure.none-here") : words("report.figure.here", ["findings": parts.joined(separator: ", ")])
  }
}
