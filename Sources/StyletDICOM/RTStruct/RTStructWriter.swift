import StyletBase
import StyletFiles
import StyletImaging

/// Writes findings as an RT structure set (PS3.3 A.19): a region of interest for each, with closed planar contours in
/// the planes of the scan's own slices.
///
/// The outlines are those of ``MaskOutline``: along the edges of the voxels, a hundredth of a voxel inside of them.
/// Filled by "centre inside" (even-odd or non-zero), or with vertices rounded to voxels first, they give the mask
/// back, voxel by voxel; each slice is filled again before it is written. Holes leave
///   - by default through a keyhole (CLOSED_PLANAR, PS3.3 C.8.8.6.3), a channel without width: every reader has known
///     it since 1997, also those that fill contour by contour and take them together;
///   - as contours of their own (CLOSEDPLANAR_XOR) on request, for readers that combine contours by exclusive or.
///
/// A scan that is not DICOM has no images to refer to: identifiers are made, the same for the same grid, and the
/// contours' images are left out, so that programs which look a series up (rt-utils) find none.
///
/// The transfer syntax is implicit VR: contours may be longer than the 64 KB that explicit VR leaves to DS.
package struct RTStructWriter: MaskWriter {
  package let form: String
  package let extensions: [String]
  let holes: MaskOutline.Holes

  package init() {
    form = "rtstruct"
    extensions = ["rtstruct.dcm"]
    holes = .keyhole
  }

  /// Holes as contours of their own; only `--to` chooses it.
  package static let exclusiveOr = RTStructWriter(form: "rtstruct-xor", holes: .separate)

  private init(form: String, holes: MaskOutline.Holes) {
    self.form = form
    extensions = []
    self.holes = holes
  }

  package func write(_ mask: MaskSource, to path: String) throws {
    try Failure.naming(path) {
      let scan = try ReferencedScan(mask)
      let traced = try TracedContours(mask.labels, on: mask.grid, holes: holes).contours
      try object(mask, regions: regions(mask, traced), scan).write(to: path)
    }
  }

  /// A region of interest. Its number is the finding's value.
  private struct Region {
    let finding: Finding
    let contours: [TracedContours.Contour]
  }

  /// The findings that are drawn, in the order of the table, then labels that are not in it. Where nothing is drawn
  /// all findings, without contours: looked for and not found.
  private func regions(_ mask: MaskSource, _ traced: [UInt8: [TracedContours.Contour]]) throws -> [Region] {
    let listed = mask.findings.findings
    var regions = listed.compactMap { f in traced[f.value].map { Region(finding: f, contours: $0) } }
    for value in traced.keys.sorted() where mask.findings[value] == nil {
      let finding = Finding(value: value, code: "L\(value)", name: "Label \(value)", colour: RGB(0xff, 0xff, 0x00))
      regions.append(Region(finding: finding, contours: traced[value] ?? []))
    }
    if regions.isEmpty { regions = listed.map { Region(finding: $0, contours: []) } }
    guard !regions.isEmpty else {
      throw Failure(.badData, words("mask.no-finding"), advice: words("mask.no-finding-advice"))
    }
    return regions
  }

  private func object(_ mask: MaskSource, regions: [Region], _ scan: ReferencedScan) throws -> DICOMFile {
    let (day, time) = (mask.date.dateDigits, mask.date.timeDigits)
    var e = CommonModules.patientAndStudy(studyUID: scan.studyUID, identity: scan.identity)
    e.merge(
      CommonModules.seriesAndEquipment(
        modality: "RTSTRUCT", seriesUID: UniqueIdentifier.random(), number: 1, description: mask.contents,
        date: mask.date))
    e.set(.operatorsName, texts: mask.reader.isEmpty ? [] : [mask.reader])
    e.set(.frameOfReferenceUID, scan.frameOfReferenceUID)
    e.set(.positionReferenceIndicator, texts: [])
    e.set(.structureSetLabel, "Stylet \(mask.contents)")
    e.set(.structureSetName, "\(mask.contents.beginningSentence) drawn with Stylet \(Release.version)")
    e.set(
      .structureSetDescription,
      ResearchUse.inData + " Contours run 0.01 voxel inside the edges of the voxels drawn; holes "
        + (holes == .keyhole ? "are joined by a channel without width." : "are contours of their own (XOR)."))
    e.set(.structureSetDate, day)
    e.set(.structureSetTime, time)
    e.set(.referencedFrameOfReferenceSequence, items: [scan.frameItem])
    e.set(.structureSetROISequence, items: regions.map { roi($0, mask, scan) })
    e.set(.roiContourSequence, items: try regions.map { try contours($0, scan) })
    e.set(.rtROIObservationsSequence, items: regions.enumerated().map { observation($1, number: $0 + 1) })
    e.set(.approvalStatus, "UNAPPROVED")
    return DICOMFile(
      sopClass: RTStruct.storageClass, instanceUID: UniqueIdentifier.random(), dataSet: e,
      transferSyntax: .implicitLittleEndian)
  }

  private func roi(_ region: Region, _ mask: MaskSource, _ scan: ReferencedScan) -> DICOMObject {
    var e = DICOMObject()
    e.set(.roiNumber, Int(region.finding.value))
    e.set(.referencedFrameOfReferenceUID, scan.frameOfReferenceUID)
    e.set(.roiName, region.finding.name.isEmpty ? region.finding.code : region.finding.name)
    let algorithm = SegmentAlgorithm(region.finding, of: mask)
    e.set(.roiGenerationAlgorithm, algorithm.type.rawValue)
    if let name = algorithm.name { e.set(.roiGenerationDescription, name) }
    return e
  }

  private func contours(_ region: Region, _ scan: ReferencedScan) throws -> DICOMObject {
    var e = DICOMObject()
    let colour = region.finding.colour
    e.set(.roiDisplayColor, Int(colour.r), Int(colour.g), Int(colour.b))
    e.set(.referencedROINumber, Int(region.finding.value))
    guard !region.contours.isEmpty else { return e }
    e.set(
      .contourSequence,
      items: try region.contours.enumerated().map { n, contour in
        var item = DICOMObject()
        if let image = scan.imageItem(contour.slice) { item.set(.contourImageSequence, items: [image]) }
        item.set(.contourGeometricType, holes == .keyhole ? "CLOSED_PLANAR" : "CLOSEDPLANAR_XOR")
        item.set(.numberOfContourPoints, contour.points.count)
        item.set(.contourNumber, n + 1)
        item.set(.contourData, bytes: try ContourText.text(contour.points))
        return item
      })
    return e
  }

  private func observation(_ region: Region, number: Int) -> DICOMObject {
    var e = DICOMObject()
    e.set(.observationNumber, number)
    e.set(.referencedROINumber, Int(region.finding.value))
    e.set(.roiObservationLabel, region.finding.code)
    e.set(.rtROIIdentificationCodeSequence, items: [CommonModules.code(region.finding.concept)])
    // The defined terms are those of planning a treatment; none of them is a lesion that is only described.
    e.set(.rtROIInterpretedType, texts: [])
    e.set(.roiInterpreter, texts: [])
    return e
  }
}
