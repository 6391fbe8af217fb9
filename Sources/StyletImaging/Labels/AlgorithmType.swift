/// How a segment came to be, in DICOM's words: Segment Algorithm Type (0062,0008), PS3.3 C.8.20.2.
public enum AlgorithmType: String, Hashable, Sendable, CaseIterable {
  /// A program drew it.
  case automatic = "AUTOMATIC"
  /// A program drew it with a person's help, or the two took turns.
  case semiautomatic = "SEMIAUTOMATIC"
  /// A person drew it.
  case manual = "MANUAL"
}

extension LabelLayer {
  /// How a finding was drawn, from the origins of its slices: the one place with the rule.
  ///
  /// - All slices drawn by hand, or none drawn at all: manual.
  /// - All slices as a program proposed them: automatic.
  /// - Else semiautomatic: hand and program side by side, a proposal that a reader accepted or corrected, a tool that a
  ///   reader set to work and that drew by itself (interpolated, grown, copied), or an imported mask, of which nobody
  ///   here knows whose hand it was.
  ///
  /// Cost: the origins of the layer.
  public func algorithmType(of label: UInt8) -> AlgorithmType {
    var kinds = Set<Origin>()
    for (key, origin) in origins where key.label == label { kinds.insert(origin) }
    if kinds.isSubset(of: [.manual]) { return .manual }
    return kinds == [.proposed] ? .automatic : .semiautomatic
  }
}
