import ArgumentParser
import StyletCore
import StyletFormats

/// `stylet export`: a project's findings for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a project's findings as a mask on the source grid, as contours, or as a table.",
    discussion: """
      The file's ending chooses the form, or --to does: \(Masks.forms.joined(separator: ", ")). DICOM objects name the \
      study, series and images that they belong to, which they are useless without, but neither patient nor dates \
      unless --identified. With - the file goes to standard output, and --to says its form.

      The form json is what `stylet extent --json` prints, whose help describes it: format, version, program, notice, \
      scan, unsaved, voxel_mm3, findings, total, and badges and lungs where there are any.
      """)

  @Argument(help: "A project.", transform: Input.path) var project: String
  @Argument(help: "The file to write.") var out: String
  @Option(help: "The form; from the file's ending when not given.") var to: String?
  @Flag(help: "Let the patient's name, number and dates go along, where the scan and the form have them.")
  var identified = false
  @OptionGroup var whole: WholeScan
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Scans.mustExist(project)
    guard ProjectFiles.isProject(project) else {
      throw Failure(.badData, path: project, "is not a project", advice: "give the .stylet.json file")
    }
    _ = try FormatRegistry.standard.maskWriter(for: out, form: to)
    try output.writing([out], reading: [project], toStandardOutput: true, as: [.mask, .text]) {}
    let scan = try LabelledScan.open(project, incomplete: whole.incomplete)
    var source = scan.source
    source.isIdentified = identified
    try output.writing(reading: scan.inputs, toStandardOutput: true) { try Masks.export(source, to: out, form: to) }
  }
}
