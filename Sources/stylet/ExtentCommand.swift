import ArgumentParser
import StyletCore

/// `stylet extent`: the numbers of the live panel.
struct ExtentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extent",
    abstract: "Print the extent of each finding: the same numbers as the live panel.",
    discussion: """
      With --lesions each connected piece of a finding (26 neighbours) is a row, the largest first: voxels, mL, \
      slices, the longest axial diameter, the longest one at a right angle to it on the same slice, mean and standard \
      deviation. Diameters are taken between the outer sides of the voxels.

      As JSON a lesion has: number, value, code, name, voxels, ml; first_slice and last_slice, counted from 1; box, \
      first and last voxel along i, j and k, counted from 0 towards left, back and head; centroid_mm; mean_hu, sd_hu, \
      min_hu, max_hu; diameters: slice (from 1), longest_mm, longest_ends_mm, perpendicular_mm, \
      perpendicular_ends_mm. Positions are patient millimetres, LPS.
      """)

  @Argument(help: "A project, or a scan together with --labels.") var path: String
  @Option(help: "A mask on the scan's grid.") var labels: String?
  @OptionGroup var which: ScanOptions
  @Flag(help: "List the lesions one by one.") var lesions = false
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV.") var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other") }
  }

  func run() throws {
    let scan = try LabelledScan.open(path, which.choice, labels: labels, needLabels: true)
    if lesions {
      let catalogue = LesionCatalogue(scan.labels, volume: scan.volume)
      let report = LesionReport(catalogue, findings: scan.table, grid: scan.volume.grid)
      try Output.write(json ? report.json : csv ? report.csv : report.table)
    } else {
      let report = scan.report
      try Output.write(json ? report.json : csv ? report.csv : report.table)
    }
  }
}
