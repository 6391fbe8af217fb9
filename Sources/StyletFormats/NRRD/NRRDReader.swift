import StyletBase
import StyletFiles
import StyletImaging

/// Reads NRRD: with its voxels in the file or in others (.nhdr), raw, gzip or text.
struct NRRDReader: HeaderedReader {
  let name = "NRRD"

  func recognises(_ probe: FileProbe) -> Bool { NRRDHeader.recognises(probe.head) }

  func header(_ path: String) throws -> StoredImage { try image(NRRDHeader(path), path) }

  /// One layer of a segmentation, or one volume of many, as labels: whole numbers 0...255.
  /// - Parameters:
  ///   - h: the header of the file at `path`; its key/value pairs say what the labels mean.
  ///   - component: base 0, along the axis that does not run through space, the fastest or the slowest: less than
  ///     ``StoredImage/data``'s `volumes.count`. Cost: a pass over the file.
  func labels(_ h: NRRDHeader, _ path: String, component: Int, _ options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) { try image(h, path).choosing(ScanChoice(volume: component)).readLabels(options) }
  }

  /// What a header says of the image; `data.volumes.count` is how many layers or volumes it has.
  func image(_ h: NRRDHeader, _ path: String) throws -> StoredImage {
    let element = try h.element()
    let geometry = try NRRDGeometry(h)
    var data = try Self.data(h, path)
    data.volumes = geometry.volumes
    var image = StoredImage(
      path: path, format: "NRRD", element: element, order: try Self.order(h, element, data.encoding),
      grid: try StoredImage.grid(geometry.extents, geometry.affine), rescale: .identity, data: data,
      facts: [("version", "NRRD000\(h.version)")], problems: geometry.problems)
    if let space = h.field("space")?.text { image.facts.append(("space", space)) }
    image.comment = h.field("content")?.text
    image.facts += ScanNotes.collect { h.pair($0) }
    return image
  }

  private static func order(_ h: NRRDHeader, _ element: ElementType, _ encoding: StoredData.Encoding) throws
    -> ByteOrder
  {
    guard element.size > 1, encoding != .text else { return .little }
    let f = try h.required("endian")
    switch f.text.lowercased() {
    case "little": return .little
    case "big": return .big
    default: throw Failure(.badData, "the byte order \"\(f.text)\" is not known", at: f.place)
    }
  }

  private static func data(_ h: NRRDHeader, _ path: String) throws -> StoredData {
    let f = try h.required("encoding")
    let encoding: StoredData.Encoding
    switch f.text.lowercased() {
    case "raw": encoding = .raw
    case "gz", "gzip": encoding = .deflated
    case "txt", "text", "ascii": encoding = .text
    default:
      throw Failure(
        .badData, "voxels packed as \(f.text) are not read", at: f.place,
        advice: "save it with gzip or raw encoding, as \"unu save -f nrrd -e gzip\" does")
    }
    var data = StoredData(files: [path], encoding: encoding, start: h.end)
    let lines = try h.integer("line skip", in: 0...Int(UInt32.max)) ?? 0
    // -1: the voxels are the last bytes.
    let bytes = try h.integer("byte skip", in: -1...1 << 40) ?? 0
    data.lines = lines
    if encoding != .text { data.skip = bytes == -1 ? .untilLast : .bytes(bytes) }
    guard let name = h.field("data file") else { return data }
    data.start = 0
    let words = name.text.words
    if words.first == "LIST" {
      data.files = h.list
    } else if name.text.contains("%"), words.count >= 4 {
      let range = words.dropFirst().compactMap { Int($0) }
      guard range.count == words.count - 1,
        let names = DataFileName.expand(words[0], from: range[0], through: range[1], by: range[2])
      else { throw Failure(.badData, "the pattern of data files is not understood: \(name.text)", at: name.place) }
      data.files = names
    } else {
      data.files = [name.text]
    }
    data.files = try data.files.map { try DataFileName.resolve($0, besides: path) }
    return data
  }
}
