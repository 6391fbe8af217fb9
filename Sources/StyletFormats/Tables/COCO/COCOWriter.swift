import StyletBase
import StyletFiles
import StyletImaging

/// Writes COCO's instances JSON: an image for each axial slice, an annotation for each finding on each slice.
///
/// An image is the slice as it is displayed, and as a DICOM series of axial slices has it: columns from the patient's
/// right to left (canonical i), rows from front to back (canonical j); `slice` is canonical k, base 0, from the feet
/// up, `id` is k + 1. Pictures are not written: `file_name` is what they would be called.
/// Segmentations are pycocotools' compressed strings, which it and what is built on it read as they are; `iscrowd`
/// is 0.
/// `info.grid` says where the slices lie (LPS mm), so that the file can be put on the scan again.
struct COCOWriter: MaskWriter {
  let form = "coco"
  let extensions = ["coco.json"]

  func write(_ mask: MaskSource, to path: String) throws {
    let size = mask.grid.size
    let findings = DrawnLabels(mask.labels).findings(of: mask.findings)
    var annotations: [JSONValue] = []
    for k in 0..<size.k where mask.labels.isUsed(k: k) {
      let columns = COCOColumns(mask.labels, k: k)
      for finding in findings {
        guard let runs = columns.runs[finding.value] else { continue }
        annotations.append(
          .object([
            "id": .int(annotations.count + 1), "image_id": .int(k + 1), "category_id": .int(Int(finding.value)),
            "segmentation": .object([
              "size": .array([.int(size.j), .int(size.i)]),
              "counts": .string(COCORuns.string(COCORuns.counts(runs, pixels: size.i * size.j))),
            ]),
            "area": .int(runs.reduce(0) { $0 + $1.count }),
            "bbox": .array(COCOColumns.box(runs, height: size.j).map { .int($0) }), "iscrowd": .int(0),
          ]))
      }
    }
    let images = (0..<size.k).map { k -> JSONValue in
      let digits = String(k + 1)
      let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return .object([
        "id": .int(k + 1), "width": .int(size.i), "height": .int(size.j), "file_name": .string("axial-\(number).png"),
        "slice": .int(k),
      ])
    }
    let categories = findings.map { finding -> JSONValue in
      let c = finding.colour
      return .object([
        "id": .int(Int(finding.value)), "name": .string(finding.name), "supercategory": .string("finding"),
        "code": .string(finding.code), "color": .array([.int(Int(c.r)), .int(Int(c.g)), .int(Int(c.b))]),
      ])
    }
    let root: JSONObject = [
      "info": .object(Self.info(mask)), "licenses": .array([]), "images": .array(images),
      "annotations": .array(annotations), "categories": .array(categories),
    ]
    try OutputFile.write(Array((JSONValue.object(root).text + "\n").utf8), to: path)
  }

  private static func info(_ mask: MaskSource) -> JSONObject {
    func vector(_ v: PatientPoint) -> JSONValue { .array([.double(v.x), .double(v.y), .double(v.z)]) }
    let (size, affine) = (mask.grid.size, mask.grid.affine)
    return [
      "description": .string("\(mask.contents.beginningSentence) outlined with Stylet. \(ResearchUse.inData)"),
      "version": .string(Release.version),
      "year": .int(mask.date.year),
      "contributor": .string(mask.reader), "date_created": .string(mask.date.iso8601),
      "grid": .object([
        "size": .array([.int(size.i), .int(size.j), .int(size.k)]), "origin": vector(affine.origin),
        "i": vector(affine[0]), "j": vector(affine[1]), "k": vector(affine[2]),
      ]),
    ]
  }
}

/// The labels of an axial slice, column by column.
struct COCOColumns {
  /// For each label its runs of pixel numbers, i · height + j, ascending.
  private(set) var runs: [UInt8: [Range<Int>]] = [:]

  /// Cost: the pixels of the slice.
  init(_ labels: LabelMap, k: Int) {
    let size = labels.size
    let pixels = [UInt8](unsafeUninitializedCapacity: size.i * size.j) { out, count in
      labels.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: out)
      count = size.i * size.j
    }
    for i in 0..<size.i {
      var j = 0
      while j < size.j {
        let label = pixels[j * size.i + i]
        let first = j
        repeat { j += 1 } while j < size.j && pixels[j * size.i + i] == label
        if label != 0 { runs[label, default: []].append(i * size.j + first..<i * size.j + j) }
      }
    }
  }

  /// x, y, width and height of the pixels' box.
  static func box(_ runs: [Range<Int>], height: Int) -> [Int] {
    guard let first = runs.first, let last = runs.last else { return [0, 0, 0, 0] }
    // No run goes on over the end of a column.
    let top = runs.reduce(height) { min($0, $1.lowerBound % height) }
    let bottom = runs.reduce(0) { max($0, ($1.upperBound - 1) % height) }
    let left = first.lowerBound / height, right = (last.upperBound - 1) / height
    return [left, top, right - left + 1, bottom - top + 1]
  }
}
