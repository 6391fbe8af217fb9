import StyletImaging

/// An image of a series whose header does not say where it lies, or that is a scout by what it says of itself.
struct UnplacedImage: Sendable {
  let location: DICOMLocation
  let seriesUID: String
  let missing: [DICOMTag]
  let rows: Int?
  let columns: Int?
  let isScout: Bool
  /// Of a scout that says so.
  private(set) var place: (position: PatientPoint, normal: PatientPoint)?

  /// For what is set aside.
  var kind: OtherObject { isScout ? .scout : .withoutPosition }

  /// Of a frame of a file of several, base 1.
  private(set) var frameNumber: Int?

  init(scout attributes: FrameAttributes, number: Int? = nil, at location: DICOMLocation) throws {
    let dataSet = attributes.dataSet
    self.location = location
    (missing, isScout, frameNumber) = ([number == nil ? .imageType : .frameType], true, number)
    seriesUID = try SliceHeader.seriesUID(dataSet, at: location)
    rows = try? dataSet.integer(.rows, in: 1...65535)
    columns = try? dataSet.integer(.columns, in: 1...65535)
    if let p = try? attributes.numbers(.imagePositionPatient), p.count == 3,
      let o = try? attributes.numbers(.imageOrientationPatient), o.count == 6,
      let directions = SliceDirections(row: [o[0], o[1], o[2]], column: [o[3], o[4], o[5]])
    {
      place = ([p[0], p[1], p[2]], cross(directions.row, directions.column))
    }
  }

  init(_ dataSet: DICOMObject, missing: [DICOMTag], at location: DICOMLocation) throws {
    self.location = location
    (self.missing, isScout) = (missing, false)
    seriesUID = try SliceHeader.seriesUID(dataSet, at: location)
    rows = try? dataSet.integer(.rows, in: 1...65535)
    columns = try? dataSet.integer(.columns, in: 1...65535)
  }

  /// Whether it seems to be a slice of the scan that `slice` is of: a scout or a page of text is of another size, or
  /// lies across the slices.
  func belongs(to slice: SliceHeader) -> Bool {
    if isScout, place.map({ dot($0.normal, slice.normal) > SliceDirections.parallel }) != true { return false }
    return seriesUID == slice.seriesUID && rows == slice.format.rows && columns == slice.format.columns
  }
}
