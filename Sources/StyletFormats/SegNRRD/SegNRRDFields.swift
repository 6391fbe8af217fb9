import StyletFiles
import StyletImaging

/// One segment as the key/value pairs `Segment0_…` of a `.seg.nrrd` describe it.
///
/// Source: 3D Slicer, vtkMRMLSegmentationStorageNode. What older versions left out is nil.
struct SegNRRDSegment {
  var id: String
  var name: String?
  /// nil in files before Slicer 4.11, which have one layer a segment.
  var layer: Int?
  /// nil in the same files, where it is 1.
  var labelValue: Int?
  var colour: RGB?
  /// What the terminology entry says it is.
  var type: CodedConcept?

  /// The segments of a header: numbered from 0; the first number without an ID ends the list, as in Slicer.
  static func list(_ pairs: [(key: String, value: String)]) -> [SegNRRDSegment] {
    let values = Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    var segments: [SegNRRDSegment] = []
    while let id = values["Segment\(segments.count)_ID"] {
      let prefix = "Segment\(segments.count)_"
      segments.append(
        SegNRRDSegment(
          id: id, name: values[prefix + "Name"],
          layer: values[prefix + "Layer"].map { Int($0.trimmed) ?? -1 },
          labelValue: values[prefix + "LabelValue"].map { Int($0.trimmed) ?? -1 },
          colour: (values[prefix + "Color"] ?? values[prefix + "DefaultColor"]).flatMap(colour),
          type: values[prefix + "Tags"].flatMap(type)))
    }
    return segments
  }

  /// As a segment of labels that were read: the code of the finding that its type means, else its ID where somebody
  /// chose that. Slicer makes up the others: Segment_1, or a UID.
  func segment(value: UInt8) -> Segment {
    let isMadeUp = id.hasPrefix("Segment") || id.contains(".") || id.count > 16 || id.isEmpty
    return Segment(
      value: value, name: name ?? id, code: type.flatMap(Finding.code(of:)) ?? (isMadeUp ? nil : id), type: type,
      colour: colour)
  }

  // MARK: Colour

  /// "0.9 0.6 0.1", each 0...1.
  static func colour(_ text: String) -> RGB? {
    let parts = text.words.compactMap { Double($0) }
    guard parts.count == 3, parts.allSatisfy(\.isFinite) else { return nil }
    let bytes = parts.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
    return RGB(bytes[0], bytes[1], bytes[2])
  }

  static func text(_ colour: RGB) -> String {
    [colour.r, colour.g, colour.b].map { "\((Double($0) / 255 * 1e6).rounded() / 1e6)" }.joined(separator: " ")
  }

  // MARK: Tags

  /// "Segmentation.Status:inprogress|TerminologyEntry:context~category~type~modifier~context~region~modifier|", each
  /// code as "scheme^value^meaning".
  private static func type(_ tags: String) -> CodedConcept? {
    let mark = "TerminologyEntry:"
    guard let entry = tags.split(separator: "|").first(where: { $0.hasPrefix(mark) }) else { return nil }
    let parts = entry.dropFirst(mark.count).split(separator: "~", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    let code = parts[2].split(separator: "^", omittingEmptySubsequences: false).map { $0.trimmed }
    guard code.count == 3, !code[0].isEmpty, !code[1].isEmpty else { return nil }
    return CodedConcept(scheme: code[0], value: code[1], meaning: code[2])
  }

  /// - Parameter algorithm: how its voxels came to be, by the tags that Slicer makes of a DICOM SEG; nil where it has
  ///   none: Slicer's status is "not started" then, else "in progress".
  static func tags(of finding: Finding, _ algorithm: SegmentAlgorithm?) -> String {
    func code(_ c: CodedConcept) -> String {
      [c.scheme, c.value, c.meaning].map { $0.filter { !"^~|".contains($0) }.oneLine() }.joined(separator: "^")
    }
    let entry = [
      "Segmentation category and type - DICOM master list", code(Finding.category), code(finding.concept), "^^",
      "Anatomic codes - DICOM master list", code(Finding.region), "^^",
    ]
    var made = ""
    if let algorithm {
      // A tag ends at "|", its name at ":".
      let name = algorithm.name.map { "DICOM.SegmentAlgorithmName:\($0.filter { !":|".contains($0) }.oneLine())|" }
      made = (name ?? "") + "DICOM.SegmentAlgorithmType:\(algorithm.type.rawValue)|"
    }
    return made + "Segmentation.Status:\(algorithm == nil ? "notstarted" : "inprogress")|"
      + "TerminologyEntry:\(entry.joined(separator: "~"))|"
  }
}
