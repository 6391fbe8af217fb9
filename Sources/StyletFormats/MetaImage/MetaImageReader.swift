import StyletBase
import StyletFiles
import StyletImaging

/// Reads MetaImage: .mha with its voxels in the file, .mhd with them in another, plain or zlib-compressed.
struct MetaImageReader: HeaderedReader {
  let name = "MetaImage"

  func recognises(_ probe: FileProbe) -> Bool { MetaImageHeader.recognises(probe.head) }

  func header(_ path: String) throws -> StoredImage {
    let h = try MetaImageHeader(path)
    if let type = h.text("ObjectType"), type.text.lowercased() != "image" {
      throw Failure(.badData, "a MetaIO object of type \(type.text), not an image", at: type.place)
    }
    let (extents, axes, volumes) = try Self.extents(h)
    let element = try Self.element(h)
    var problems: [String] = []
    let affine = try Self.affine(h, axes: axes, &problems)
    if axes < 3 || extents[2] == 1 { problems.append(words("scan.single")) }
    let isBig = h.flag("BinaryDataByteOrderMSB", "ElementByteOrderMSB", fallback: false)
    var image = StoredImage(
      path: path, format: "MetaImage", element: element, order: isBig ? .big : .little,
      grid: try StoredImage.grid(extents, affine), rescale: .identity,
      data: try Self.data(h, path), problems: problems)
    image.data.volumes = volumes
    image.comment = h.text("Comment")?.text
    image.facts += ScanNotes.collect { h.text($0)?.text }
    if h.foreignKeys > 0 { image.facts.append(("other fields", words("scan.not-shown", ["count": h.foreignKeys]))) }
    return image
  }

  /// Extents along the three axes of space, how many axes there are, and the volumes that the axes beyond and the
  /// channels make.
  private static func extents(_ h: MetaImageHeader) throws -> (space: [Int], axes: Int, VolumeChoice) {
    let n = try h.required("NDims")
    let axes = try integers(n.text, in: Int(Int32.min)...Int(Int32.max), count: 1, of: "NDims", at: n.place)[0]
    guard (2...10).contains(axes) else { throw Failure(.badData, "an image of \(axes) dimensions", at: n.place) }
    let d = try h.required("DimSize")
    let all = try integers(d.text, in: Int.min / 2...Int.max / 2, count: axes, of: "DimSize", at: d.place)
    var channels = 1
    if let c = h.text("ElementNumberOfChannels") {
      channels = try integers(c.text, in: Int(Int32.min)...Int(Int32.max), count: 1, of: "ElementNumberOfChannels", at: c.place)[0]
      guard channels >= 1 else { throw Failure(.badData, "\(channels) values in each voxel", at: c.place) }
    }
    // The channels of a voxel lie together: an axis before the others.
    let volumes = try VolumeChoice([channels] + all, space: [1, 2, 3], at: d.place)
    return (Array((all + [1]).prefix(3)), axes, volumes)
  }

  private static func element(_ h: MetaImageHeader) throws -> ElementType {
    let type = try h.required("ElementType")
    switch type.text.uppercased() {
    case "MET_CHAR", "MET_ASCII_CHAR": return .int8
    case "MET_UCHAR": return .uint8
    case "MET_SHORT": return .int16
    case "MET_USHORT": return .uint16
    // MetaIO's long has 4 bytes on every machine.
    case "MET_INT", "MET_LONG": return .int32
    case "MET_UINT", "MET_ULONG": return .uint32
    case "MET_LONG_LONG": return .int64
    case "MET_ULONG_LONG": return .uint64
    case "MET_FLOAT": return .float32
    case "MET_DOUBLE": return .float64
    default:
      throw Failure(
        .badData, "voxels of type \(type.text) are not read", at: type.place,
        advice: "convert it to MET_SHORT or MET_FLOAT")
    }
  }

  /// MetaIO's positions are LPS, as ITK writes them; AnatomicalOrientation does not count.
  private static func affine(_ h: MetaImageHeader, axes: Int, _ problems: inout [String]) throws -> Affine {
    func vector(_ value: (text: String, place: String)?, _ fallback: [Double]) throws -> [Double]? {
      guard let value else { return nil }
      let given = try numbers(value.text, count: axes, of: "it", at: value.place)
      return Array((given + fallback.dropFirst(given.count)).prefix(3))
    }
    var spacing = try vector(h.text("ElementSpacing", "ElementSize"), [1, 1, 1])
    if spacing == nil {
      problems.append(words("scan.no-distance"))
      spacing = [1, 1, 1]
    }
    if spacing?.contains(where: { $0 < 0 }) == true {
      problems.append(words("scan.distance-negative"))
    }
    let origin = try vector(h.text("Offset", "Position", "Origin"), [0, 0, 0])
    if origin == nil { problems.append(words("scan.no-position")) }
    var columns: [PatientPoint] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    if let matrix = h.text("TransformMatrix", "Orientation", "Rotation") {
      let m = try numbers(matrix.text, count: axes * axes, of: "the direction matrix", at: matrix.place)
      for row in 0..<min(axes, 3) {
        for x in 0..<min(axes, 3) { columns[row][x] = m[row * axes + x] }
      }
    } else {
      problems.append(words("scan.no-direction"))
    }
    let (s, o) = (spacing ?? [1, 1, 1], origin ?? [0, 0, 0])
    return Affine(
      columns[0] * abs(s[0]), columns[1] * abs(s[1]), columns[2] * abs(s[2]), origin: SIMD3(o[0], o[1], o[2]))
  }

  private static func data(_ h: MetaImageHeader, _ path: String) throws -> StoredData {
    let isCompressed = h.flag("CompressedData", fallback: false)
    let isBinary = h.flag("BinaryData", fallback: true)
    var data = StoredData(files: [], encoding: isCompressed ? .deflated : isBinary ? .raw : .text)
    if let size = h.text("HeaderSize") {
      let bytes = try integers(size.text, in: -1...1 << 40, count: 1, of: "HeaderSize", at: size.place)[0]
      if bytes == -1, isBinary { data.skip = .untilLast } else if bytes > 0 { data.start = bytes }
    }
    let words = h.dataFile.words
    if h.dataFile.uppercased() == "LOCAL" {
      data.files = [path]
      data.start = max(data.start, h.end)
    } else if words.first?.uppercased() == "LIST" {
      data.files = try h.list.map { try DataFileName.resolve($0, besides: path) }
    } else if h.dataFile.contains("%") {
      let range = words.dropFirst().compactMap { Int($0) }
      guard words.count >= 3, range.count == words.count - 1,
        let names = DataFileName.expand(words[0], from: range[0], through: range[1], by: range.count > 2 ? range[2] : 1)
      else {
        throw Failure(.badData, "its pattern of data files is not understood: \(h.dataFile)", at: "ElementDataFile")
      }
      data.files = try names.map { try DataFileName.resolve($0, besides: path) }
    } else {
      data.files = [try DataFileName.resolve(h.dataFile, besides: path)]
    }
    return data
  }
}
