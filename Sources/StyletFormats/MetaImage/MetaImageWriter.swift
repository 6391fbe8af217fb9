import StyletBase
import StyletFiles
import StyletImaging

/// Writes MetaImage, zlib-compressed: .mha, or .mhd with a .zraw beside it. MetaImage has no rescale: values are
/// written in the narrowest exact type.
struct MetaImageWriter: ImageWriter {
  let name = "MetaImage"
  let extensions = ["mha", "mhd"]

  func write(_ volume: Volume, notes: [(name: String, value: String)], to path: String) throws {
    try write(StoredOrderSource(values: volume), notes, nil, to: path, level: 1)
  }

  func write(_ labels: LabelMap, grid: VoxelGrid, findings: LabelTable, to path: String) throws {
    try write(try StoredOrderSource(labels, grid: grid), [], MaskComment.text(findings), to: path, level: 6)
  }

  private func write(
    _ source: StoredOrderSource, _ notes: [(name: String, value: String)], _ comment: String?, to path: String,
    level: Int32
  ) throws {
    try Failure.naming(path) {
      let isSingle = path.lowercased().hasSuffix(".mha")
      let dataPath = isSingle ? path : path.dropLast(4) + ".zraw"
      let dataName = isSingle ? "LOCAL" : String(dataPath.split(separator: "/").last ?? "")
      let header = try OutputFile(path, isRewritten: true)
      let data = isSingle ? header : try OutputFile(String(dataPath))
      // The compressed size stands before the data and is known after them.
      let (start, end) = Self.header(source, notes, comment, dataName)
      try header.write(Array((start + Self.padded(0) + end).utf8))
      let before = data.count
      let zlib = try DeflateSink(data, .zlib, level: level)
      try source.write(to: zlib)
      try zlib.finish()
      let size = data.count - (isSingle ? before : 0)
      try header.overwrite(Array(Self.padded(size).utf8), at: start.utf8.count)
      if isSingle { try OutputFile.commit(header) } else { try OutputFile.commit(data, header) }
    }
  }

  private static func padded(_ size: Int) -> String {
    let digits = String(size)
    return String(repeating: "0", count: max(0, 15 - digits.count)) + digits
  }

  /// The header before and after the value of CompressedDataSize.
  private static func header(
    _ source: StoredOrderSource, _ notes: [(name: String, value: String)], _ comment: String?, _ dataName: String
  ) -> (String, String) {
    let size = source.grid.storedSize
    let affine = source.grid.storedAffine
    let spacing = (0..<3).map { length(affine[$0]) }
    func text(_ v: PatientPoint) -> String { "\(v.x) \(v.y) \(v.z)" }
    let directions = (0..<3).map { text(affine[$0] / spacing[$0]) }.joined(separator: " ")
    let start = """
      ObjectType = Image
      Comment = \(comment ?? "written by Stylet")
      NDims = 3
      BinaryData = True
      BinaryDataByteOrderMSB = False
      CompressedData = True
      CompressedDataSize =\u{20}
      """
    let end = """

      TransformMatrix = \(directions)
      Offset = \(text(affine.origin))
      CenterOfRotation = 0 0 0
      ElementSpacing = \(spacing[0]) \(spacing[1]) \(spacing[2])
      \(notes.map { "\($0.name) = \($0.value)\n" }.joined())\
      DimSize = \(size.i) \(size.j) \(size.k)
      ElementType = \(type(source.element))
      ElementDataFile = \(dataName)

      """
    return (start, end)
  }

  private static func type(_ element: ElementType) -> String {
    switch element {
    case .int8: "MET_CHAR"
    case .uint8: "MET_UCHAR"
    case .int16: "MET_SHORT"
    case .uint16: "MET_USHORT"
    case .int32: "MET_INT"
    case .uint32: "MET_UINT"
    case .int64: "MET_LONG_LONG"
    case .uint64: "MET_ULONG_LONG"
    case .float32: "MET_FLOAT"
    case .float64: "MET_DOUBLE"
    }
  }
}
