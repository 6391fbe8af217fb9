import StyletCore
import StyletImaging

/// Black to white in the steps that a terminal can show, made as every picture is: from a volume, through the same
/// sampling, window and palette. What looks wrong here looks wrong in a scan.
public enum GreyWedge {
  /// - Parameters:
  ///   - width: columns.
  ///   - findings: when given, a row for each, tinted.
  public static func draw(traits: TerminalTraits, width: Int, findings: LabelTable? = nil) -> CellBuffer {
    let rows = max(findings?.findings.count ?? 1, 1)
    guard width > 1, let size = GridSize(width, 4 * rows, 1),
      let volume = try? Volume(
        grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1])), rescale: .identity,
        fill: { samples in for n in samples.indices { samples[n] = Int16(n % width) } })
    else { return CellBuffer(width: width, height: 0) }
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    for (n, finding) in (findings?.findings ?? []).enumerated() {
      let runs = (4 * n..<4 * n + 4).map { Run(k: 0, j: $0, i: 0, count: width, old: 0, new: finding.value) }
      layer.apply(Edit(name: "wedge", tool: "wedge", runs: runs))
    }
    return SlicePicture(
      volume: volume, labels: layer.labels, table: findings ?? .standard, plane: .axial, w: 0,
      window: DisplayWindow(level: Double(width - 1) / 2, width: Double(width - 1))
    ).draw(traits: traits, width: width, height: 2 * rows)
  }
}
