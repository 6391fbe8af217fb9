import StyletCore

/// The functional groups of a segmentation's frames, their dimensions, and the images that they refer to
/// (PS3.3 C.7.6.16, C.7.6.17, C.8.20.3, C.12.2).
enum SegmentationGroups {
  static func elements(
    _ frames: [SegmentationFrame], _ planes: SegmentationPlanes, _ source: SegmentationSource
  ) -> DICOMElements {
    var e = dimensions()
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
      var referenced: [SegmentationSource.Image] = []
      for image in used.compactMap({ image($0, planes, source) })
      where referenced.last?.instanceUID != image.instanceUID { referenced.append(image) }
      if !referenced.isEmpty {
        var item = DICOMElements()
        item.set(.seriesInstanceUID, series)
        item.set(
          .referencedInstanceSequence,
          items: referenced.map { image in
            var item = DICOMElements()
            item.set(.referencedSOPClassUID, image.sopClass)
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
  ) -> SegmentationSource.Image? {
    let n = planes.canonical(plane)
    return source.images.indices.contains(n) ? source.images[n] : nil
  }

  /// Segment and position, in this order.
  private static func dimensions() -> DICOMElements {
    let uid = UniqueIdentifier.random()
    func index(_ pointer: DICOMAttribute, in group: DICOMAttribute, _ label: String) -> DICOMElements {
      var e = DICOMElements()
      e.set(.dimensionOrganizationUID, uid)
      e.set(.dimensionIndexPointer, tags: [pointer.tag])
      e.set(.functionalGroupPointer, tags: [group.tag])
      e.set(.dimensionDescriptionLabel, label)
      return e
    }
    var organization = DICOMElements()
    organization.set(.dimensionOrganizationUID, uid)
    var e = DICOMElements()
    e.set(.dimensionOrganizationSequence, items: [organization])
    e.set(
      .dimensionIndexSequence,
      items: [
        index(.referencedSegmentNumber, in: .segmentIdentificationSequence, "Segment"),
        index(.imagePositionPatient, in: .planePositionSequence, "Position"),
      ])
    return e
  }

  private static func shared(_ planes: SegmentationPlanes) -> DICOMElements {
    let (row, column, spacing) = (planes.alongRow, planes.alongColumn, planes.spacing)
    var orientation = DICOMElements()
    orientation.set(.imageOrientationPatient, numbers: [row.x, row.y, row.z, column.x, column.y, column.z])
    var measures = DICOMElements()
    measures.set(.sliceThickness, numbers: [planes.distance])
    measures.set(.spacingBetweenSlices, numbers: [planes.distance])
    // Between rows comes first (PS3.3 10.7.1.3).
    measures.set(.pixelSpacing, numbers: [spacing.alongColumn, spacing.alongRow])
    var e = DICOMElements()
    e.set(.planeOrientationSequence, items: [orientation])
    e.set(.pixelMeasuresSequence, items: [measures])
    return e
  }

  private static func group(
    _ frame: SegmentationFrame, position: PatientPoint, place: Int, image: SegmentationSource.Image?
  ) -> DICOMElements {
    var e = DICOMElements()
    e.set(.derivationImageSequence, items: image.map { [derivation($0)] } ?? [])
    var content = DICOMElements()
    content.set(.dimensionIndexValues, frame.segment, place)
    e.set(.frameContentSequence, items: [content])
    var plane = DICOMElements()
    plane.set(.imagePositionPatient, numbers: [position.x, position.y, position.z])
    e.set(.planePositionSequence, items: [plane])
    var segment = DICOMElements()
    segment.set(.referencedSegmentNumber, frame.segment)
    e.set(.segmentIdentificationSequence, items: [segment])
    return e
  }

  private static func derivation(_ image: SegmentationSource.Image) -> DICOMElements {
    var source = DICOMElements()
    source.set(.referencedSOPClassUID, image.sopClass)
    source.set(.referencedSOPInstanceUID, image.instanceUID)
    if let frame = image.frame { source.set(.referencedFrameNumber, frame) }
    source.set(.spatialLocationsPreserved, "YES")
    source.set(
      .purposeOfReferenceCodeSequence,
      items: [
        CommonModules.code(
          CodedConcept(
            scheme: "DCM", value: "121322", meaning: "Source image for image processing operation"))
      ])
    var e = DICOMElements()
    e.set(.sourceImageSequence, items: [source])
    e.set(
      .derivationCodeSequence,
      items: [CommonModules.code(CodedConcept(scheme: "DCM", value: "113076", meaning: "Segmentation"))])
    return e
  }
}
