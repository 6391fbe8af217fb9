import ArgumentParser
import Foundation
import StyletCore

/// `stylet export`: a project's findings for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a project's findings as a mask on the source grid, or their extent as a table.")

  @Argument(help: "A project.") var project: String
  @Argument(help: "The file to write.") var out: String
  @Option(help: "nifti, nrrd, mha, csv or json; from the file's ending when not given.") var to: Masks.Form?

  func run() throws {
    guard FileManager.default.fileExists(atPath: project) else {
      throw Failure(.noInput, path: project, "there is no such project", advice: "check the path")
    }
    guard ProjectFiles.isProject(project) else {
      throw Failure(.badData, path: project, "is not a project", advice: "give the .stylet.json file")
    }
    let scan = try LabelledScan.open(project, labels: nil)
    try Masks.export(scan.layer, findings: scan.table, volume: scan.volume, to: out, form: to)
  }
}

extension Masks.Form: ExpressibleByArgument {}
