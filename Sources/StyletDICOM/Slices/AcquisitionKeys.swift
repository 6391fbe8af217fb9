import StyletBase
import StyletImaging

/// What tells apart the scans that one series may hold: two passes over the chest, phases, kernels. A series' UID alone
/// does not, and neither does the position of its slices.
struct AcquisitionKeys: Hashable, Sendable {
  /// By what they are of, in the order in which they are asked; nil where the file does not say.
  let values: [String?]

  struct Key {
    let tag: DICOMTag
    /// "kernel", "tube voltage" …
    var name: String { words("scan.key", ["of": tag.name]) }
    /// Whether positions under two values have nothing to do with one another, even where they lie side by side.
    var isOfPlace = false
  }

  /// What is asked of each slice. An irradiation event is one exposure; a number is given to a pass or to each turn of
  /// the tube.
  static let keys: [Key] = [
    Key(tag: .frameOfReferenceUID, isOfPlace: true),
    Key(tag: .patientPosition, isOfPlace: true),
    Key(tag: .temporalPositionIdentifier), Key(tag: .acquisitionNumber),
    Key(tag: .irradiationEventUID), Key(tag: .convolutionKernel),
    Key(tag: .kvp), Key(tag: .imageType),
  ]

  init(_ dataSet: DICOMObject) {
    values = Self.keys.map { key in
      guard let texts = try? dataSet.strings(key.tag) else { return nil }
      let text = key.tag == .kvp ? SeriesAttributes.number(texts) : texts.joined(separator: "\\")
      return text.isEmpty ? nil : String(text.prefix(64))
    }
  }

  /// For each key what slices state.
  static func stated(by slices: [SliceHeader]) -> [Set<String>] {
    keys.indices.map { n in Set(slices.compactMap { $0.acquisitionKeys.values[n] }) }
  }

  /// What a slice states otherwise than all of others do.
  func differing(from stated: [Set<String>]) -> [DICOMTag] {
    values.indices.filter { n in
      values[n].map { !stated[n].isEmpty && !stated[n].contains($0) } ?? false
    }.map { Self.keys[$0].tag }
  }
}
