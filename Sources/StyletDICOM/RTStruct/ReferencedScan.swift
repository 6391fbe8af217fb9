import StyletBase
import StyletFiles

/// What a structure set refers to: the study, the frame of reference and the images of the scan it was drawn on.
struct ReferencedScan {
  let studyUID: String
  let frameOfReferenceUID: String
  /// Of the patient and the study, when it was asked for.
  let identity: [DICOMTag: String]
  /// Nil where the scan is not DICOM.
  private let seriesUID: String?
  /// By stored slice; nil where a slice was filled in.
  private let images: [SourceInstance?]

  init(_ mask: MaskSource) throws {
    let slices = StoredSlices(mask.grid)
    guard let path = mask.scan, let source = try SourceInstances.of(path, choice: mask.choice) else {
      let grid = "\(mask.grid.storedSize) \(mask.grid.storedAffine)"
      studyUID = UniqueIdentifier.derived(from: "study", grid)
      frameOfReferenceUID = UniqueIdentifier.derived(from: "frame of reference", grid)
      (identity, seriesUID, images) = ([:], nil, [])
      return
    }
    guard source.instances.count == slices.count else {
      throw Failure(
        .badData, words("mask.slices-changed", ["now": source.instances.count, "then": slices.count]), at: path,
        advice: words("mask.slices-changed-advice"))
    }
    studyUID = source.studyUID.isEmpty ? UniqueIdentifier.derived(from: "study", source.seriesUID) : source.studyUID
    frameOfReferenceUID =
      source.frameOfReferenceUID.isEmpty
      ? UniqueIdentifier.derived(from: "frame of reference", source.seriesUID) : source.frameOfReferenceUID
    identity = mask.isIdentified ? try source.identifiedAttributes() : [:]
    seriesUID = source.seriesUID
    images = (0..<slices.count).map { source.instances[slices.canonical($0)] }
  }

  /// The reference of a contour on a stored slice; nil where there is no image.
  func imageItem(_ slice: Int) -> DICOMObject? {
    guard slice < images.count, let image = images[slice], !image.instanceUID.isEmpty, !image.classUID.isEmpty else {
      return nil
    }
    var e = DICOMObject()
    e.set(.referencedSOPClassUID, image.classUID)
    e.set(.referencedSOPInstanceUID, image.instanceUID)
    if let frame = image.frameNumber { e.set(.referencedFrameNumber, frame) }
    return e
  }

  /// The item of ReferencedFrameOfReferenceSequence: study, series and every image.
  var frameItem: DICOMObject {
    var e = DICOMObject()
    e.set(.frameOfReferenceUID, frameOfReferenceUID)
    let items = images.indices.compactMap(imageItem)
    guard let seriesUID, !seriesUID.isEmpty, !items.isEmpty else { return e }
    var series = DICOMObject()
    series.set(.seriesInstanceUID, seriesUID)
    series.set(.contourImageSequence, items: items)
    var study = DICOMObject()
    // The class is retired, and what all structure sets state (Detached Study Management).
    study.set(.referencedSOPClassUID, "1.2.840.10008.3.1.2.3.1")
    study.set(.referencedSOPInstanceUID, studyUID)
    study.set(.rtReferencedSeriesSequence, items: [series])
    e.set(.rtReferencedStudySequence, items: [study])
    return e
  }
}
