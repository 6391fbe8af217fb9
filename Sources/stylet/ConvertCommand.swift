import ArgumentParser
import StyletCore
import StyletFormats

/// `stylet convert`: between image formats.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert between image formats, voxels and geometry exact.")

  @Argument(help: "An image file or a folder of DICOM files.", transform: Input.path) var input: String
  @Argument(help: "The file to write: .nii.gz, .nii, .nrrd, .mha or .mhd.") var output: String
  @OptionGroup var which: ScanOptions
  @OptionGroup var out: OutputOptions

  func run() throws {
    let writer = try Scans.writer(for: output)
    try out.writing([output], reading: [input], as: [.scan]) {}
    let image = try Scans.read(input, which.choice, incomplete: which.incomplete)
    try out.writing(reading: [input] + image.description.parts, as: [.scan]) {
      try writer.write(image.volume, notes: image.description.notes, to: output)
    }
  }
}
