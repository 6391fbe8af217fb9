import StyletBase
import StyletCore
import StyletDICOM
import StyletFiles
import StyletImaging

/// Writes the JSON that dcmqi's itkimage2segimage wants beside a mask (NIfTI, NRRD) to make a DICOM SEG of it.
///
/// The mask is one label file, so segmentAttributes has one list. Only what is drawn is listed: a DICOM segment has
/// voxels. Source: QIICR/dcmqi, doc/schemas/seg-schema.json, which allows no further members, so that the notice has no
/// place in it.
struct DCMQIWriter: MaskWriter {
  let form = "dcmqi"
  let extensions = ["dcmqi.json"]

  func write(_ mask: MaskSource, to path: String) throws {
    let drawn = DrawnLabels(mask.labels)
    let findings = drawn.findings(of: mask.findings).filter { drawn.boxes[$0.value] != nil }
    guard !findings.isEmpty else {
      throw Failure(
        .badData, path: path, words("mask.needs-segment"), advice: words("mask.needs-segment-advice"))
    }
    let reader = mask.reader.dicomText(64)
    let scan = try SegmentationWriter.source(mask).0.key
    let root: JSONObject = [
      "@schema": .string("https://raw.githubusercontent.com/qiicr/dcmqi/master/doc/schemas/seg-schema.json#"),
      "ContentCreatorName": .string(reader.isEmpty ? "Stylet" : reader),
      "ContentLabel": .string(mask.contents.uppercased()),
      "ContentDescription": .string("\(mask.contents.beginningSentence) outlined with Stylet"),
      "SeriesDescription": .string("Stylet \(mask.contents)"),
      "SeriesNumber": .string("300"),
      "InstanceNumber": .string("1"),
      "BodyPartExamined": .string("CHEST"),
      "segmentAttributes": .array([.array(findings.map { .object(Self.attributes($0, mask, scan)) })]),
    ]
    try OutputFile.write(Array((JSONValue.object(root).text + "\n").utf8), to: path)
  }

  private static func attributes(_ finding: Finding, _ mask: MaskSource, _ scan: String) -> JSONObject {
    func code(_ c: CodedConcept) -> JSONValue {
      .object([
        "CodeValue": .string(c.value.dicomText(64)), "CodingSchemeDesignator": .string(c.scheme.dicomText(64)),
        "CodeMeaning": .string(c.meaning.dicomText(64)),
      ])
    }
    let algorithm = SegmentAlgorithm(finding, of: mask)
    var out: JSONObject = [
      "labelID": .int(Int(finding.value)),
      "SegmentLabel": .string((finding.code.isEmpty ? "L\(finding.value)" : finding.code).dicomText(64)),
      "SegmentDescription": .string(finding.name.dicomText(1024)),
      "SegmentedPropertyCategoryCodeSequence": code(Finding.category),
      "SegmentedPropertyTypeCodeSequence": code(finding.concept),
      "AnatomicRegionSequence": code(Finding.region),
      "SegmentAlgorithmType": .string(algorithm.type.rawValue),
    ]
    out["SegmentAlgorithmName"] = algorithm.name.map(JSONValue.string)
    let c = finding.colour
    out["recommendedDisplayRGBValue"] = .array([.int(Int(c.r)), .int(Int(c.g)), .int(Int(c.b))])
    let tracking = SegmentTracking(finding, of: mask, scan: scan)
    out["TrackingIdentifier"] = .string(tracking.identifier.dicomText(1024))
    out["TrackingUniqueIdentifier"] = .string(tracking.uid)
    return out
  }
}

extension String {
  /// Text as DICOM takes it in one value: no control characters, no backslash, at most `limit` characters.
  fileprivate func dicomText(_ limit: Int) -> String { oneLine(limit: limit).replacing("\\", with: "/") }
}
