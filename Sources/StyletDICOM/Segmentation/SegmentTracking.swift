import StyletFiles
import StyletImaging

/// What keeps a finding's identity over exports (PS3.3 C.8.20.2: Tracking ID and UID): the same scan, reader and
/// finding give the same identifiers, in whatever form they leave.
package struct SegmentTracking {
  /// How the identifiers written here begin: their segments' labels are findings' codes.
  package static let prefix = "Stylet "

  package let identifier: String
  package let uid: String

  /// - Parameter scan: ``SegmentationSource/key``.
  package init(_ finding: Finding, of mask: MaskSource, scan: String) {
    identifier = Self.prefix + finding.code + (mask.reader.isEmpty ? "" : " by " + mask.reader)
    uid = UniqueIdentifier.derived(from: "tracking", scan, mask.reader, finding.code, "\(finding.value)")
  }
}
