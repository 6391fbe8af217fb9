import StyletBase
import StyletFiles
import StyletImaging

/// The DICOM objects that a scan was read from: what a segmentation or a structure set refers to.
struct SourceInstances: Sendable {
  /// Empty where the files do not say.
  let studyUID: String
  let seriesUID: String
  let frameOfReferenceUID: String
  /// The axis of the canonical grid that the slices are stacked along: 2 for axial slices, 1 coronal, 0 sagittal.
  let sliceAxis: Int
  /// By canonical index along ``sliceAxis`` (k of axial slices); nil where a slice was filled in between others.
  let instances: [SourceInstance?]

  private let first: SliceHeader

  /// The objects of the scan that reading `path` with this choice gives. Reads headers, no pixels.
  ///
  /// - Returns: nil when the path is not DICOM.
  /// - Throws: ``Failure`` naming `path` where reading it would fail as well.
  static func of(_ path: String, choice: ScanChoice) throws -> SourceInstances? {
    guard DICOMSeriesReader().recognises(try FileProbe(path)) else { return nil }
    return SourceInstances(try DICOMScan(path, choice: choice, progress: nil).stack)
  }

  init(_ stack: SliceStack) {
    first = stack.slices[0]
    studyUID = first.studyUID
    seriesUID = first.statedSeriesUID
    frameOfReferenceUID = first.frameOfReferenceUID
    let storage = stack.grid.storage
    // The canonical axis that runs along the stored axis of slices.
    sliceAxis = storage.sliceAxis
    let instances = stack.planes.map { plane -> SourceInstance? in
      if plane.isFilledIn { return nil }
      let slice = stack.slices[plane.lower]
      return SourceInstance(
        classUID: slice.sopClassUID, instanceUID: slice.instanceUID, frameNumber: slice.frameNumber)
    }
    self.instances = storage.flipped[sliceAxis] == 1 ? instances.reversed() : instances
  }

  /// What the first slice's file says of the patient and the study: read from the file now, kept nowhere else.
  /// For exports that were asked to carry it.
  ///
  /// - Returns: the values as they are written in the file, decoded; tags that are absent or empty are left out.
  func identifiedAttributes() throws -> [DICOMTag: String] {
    do {
      guard let file = try DICOMFile(first.location) else { return [:] }
      var found: [DICOMTag: String] = [:]
      for tag in Self.identifying {
        let values = try file.dataSet.strings(tag)
        if values.contains(where: { !$0.isEmpty }) { found[tag] = values.joined(separator: "\\") }
      }
      return found
    } catch let failure as Failure {
      throw failure.about(first.path)
    }
  }

  /// The attributes of PS3.3's patient and general study modules that other objects of the study repeat.
  static let identifying: [DICOMTag] = [
    .studyDate, .studyTime, .accessionNumber, .referringPhysicianName, .studyDescription, .patientName, .patientID,
    .issuerOfPatientID, .patientBirthDate, .patientSex, .patientAge, .studyID,
    .patientIdentityRemoved, .deidentificationMethod,
  ]
}

/// One slice's object.
struct SourceInstance: Hashable, Sendable {
  /// SOPClassUID and SOPInstanceUID; empty where the file does not say.
  let classUID: String
  let instanceUID: String
  /// Base 1; nil where the object is a single image.
  let frameNumber: Int?
}
