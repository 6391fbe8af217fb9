import ArgumentParser
import StyletBase
import StyletFormats
import StyletProject

/// `stylet export`: a project's findings for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: words("cli.export.abstract"),
    discussion: words("cli.export.discussion", ["forms": Masks.forms.joined(separator: ", ")]))

  @Argument(help: ArgumentHelp(words("cli.argument.project")), transform: Input.path) var project: String
  @Argument(help: ArgumentHelp(words("cli.export.out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.export.to"))) var to: String?
  @Option(help: ArgumentHelp(words("cli.export.layer"))) var layer = ProjectLayer.findings
  @Option(help: ArgumentHelp(words("cli.export.sr"))) var sr: String?
  @Flag(help: ArgumentHelp(words("cli.export.identified")))
  var identified = false
  @OptionGroup var whole: WholeScan
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try Scans.mustExist(project)
    guard ProjectFiles.isProject(project) else {
      throw Failure(.badData, path: project, words("error.no-project"), advice: words("error.give-project"))
    }
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    guard layer == .findings || writer.takesAnyLayer else {
      let forms = FormatRegistry.standard.maskWriters.filter(\.takesAnyLayer).map(\.form)
      throw Failure(
        .usage, words("cli.export.no-lungs-form", ["form": writer.form]),
        advice: words("cli.export.no-lungs-advice", ["forms": forms.joined(separator: ", ")]))
    }
    if sr != nil, writer.form != "dicom-seg" || layer != .findings {
      throw Failure(
        .usage, words("cli.export.sr-needs-seg"), advice: words("cli.export.sr-needs-seg-advice"))
    }
    let named = [out] + [sr].compactMap { $0 }
    try output.writing(named, reading: [project], toStandardOutput: sr == nil, as: [.mask, .text]) {}
    let scan = try LabelledScan.open(project, incomplete: whole.incomplete)
    var source = try layer == .lungs ? scan.source.lungs(of: project) : scan.source
    source.isIdentified = identified
    try output.writing(reading: scan.inputs, toStandardOutput: sr == nil) {
      guard let sr else { return try Masks.export(source, to: out, form: to) }
      try ExportedReport.write(scan, source, project: project, to: out, report: sr)
    }
  }
}
