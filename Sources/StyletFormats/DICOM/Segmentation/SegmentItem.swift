import StyletCore

/// What is said of a segment (PS3.3 C.8.20.4).
enum SegmentItem {
  /// How the tracking identifiers written here begin: their segments' labels are findings' codes.
  static let tracking = "Stylet "

  /// - Parameter scan: stands for the scan: the tracking UID is derived from it, the reader and the finding, so that
  ///   a lesion is the same one in every export.
  static func elements(_ finding: Finding, number: Int, of mask: MaskSource, scan: String) -> DICOMElements {
    var e = DICOMElements()
    e.set(.segmentNumber, number)
    e.set(.segmentLabel, finding.code.isEmpty ? "L\(finding.value)" : finding.code)
    e.set(.segmentDescription, finding.name)
    let type = mask.layer.algorithmType(of: finding.value)
    e.set(.segmentAlgorithmType, type.rawValue)
    if type != .manual { e.set(.segmentAlgorithmName, "Stylet \(Release.version)") }
    e.set(.segmentedPropertyCategoryCodeSequence, items: [CommonModules.code(Finding.category)])
    e.set(.segmentedPropertyTypeCodeSequence, items: [CommonModules.code(finding.concept)])
    e.set(.anatomicRegionSequence, items: [CommonModules.code(Finding.region)])
    e.set(.recommendedDisplayCIELabValue, integers: LabColour.encode(finding.colour))
    let reader = mask.reader.isEmpty ? "" : " by " + mask.reader
    e.set(.trackingID, tracking + finding.code + reader)
    e.set(.trackingUID, UniqueIdentifier.derived(from: "tracking", scan, mask.reader, finding.code, "\(finding.value)"))
    return e
  }
}
