import StyletImaging

/// The functional groups of a segmentation's frames, their dimensions, and the images that they refer to
/// (PS3.3 C.7.6.16, C.7.6.17, C.8.20.3, C.12.2).
enum SegmentationGroups {
  /// - Parameter dimensions: UID of their organization.
  static func elements(
    _ frames: [SegmentationFrame], _ planes: SegmentationPlanes, _ source: SegmentationSource, dimensions uid: String
  ) -> DICOMObject {
    var e = dimensions(uid)
    e.set(.sharedFunctionalGroupsSequence, items: [shared(planes)])
    // Positions are counted in the order of the planes, over all segments.
    let used = Set(frames.map(\.plane)).sorted()
    let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0 + 1) })
    e.set(
      .perFrameFunctionalGroupsSequence,
      items: frames.map { frame in
        group(
          frame, position: planes.position(frame.plane), place: places[frame.plane] ?? 1,
          image: image(frame.plane, planes, source))
      })
    if let series = source.seriesUID {
      var referenced: [SourceInstance] = []
      for image in used.compactMap({ image($0, planes, source) })
      where referenced.last?.instanceUID != image.instanceUID { referenced.append(image) }
      if !referenced.isEmpty {
        var item = DICOMObject()
        item.set(.seriesInstanceUID, series)
        item.set(
          .referencedInstanceSequence,
          items: referenced.map { image in
            var item = DICOMObject()
            item.set(.referencedSOPClassUID, image.classUID)
            item.set(.referencedSOPInstanceUID, image.instanceUID)
            return item
          })
        e.set(.referencedSeriesSequence, items: [item])
      }
    }
    return e
  }

  private static func image(
    _ plane: Int, _ planes: SegmentationPlanes, _ source: SegmentationSource
  ) -> SourceInstance? {
    let n = planes.canonical(plane)
    return source.images.indices.contains(n) ? source.images[n] : nil
  }

  /// Segment and position, in this order.
  private static func dimensions(_ uid: String) -> DICOMObject {
    func index(_ pointer: DICOMTag, in group: DICOMTag, _ label: String) -> DICOMObject {
      var e = DICOMObject()
      e.set(.dimensionOrganizationUID, uid)
      e.set(.dimensionIndexPointer, tags: [pointer])
      e.set(.functionalGroupPointer, tags: [group])
      e.set(.dimensionDescriptionLabel, label)
      return e
    }
    var organization = DICOMObject()
    organization.set(.dimensionOrganizationUID, uid)
    var e = DICOMObject()
    e.set(.dimensionOrganizationSequence, items: [organization])
    e.set(
      .dimensionIndexSequence,
      items: [
        index(.referencedSegmentNumber, in: .segmentIdentificationSequence, "Segment"),
        index(.imagePositionPatient, in: .planePositionSequence, "Position"),
      ])
    return e
  }

  private static func shared(_ planes: SegmentationPlanes) -> DICOMObject {
    let (row, column, spacing) = (planes.alongRow, planes.alongColumn, planes.spacing)
    var orientation = DICOMObject()
    orientation.set(.imageOrientationPatient, numbers: [row.x, row.y, row.z, column.x, column.y, column.z])
    var measures = DICOMObject()
    measures.set(.sliceThickness, numbers: [planes.distance])
    measures.set(.spacingBetweenSlices, numbers: [planes.distance])
    // Between rows comes first (PS3.3 10.7.1.3).
    measures.set(.pixelSpacing, numbers: [spacing.alongColumn, spacing.alongRow])
    var e = DICOMObject()
    e.set(.planeOrientationSequence, items: [orientation])
    e.set(.pixelMeasuresSequence, items: [measures])
    return e
  }

  private static func group(
    _ frame: SegmentationFrame, position: PatientPoint, place: Int, image: SourceInstance?
  ) -> DICOMObject {
    var e = DICOMObject()
    if let image { e.set(.derivationImageSequence, items: [derivation(image)]) }
    var content = DICOMObject()
    content.set(.dimensionIndexValues, frame.segment, place)
    e.set(.frameContentSequence, items: [content])
    var plane = DICOMObject()
    plane.set(.imagePositionPatient, numbers: [position.x, position.y, position.z])
    e.set(.planePositionSequence, items: [plane])
    var segment = DICOMObject()
    segment.set(.referencedSegmentNumber, frame.segment)
    e.set(.segmentIdentificationSequence, items: [segment])
    return e
  }

  private static func derivation(_ image: SourceInstance) -> DICOMObject {
    var source = DICOMObject()
    source.set(.referencedSOPClassUID, image.classUID)
    source.set(.referencedSOPInstanceUID, image.instanceUID)
    if let frame = image.frameNumber { source.set(.referencedFrameNumber, frame) }
    source.set(.spatialLocationsPreserved, "YES")
    source.set(
      .purposeOfReferenceCodeSequence,
      items: [
        CommonModules.code(
          CodedConcept(
            scheme: "DCM", value: "121322", meaning: "Source image for image processing operation"))
      ])
    var e = DICOMObject()
    e.set(.sourceImageSequence, items: [source])
    e.set(
      .derivationCodeSequence,
      items: [CommonModules.code(CodedConcept(scheme: "DCM", value: "113076", meaning: "Segmentation"))])
    return e
  }
}
