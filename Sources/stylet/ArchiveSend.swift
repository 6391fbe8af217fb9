import ArgumentParser
import Glibc
import StyletArchive
import StyletBase
import StyletDICOM
import StyletFiles
import StyletProject
import StyletReport

/// `stylet archive send`: findings back to where the scan came from.
struct ArchiveSend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: words("cli.archive.send.abstract"), discussion: words("cli.archive.send.discussion"))

  @Argument(help: ArgumentHelp(words("cli.archive.name"))) var name: String
  @Argument(help: ArgumentHelp(words("cli.archive.send.files")), transform: Input.path) var files: [String]
  @Option(help: ArgumentHelp(words("cli.archive.send.to"))) var to = "dicom-seg"
  @Flag(help: ArgumentHelp(words("cli.archive.send.sr"))) var sr = false
  @Flag(help: ArgumentHelp(words("cli.archive.send.report"))) var report = false
  @Flag(help: ArgumentHelp(words("cli.archive.send.dry-run"))) var dryRun = false
  @Flag(help: ArgumentHelp(words("cli.archive.send.yes"))) var yes = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard ["dicom-seg", "rtstruct"].contains(to) else { throw ValidationError(words("cli.archive.send.no-form")) }
    if sr, to != "dicom-seg" { throw ValidationError(words("cli.export.sr-needs-seg")) }
  }

  func run() throws {
    for file in files { try Scans.mustExist(file) }
    try Leftovers.withFolder { folder in
      var objects: [SentObjects.One] = []
      for (n, file) in files.enumerated() {
        let made = ProjectFiles.isProject(file) ? try export(file, into: folder.appendingPath("\(n)")) : [file]
        for path in made { objects.append(try SentObjects.One(path, of: file)) }
      }
      try ArchiveDelivery(place: ArchiveCommand.named(name), files: files).run(objects, dryRun: dryRun, yes: yes)
    }
  }

  /// A project's findings as objects of their own, with identifiers that no other export has.
  private func export(_ project: String, into folder: String) throws -> [String] {
    try Paths.makeFolder(folder)
    let scan = try LabelledScan.open(project)
    var source = scan.source
    source.isIdentified = true
    let base = folder.appendingPath(project.lastPathPart)
    let path = base + (to == "rtstruct" ? ".rtstruct.dcm" : ".seg.dcm")
    return try OutputPolicy.$current.withValue(OutputPolicy(inputs: scan.inputs)) {
      var made = [path]
      if sr {
        made.append(base + ".sr.dcm")
        try ExportedReport.write(scan, source, project: project, to: path, report: made[1])
      } else {
        try Masks.export(source, to: path, form: to)
      }
      if report {
        made.append(base + ".pdf.dcm")
        let text = try ReportedProject(project, identified: true).text
        let title = words("archive.report-title"), lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        try EncapsulatedPDF.write(
          PDFText.render(lines.map(String.init), title: title), title: title, of: source, to: made[made.count - 1])
      }
      return made
    }
  }
}
