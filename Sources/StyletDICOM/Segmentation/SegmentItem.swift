import StyletFiles
import StyletImaging

/// What is said of a segment (PS3.3 C.8.20.4).
enum SegmentItem {
  /// - Parameter scan: stands for the scan, for ``SegmentTracking``.
  static func elements(_ finding: Finding, number: Int, of mask: MaskSource, scan: String) -> DICOMObject {
    var e = DICOMObject()
    e.set(.segmentNumber, number)
    e.set(.segmentLabel, finding.code.isEmpty ? "L\(finding.value)" : finding.code)
    e.set(.segmentDescription, finding.name)
    let algorithm = SegmentAlgorithm(finding, of: mask)
    e.set(.segmentAlgorithmType, algorithm.type.rawValue)
    if let name = algorithm.name { e.set(.segmentAlgorithmName, name) }
    e.set(.segmentedPropertyCategoryCodeSequence, items: [CommonModules.code(Finding.category)])
    e.set(.segmentedPropertyTypeCodeSequence, items: [CommonModules.code(finding.concept)])
    e.set(.anatomicRegionSequence, items: [CommonModules.code(Finding.region)])
    e.set(.recommendedDisplayCIELabValue, integers: LabColour.encode(finding.colour))
    let tracking = SegmentTracking(finding, of: mask, scan: scan)
    e.set(.trackingID, tracking.identifier)
    e.set(.trackingUID, tracking.uid)
    return e
  }
}
