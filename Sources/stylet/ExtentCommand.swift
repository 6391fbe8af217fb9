import ArgumentParser
import StyletCore
import StyletScreen

/// `stylet extent`: the numbers of the live panel.
struct ExtentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extent",
    abstract: "Print the extent of each finding: the same numbers as the live panel.",
    discussion: """
      With lungs, those of the project or of --lungs, how much of them is affected: mL, % of both lungs, of each and \
      of six zones, classes and scores. With --qct also densitometry of the lungs and of the lungs without lesion. \
      Bands and limits are those of Samples/standards/chest-ct.toml.

      With --lesions each connected piece of a finding (26 neighbours) is a row, the largest first: voxels, mL, \
      slices, the longest axial diameter, the longest one at a right angle to it on the same slice, mean and standard \
      deviation. Diameters are taken between the outer sides of the voxels.

      As JSON it begins with: format (stylet-extent, or stylet-lesions), version, program, notice; scan (name, sha256, \
      size, spacing_mm, voxel_mm3); unsaved; voxel_mm3; findings; total (voxels, ml); badges as in quantitative_ct, \
      where there is something to know of the values. unsaved says what is not in the \
      project's file yet, and is null where all is: included, the steps that are used; left_out, why others are not, \
      and left_out_steps; open_by, who has the project open; words. Standard error says it, too. A finding has: \
      value, code, name, voxels, ml, slices, mean_hu, min_hu, max_hu, areas_mm2 (slice, mm2). With lungs the member \
      `lungs` has: standards (id, \
      version); proposed; both, right, left, and the list zones, each with \
      lung_voxels, lung_ml, lesion and findings (voxels, ml, percent of the region's lung); limits (k from 0, \
      source); densities; outside; unreviewed; counting; scores (sfr_class, sfr_name, whole_lung, zonal, zonal_sum). \
      With --qct `quantitative_ct` has: lungs and without_lesion, each with both, right, left: voxels, volume_ml, \
      mass_g, gas_ml, mean_hu, sd_hu, skewness, kurtosis (excess), laa950_percent, laa910_percent, perc15_hu, \
      density_g_l, haa_percent, well_aerated_percent, compromised_percent, aeration; and badges. The project file has \
      the same two objects under `extent`, with label in place of value; Samples/stylet-project.schema.json describes them. As CSV, --qct gives a \
      quantity a row, and a row for each thing to check, such as `check not_hu`; of other tables the notice says it.

      With --lesions and --qct or --lungs together both are printed, and the JSON of the extent has lesions and \
      neighbours, too. As JSON a lesion has: number, value, code, name, voxels, ml; first_slice and last_slice, \
      counted from 1; box, first and last voxel along i, j and k, counted from 0 towards left, back and head; centroid_mm; mean_hu, sd_hu, \
      min_hu, max_hu; diameters: slice (from 1), longest_mm, longest_ends_mm, perpendicular_mm, \
      perpendicular_ends_mm. Positions are patient millimetres, LPS.
      """)

  @Argument(help: "A project, or a scan together with --labels.", transform: Input.path) var path: String
  @Option(help: "A mask on the scan's grid.", transform: Input.path) var labels: String?
  @Option(help: ArgumentHelp(LungSource.help), transform: Input.path) var lungs: String?
  @OptionGroup var which: ScanOptions
  @Flag(help: "List the lesions one by one.") var lesions = false
  @Flag(help: "Add quantitative CT: volume, mass, density, emphysema index, aeration.") var qct = false
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV.") var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other") }
    if csv && lesions && (qct || lungs != nil) {
      throw ValidationError("a CSV is one table: --lesions, or --qct and --lungs")
    }
  }

  func run() throws {
    var scan = try LabelledScan.open(path, which.choice, labels: labels, needLabels: !qct, incomplete: which.incomplete)
    let facts = json ? try scan.facts() : nil
    var list: LesionReport?
    if lesions {
      let catalogue = LesionCatalogue(scan.labels, volume: scan.volume)
      list = LesionReport(catalogue, findings: scan.table, grid: scan.volume.grid)
      list?.scan = facts
      list?.unsaved = scan.unsaved
      list?.badges = scan.volume.acquisition.valueBadges
    }
    if let list, !qct, lungs == nil {
      return try Output.write(json ? list.json : csv ? list.csv : list.table + QuantitativeCTWords.checks(list.badges))
    }
    try LungSource.apply(lungs, to: &scan)
    var report = DiseaseReport(scan.session, findings: scan.table, quantitative: qct)
    (report.lesions, report.extent.scan, report.extent.unsaved) = (list, facts, scan.unsaved)
    if qct && report.quantitative == nil {
      throw Failure(.usage, path: path, "has no lungs to measure", advice: "add --lungs auto, or --lungs MASK")
    }
    if json || csv { return try Output.write(json ? report.json : report.csv) }
    let lesionTable = list.map { "\n" + $0.table } ?? ""
    try Output.write(
      ExtentWords.text(report) + lesionTable + (report.disease == nil ? "" : "\n" + ResearchUse.notice + "\n"))
  }
}
