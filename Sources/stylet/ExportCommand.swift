import ArgumentParser
import StyletCore
import StyletFormats

/// `stylet export`: a project's findings for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a project's findings, or its lungs, as a mask on the source grid, as contours, or as a table.",
    discussion: """
      The file's ending chooses the form, or --to does: \(Masks.forms.joined(separator: ", ")). DICOM objects name the \
      study, series and images that they belong to, which they are useless without, but neither patient nor dates \
      unless --identified. With - the file goes to standard output, and --to says its form.

      --layer lungs writes the lungs as they are in the project, corrections included, with the values of `stylet lungs`: \
      1 right lung, 2 left lung, 3 trachea and the bronchi outside the lungs. `stylet import --layer lungs` takes them \
      again. csv and json are tables of findings and have no lungs to themselves.

      The form json is what `stylet extent --json` prints, whose help describes it: format, version, program, notice, \
      scan, unsaved, voxel_mm3, findings, total, and badges and lungs where there are any.
      """)

  @Argument(help: "A project.", transform: Input.path) var project: String
  @Argument(help: "The file to write.") var out: String
  @Option(help: "The form; from the file's ending when not given.") var to: String?
  @Option(help: "What is written: findings, or lungs (1 right, 2 left, 3 airways).") var layer = ProjectLayer.findings
  @Flag(help: "Let the patient's name, number and dates go along, where the scan and the form have them.")
  var identified = false
  @OptionGroup var whole: WholeScan
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Scans.mustExist(project)
    guard ProjectFiles.isProject(project) else {
      throw Failure(.badData, path: project, "is not a project", advice: "give the .stylet.json file")
    }
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    guard layer == .findings || writer.takesAnyLayer else {
      let forms = FormatRegistry.standard.maskWriters.filter(\.takesAnyLayer).map(\.form)
      throw Failure(
        .usage, "the form \(writer.form) is a table of the findings, and lungs are none",
        advice: "name another with --to: \(forms.joined(separator: ", ")); `stylet extent --json` has the lungs' mL")
    }
    try output.writing([out], reading: [project], toStandardOutput: true, as: [.mask, .text]) {}
    let scan = try LabelledScan.open(project, incomplete: whole.incomplete)
    var source = try layer == .lungs ? scan.source.lungs(of: project) : scan.source
    source.isIdentified = identified
    try output.writing(reading: scan.inputs, toStandardOutput: true) { try Masks.export(source, to: out, form: to) }
  }
}
