import StyletFiles

/// An image format as a form that masks leave in.
struct ImageMaskWriter: MaskWriter {
  let form: String
  let writer: any ImageWriter
  var extensions: [String] { writer.extensions }

  func write(_ mask: MaskSource, to path: String) throws {
    try writer.write(mask.labels, grid: mask.grid, findings: mask.findings, to: path)
  }
}
