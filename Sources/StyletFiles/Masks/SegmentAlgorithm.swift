import StyletBase
import StyletCore
import StyletImaging

/// How a finding was drawn, as forms that can say so do: type and name go together (PS3.3 C.8.20.2, the name is 1C).
package struct SegmentAlgorithm {
  package let type: AlgorithmType
  /// What drew it, or had a part in it: what proposed what a reader accepted, else this program. nil where a person did.
  package let name: String?

  package init(_ finding: Finding, of mask: MaskSource) {
    type = mask.layer.algorithmType(of: finding.value)
    name = type == .manual ? nil : Self.sources(finding.value, mask) ?? "Stylet \(Release.version)"
  }

  /// What proposed what is there of the finding, each once, in the order of the readers' words; nil where none is known.
  /// What was accepted under another finding and then made this one is of any that proposed. As long as DICOM's LO takes.
  private static func sources(_ label: UInt8, _ mask: MaskSource) -> String? {
    let kinds = Set(mask.layer.origins.lazy.filter { $0.key.label == label }.map(\.value))
    var sources: [String?] = []
    if kinds.contains(.accepted) {
      sources = accepted(label, mask).map(\.source)
    }
    if kinds.contains(.proposed) { sources.append(mask.proposer) }
    var names: [String] = []
    for case let source? in sources {
      let name = source.oneLine(limit: 64).replacing("\\", with: "/").trimmed
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : String(names.joined(separator: ", ").prefix(64))
  }

  /// The readers' words on it. Those on the lungs are of all of them, and have no parts.
  private static func accepted(_ label: UInt8, _ mask: MaskSource) -> [Acceptance] {
    if mask.layer.name == LabelLayer.lungs { return LungRecord(mask.annotations)?.accepted ?? [] }
    let words = Acceptance.all(in: mask.annotations)
    let own = words.filter { $0.millilitres(of: label) > 0 }
    return own.isEmpty ? words.filter { word in word.parts.contains { $0.millilitres > 0 } } : own
  }
}
