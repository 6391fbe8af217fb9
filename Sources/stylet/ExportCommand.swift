import ArgumentParser
import StyletCore

/// `stylet export`: a project's findings for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a project's findings as a mask on the source grid, or their extent as a table.")

  @Argument(help: "A project.") var project: String
  @Argument(help: "The file to write.") var out: String
  @Option(help: "nifti, nrrd, mha, csv or json; from the file's ending when not given.") var to: Masks.Form?

  func run() throws {
    try Scans.mustExist(project)
    guard ProjectFiles.isProject(project) else {
      throw Failure(.badData, path: project, "is not a project", advice: "give the .stylet.json file")
    }
    let scan = try LabelledScan.open(project)
    try Masks.export(scan.layer, findings: scan.table, volume: scan.volume, to: out, form: to)
  }
}

extension Masks.Form: ExpressibleByArgument {}
