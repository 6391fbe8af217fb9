import StyletBase
import StyletImaging

/// The lesions as a table for people and programs: the same numbers as the workstation's list.
public struct LesionReport: Sendable {
  /// By size, the largest first; a lesion's number is its place counted from 1.
  public let lesions: [Lesion]
  public let findings: LabelTable
  public let grid: VoxelGrid
  public let neighbourhood: Neighbourhood
  /// Of each lesion the voxels that no reader has looked at: on slices that were proposed or interpolated. nil where it
  /// is not known.
  private var unreviewed: [Int]?
  /// What ``json`` says of the scan; nil where it is not known.
  public var scan: ScanFacts?
  /// What is to be known of the values.
  public var badges: [QuantitativeCT.Badge] = []
  /// What it says of steps that the project's file does not have yet; nil where there are none.
  public var unsaved: UnsavedSteps?

  /// - Parameter origins: how the findings' slices came to be.
  /// Cost: the runs of all lesions.
  public init(
    _ catalogue: LesionCatalogue, findings: LabelTable, grid: VoxelGrid, origins: [SliceKey: Origin] = [:]
  ) {
    lesions = catalogue.lesions
    unreviewed = catalogue.lesions.indices.map { place in
      catalogue.runs(of: place).reduce(0) { sum, run in
        let origin = origins[SliceKey(k: Int(run.k), label: run.label)]
        return origin?.isUnreviewed == true ? sum + run.count : sum
      }
    }
    neighbourhood = catalogue.neighbourhood
    self.findings = findings
    self.grid = grid
  }

  /// - Parameter lesions: by size, of a catalogue where voxels that touch at a corner are one lesion.
  package init(_ lesions: [Lesion], findings: LabelTable, grid: VoxelGrid) {
    self.lesions = lesions
    neighbourhood = .corners
    self.findings = findings
    self.grid = grid
  }

  private func code(_ lesion: Lesion) -> String { findings[lesion.label]?.code ?? "\(lesion.label)" }
  private func name(_ lesion: Lesion) -> String { findings[lesion.label]?.name ?? "" }

  /// Columns for reading in a terminal; slices from 1.
  public var table: String {
    var rows = [
      [
        "#", words("report.column.finding"), words("report.column.voxels"), "mL", words("report.column.slices"),
        words("report.column.longest"), words("report.column.across"), words("report.column.on-slice"),
        words("report.column.mean-hu"), words("report.column.sd"),
      ]
    ]
    for (n, lesion) in lesions.enumerated() {
      rows.append([
        "\(n + 1)", code(lesion).escapedForTerminal, "\(lesion.voxels)", shown(lesion.millilitres, 3),
        "\(lesion.slices.lowerBound + 1)-\(lesion.slices.upperBound + 1)",
        shown(lesion.diameters.length.millimetres, 1), shown(lesion.diameters.width.millimetres, 1),
        "\(lesion.diameters.k + 1)", shown(lesion.mean, 1), shown(lesion.deviation, 1),
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 1 ? cell.0 + blanks : blanks + cell.0
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// One row a lesion, with a header; RFC 4180. The last column is the notice. Slices from 1; `unreviewed_voxels` are
  /// those of the row's lesion, as in ``DiseaseReport/csv``.
  public var csv: String {
    var lines = [
      "number,value,code,name,voxels,ml,first_slice,last_slice,longest_mm,perpendicular_mm,diameter_slice,"
        + "mean_hu,sd_hu,min_hu,max_hu,centroid_x_mm,centroid_y_mm,centroid_z_mm,unreviewed_voxels"
    ]
    for (n, lesion) in lesions.enumerated() {
      let d = lesion.diameters, c = lesion.centroid
      lines.append(
        [
          "\(n + 1)", "\(lesion.label)", quoted(code(lesion)), quoted(name(lesion)), "\(lesion.voxels)",
          fixed(lesion.millilitres, 6), "\(lesion.slices.lowerBound + 1)", "\(lesion.slices.upperBound + 1)",
          fixed(d.length.millimetres, 4), fixed(d.width.millimetres, 4), "\(d.k + 1)", fixed(lesion.mean, 4),
          fixed(lesion.deviation, 4), fixed(lesion.low, 4), fixed(lesion.high, 4), fixed(c.x, 4), fixed(c.y, 4),
          fixed(c.z, 4), unreviewed?[n].description ?? "",
        ].joined(separator: ","))
    }
    return CSVText.withNotice(lines, badges)
  }

  /// One object, `"format": "stylet-lesions"`: program, notice, scan (``ScanFacts``); lesions by size with `number` from
  /// 1; `first_slice`, `last_slice` and `diameters.slice` count from 1; `box` is first and last voxel along i, j and k
  /// from 0 in canonical order; `_mm` positions are patient LPS; ends of the diameters lie on the middles of voxel sides.
  public var json: String {
    var report: JSONObject = [
      "format": .string("stylet-lesions"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "scan": (scan?.json).map(JSONValue.object) ?? .null,
      "unsaved": unsaved.json,
      "neighbours": .int(neighbourhood.rawValue), "voxel_mm3": .double(grid.voxelVolume),
      "lesions": .array(objects),
    ]
    if !badges.isEmpty { report["badges"] = .array(badges.map(\.json)) }
    return JSONValue.object(report).text + "\n"
  }

  /// Each lesion as ``json`` has it.
  package var objects: [JSONValue] {
    lesions.enumerated().map { n, lesion in
      var object = object(n + 1, lesion)
      object["unreviewed_voxels"] = (unreviewed?[n]).map(JSONValue.int)
      return .object(object)
    }
  }

  private func object(_ number: Int, _ lesion: Lesion) -> JSONObject {
    func range(_ r: ClosedRange<Int>) -> JSONValue { .array([.int(r.lowerBound), .int(r.upperBound)]) }
    func point(_ p: PatientPoint) -> JSONValue { .array([.double(p.x), .double(p.y), .double(p.z)]) }
    let d = lesion.diameters
    func ends(_ line: LesionDiameters.Line) -> JSONValue {
      .array([point(d.patient(of: line.from, on: grid)), point(d.patient(of: line.to, on: grid))])
    }
    return [
      "number": .int(number), "value": .int(Int(lesion.label)), "code": .string(code(lesion)),
      "name": .string(name(lesion)), "voxels": .int(lesion.voxels), "ml": .double(lesion.millilitres),
      "first_slice": .int(lesion.slices.lowerBound + 1), "last_slice": .int(lesion.slices.upperBound + 1),
      "box": .object(["i": range(lesion.columns), "j": range(lesion.rows), "k": range(lesion.slices)]),
      "centroid_mm": point(lesion.centroid), "mean_hu": .double(lesion.mean), "sd_hu": .double(lesion.deviation),
      "min_hu": .double(lesion.low), "max_hu": .double(lesion.high),
      "diameters": .object([
        "slice": .int(d.k + 1), "longest_mm": .double(d.length.millimetres), "longest_ends_mm": ends(d.length),
        "perpendicular_mm": .double(d.width.millimetres), "perpendicular_ends_mm": ends(d.width),
      ]),
    ]
  }

  private func quoted(_ text: String) -> String { CSVText.quoted(text) }

  /// For people; ``fixed(_:_:)`` is for programs.
  private func shown(_ x: Double, _ digits: Int) -> String { NumberText.marked(fixed(x, digits)) }

  private func fixed(_ x: Double, _ digits: Int) -> String { x.printed("%.\(digits)f") }
}
