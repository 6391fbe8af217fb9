import StyletBase
import StyletFiles
import StyletImaging

/// Reads dcmqi's segmentation JSON as a label table: labelID → name, type and colour.
///
/// A segment's name is its SegmentLabel, else its description, else what its type means. Several lists, one for each
/// label file, are taken together as long as no labelID stands twice.
struct DCMQIReader: LabelTableReader {
  let name = "dcmqi segmentation JSON"

  func recognises(_ probe: FileProbe) -> Bool {
    JSONFile.isLikely(probe, members: ["segmentAttributes", "ContentCreatorName", "segmentAttributesFileMapping"])
  }

  func readTable(_ path: String) throws -> [Segment] {
    try Failure.naming(path) {
      guard let lists = try JSONFile.read(path).object?["segmentAttributes"]?.array else {
        throw Failure(.badData, "the list segmentAttributes is missing")
      }
      var segments: [UInt8: Segment] = [:]
      for (n, list) in lists.enumerated() {
        guard let list = list.array else {
          throw Failure(.badData, "a list of segments was expected", at: "segmentAttributes[\(n)]")
        }
        for (m, item) in list.enumerated() {
          let place = "segmentAttributes[\(n)][\(m)]"
          guard let item = item.object else { throw Failure(.badData, "a segment was expected", at: place) }
          let segment = try Self.segment(item, at: place)
          guard segments.updateValue(segment, forKey: segment.value) == nil else {
            throw Failure(
              .badData, "the labelID \(segment.value) stands twice", at: place,
              advice: "give the JSON of one label file at a time")
          }
        }
      }
      return segments.values.sorted { $0.value < $1.value }
    }
  }

  private static func segment(_ item: JSONObject, at place: String) throws -> Segment {
    // dcmqi takes a missing labelID as 1.
    let label = item["labelID"].map { $0.int ?? -1 } ?? 1
    guard let value = UInt8(exactly: label), value != 0 else {
      throw Failure(.badData, "a labelID from 1 to 255 was expected", at: place + ".labelID")
    }
    func text(_ name: String) -> String? { item[name]?.string.flatMap { $0.trimmed.isEmpty ? nil : $0 } }
    var type: CodedConcept?
    if let code = item["SegmentedPropertyTypeCodeSequence"]?.object,
      let scheme = code["CodingSchemeDesignator"]?.string,
      let value = code["CodeValue"]?.string
    {
      type = CodedConcept(scheme: scheme, value: value, meaning: code["CodeMeaning"]?.string ?? "")
    }
    let rgb = item["recommendedDisplayRGBValue"]?.array?.compactMap { $0.int.flatMap(UInt8.init(exactly:)) } ?? []
    return Segment(
      value: value, name: text("SegmentLabel") ?? text("SegmentDescription") ?? type?.meaning ?? "", type: type,
      colour: rgb.count == 3 ? RGB(rgb[0], rgb[1], rgb[2]) : nil)
  }
}
