import ArgumentParser
import Foundation
import StyletCore
import StyletFormats

/// `stylet report`: a project for people who read it and for the study's table.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a report of a project: a page, text, a row of a table, JSON.",
    discussion: """
      Without an option the page is written beside the project, SCAN.report.html, and the text goes to standard \
      output. Otherwise only what is named is written; - is standard output. An earlier report of that \
      name is replaced, any other file only with --force.

      The page is one HTML file that needs nothing else: scan, notices, extent by lung and zone with scores, the zones \
      from the front, pictures of the largest area of each finding, of most of the disease from the front and the side \
      and of measured slices, the structured reading, densities, lesions and measurements. The text says the same \
      without pictures. What is automatic and not reviewed carries a *.

      The table has a header and one row a scan (RFC 4180); --append adds the row to a table that is there, to the \
      columns of the same names, also while other programs do so. Columns: report_time, program, scan, scan_sha256, \
      reader, protocol, protocol_version; size_i, spacing_i_mm … voxel_mm3, slice_thickness_mm, kernel, kilovolts, \
      contrast; signed, signed_by, signed_at, answers_missing, contradictions; lungs (none, proposed, reviewed), \
      lungs_source (automatic, imported), lungs_accepted_by, lungs_accepted_at; lesion_unreviewed, unreviewed_voxels; \
      REGION_lung_ml, REGION_lesion_ml, REGION_lesion_percent for both, right, left, right_upper, right_middle, \
      right_lower, left_upper, left_middle, left_lower; limit_upper_slice, limit_middle_slice and their sources; \
      sfr_class, whole_lung_score, zonal_score, zonal_right_upper …; ground_glass_ml and _percent, consolidation, \
      other_density, high_opacity; standards, standards_version; qct_… of the lungs and qct_rest_… without lesion; \
      proposed_ml, what a proposal holds that nobody has accepted; accepted_ml, what readers have taken over from \
      proposals, accepted_from, accepted_by, accepted_at; lesions, largest_ml, largest_mm, measurements; for each \
      finding CODE_ml, CODE_percent, CODE_right_percent, CODE_left_percent, CODE_outside_ml, CODE_unreviewed_voxels, \
      CODE_accepted_ml, and CODE_accepted_slices_ml, what is now on slices that began as a proposal, with what \
      was added on them by hand; answer_FIELD or answer_FIELD_REGION, and computed_FIELD, by the protocol (none: answered \
      with none of the options or no text; not_assessed: not to be judged; empty: not answered or not asked); sessions, \
      minutes, notice. Percentages are of the region's lung; what is not known is empty.

      As JSON the object has the row as `row`, and notices, unsaved, scan, findings, lungs and quantitative_ct as \
      `stylet extent --qct`, accepted, lung_source and lungs_accepted (time, reader, source, findings with value and \
      ml), lung_notes, lung_air, badges, lesions, measurements, landmarks, reading and work.

      Nothing of the patient goes along but the name of the scan's file, unless --identified asks for it.
      """)

  @Argument(help: "A project, or a scan with a project beside it.", transform: Input.path) var project: String
  @Option(help: "The page to write.") var html: String?
  @Option(help: "The text to write.") var text: String?
  @Option(help: "The JSON to write.") var json: String?
  @Option(help: "The table to write: a header and one row.") var csv: String?
  @Flag(help: "Add the row to the table of --csv instead of replacing it.") var append = false
  @Flag(name: .customLong("no-images"), help: "Leave the pictures out of the page.") var withoutImages = false
  @Flag(help: "Let the patient's name, number and dates go along, where the scan has them.") var identified = false
  @OptionGroup var whole: WholeScan
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if append && (csv == nil || csv == "-") { throw ValidationError("--append needs a table: --csv FILE") }
    if [html, text, json, csv].count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one of the forms can go to standard output")
    }
  }

  func run() throws {
    let named = [html, text, json, append ? nil : csv].compactMap { $0 }
    try OutputPolicy.checkDistinct([html, text, json, csv].compactMap { $0 })
    try output.writing(named, reading: [project], toStandardOutput: true, as: [.text]) {}
    let reported = try ReportedProject(project, identified: identified, incomplete: whole.incomplete)
    // A row is added to a table that may be anybody's, and to nothing that is read.
    if append, let csv { try OutputPolicy(inputs: reported.inputs, isForced: true).check(csv) }
    try output.writing(reading: reported.inputs, toStandardOutput: true, as: [.text]) { try write(reported) }
  }

  private func write(_ reported: ReportedProject) throws {
    let isDefault = [html, text, json, csv].allSatisfy { $0 == nil }
    let page = isDefault ? Self.defaultPage(reported.files.project) : html
    do {
      if let page { try write(reported.page(withImages: !withoutImages), to: page) }
    } catch var failure as Failure where isDefault && failure.kind == .cannotCreate {
      failure.advice = "name the page with --html FILE"  // the user gave no name for it
      throw failure
    }
    if isDefault || text != nil { try write(reported.text, to: text ?? "-") }
    if let json { try write(ReportJSON(reported.content).text, to: json) }
    if let csv {
      let row = ReportRow(reported.content)
      if append {
        try TableFile.append(to: csv, header: row.header, row: row.line(under:))
      } else {
        try write(row.header + row.line, to: csv)
      }
    }
    if isDefault, let page { try Output.line("\nThe page with pictures: \(page.escapedForTerminal)") }
  }

  private func write(_ text: String, to path: String) throws { try OutputFile.write(Array(text.utf8), to: path) }

  /// "chest.stylet.json" → "chest.report.html"
  private static func defaultPage(_ project: String) -> String {
    let ending = [".stylet.json", ".json"].first { project.hasSuffix($0) } ?? ""
    return String(project.dropLast(ending.count)) + ".report.html"
  }
}
