import StyletCore

/// How a finding was drawn, as forms that can say so do: type and name go together (PS3.3 C.8.20.2, the name is 1C).
struct SegmentAlgorithm {
  let type: AlgorithmType
  /// What drew it, or had a part in it: what proposed what a reader accepted, else this program. nil where a person did.
  let name: String?

  init(_ finding: Finding, of mask: MaskSource) {
    type = mask.layer.algorithmType(of: finding.value)
    name = type == .manual ? nil : Self.sources(finding.value, mask) ?? "Stylet \(Release.version)"
  }

  /// By their first words, where something of the finding is still from a proposal. As long as DICOM's LO takes.
  private static func sources(_ label: UInt8, _ mask: MaskSource) -> String? {
    guard mask.layer.origins.contains(where: { $0.key.label == label && $0.value == .accepted }) else { return nil }
    var names: [String] = []
    for word in Acceptance.all(in: mask.annotations) where word.millilitres(of: label) > 0 {
      let name = word.source?.oneLine(limit: 64).replacing("\\", with: "/").trimmed ?? ""
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : String(names.joined(separator: ", ").prefix(64))
  }
}
