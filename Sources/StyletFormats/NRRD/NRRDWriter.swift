import StyletBase
import StyletCore
import StyletFiles
import StyletImaging

/// Writes NRRD with gzip voxels, in LPS. NRRD has no rescale: values are written in the narrowest exact type.
struct NRRDWriter: ImageWriter {
  let name = "NRRD"
  let extensions = ["nrrd"]

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
      let file = try OutputFile(path)
      try file.write(Array(Self.header(source, notes, comment).utf8))
      let gzip = try DeflateSink(file, .gzip, level: level)
      try source.write(to: gzip)
      try gzip.finish()
      try OutputFile.commit(file)
    }
  }

  private static func header(
    _ source: StoredOrderSource, _ notes: [(name: String, value: String)], _ comment: String?
  ) -> String {
    let size = source.grid.storedSize
    let affine = source.grid.storedAffine
    func vector(_ v: PatientPoint) -> String { "(\(v.x),\(v.y),\(v.z))" }
    var lines = [
      "NRRD0004",
      "# written by Stylet",
      "type: \(type(source.element))",
      "dimension: 3",
      "space: left-posterior-superior",
      "sizes: \(size.i) \(size.j) \(size.k)",
      "space directions: \(vector(affine[0])) \(vector(affine[1])) \(vector(affine[2]))",
      "kinds: domain domain domain",
    ]
    if let comment { lines.append("content: \(comment)") }
    if source.element.size > 1 { lines.append("endian: little") }
    lines += ["encoding: gzip", "space origin: \(vector(affine.origin))"]
    // The names and values have nothing in them that would have to be escaped but a backslash.
    lines += notes.map { "\($0.name):=" + $0.value.replacing("\\", with: "\\\\") } + ["", ""]
    return lines.joined(separator: "\n")
  }

  private static func type(_ element: ElementType) -> String {
    switch element {
    case .float32: "float"
    case .float64: "double"
    default: element.rawValue
    }
  }
}
