import StyletBase
import StyletImaging

/// What a segmentation says of the scan that it was drawn on.
package struct SegmentationSource {
  let studyUID: String
  let frameOfReferenceUID: String
  /// Of the scan's own series; nil when it is not DICOM.
  let seriesUID: String?
  /// What stands for the scan in identifiers that are to be the same each time.
  package let key: String
  /// Values of the patient's and the study's attributes, only where the reader asked for them.
  let identity: [DICOMTag: String]
  /// The image of each plane, by its number in canonical order; nil where a plane was made.
  let images: [SourceInstance?]

  /// - Parameter isIdentified: whether the values that tell who the patient is are fetched.
  init(_ instances: SourceInstances, of volume: Volume, isIdentified: Bool) throws {
    let content = SegmentationSource(contentOf: volume)
    // A file that does not say gets what its content gives.
    studyUID = instances.studyUID.isEmpty ? content.studyUID : instances.studyUID
    frameOfReferenceUID =
      instances.frameOfReferenceUID.isEmpty ? content.frameOfReferenceUID : instances.frameOfReferenceUID
    seriesUID = instances.seriesUID.isEmpty ? nil : instances.seriesUID
    key = seriesUID ?? content.key
    identity = isIdentified ? try instances.identifiedAttributes() : [:]
    images = instances.instances.map { $0.flatMap { $0.classUID.isEmpty || $0.instanceUID.isEmpty ? nil : $0 } }
  }

  /// Of a scan that is not DICOM: identifiers derived from its content, so that masks of one scan are in one study
  /// and one frame of reference.
  init(contentOf volume: Volume) {
    let print = Self.fingerprint(volume)
    studyUID = UniqueIdentifier.derived(from: "study", print)
    frameOfReferenceUID = UniqueIdentifier.derived(from: "frame of reference", print)
    seriesUID = nil
    key = print
    identity = [:]
    images = []
  }

  /// The grid and up to 65,536 voxels, evenly spread: enough to tell scans apart, and no time to speak of.
  private static func fingerprint(_ volume: Volume) -> String {
    let size = volume.size, m = volume.grid.affine
    var words: [UInt64] = [size.i, size.j, size.k].map { UInt64($0) }
    for v in [m[0], m[1], m[2], m.origin] { words += [v.x.bitPattern, v.y.bitPattern, v.z.bitPattern] }
    words += [volume.rescale.slope.bitPattern, volume.rescale.intercept.bitPattern]
    volume.withSamples { samples in
      let step = max(samples.count / 65536, 1)
      for n in stride(from: 0, to: samples.count, by: step) { words.append(UInt64(UInt16(bitPattern: samples[n]))) }
    }
    let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    return ScanIdentity.digest(of: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
