import StyletBase
import StyletImaging

/// The extent of every finding as a table for people and programs: the same numbers as the live panel.
public struct ExtentReport: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let finding: Finding
    public let extent: Extent
    /// Axial slices with the finding, ascending, index base 0, with the area on each in mm².
    public let areas: [(k: Int, squareMillimetres: Double)]

    public static func == (l: Row, r: Row) -> Bool {
      l.finding == r.finding && l.extent == r.extent && l.areas.elementsEqual(r.areas, by: ==)
    }
  }

  /// Findings that have voxels, in the order of the label table; behind them labels that are not in it.
  public let rows: [Row]
  /// mm³ of one voxel.
  public let voxelVolume: Double
  /// What ``json`` says of the scan; nil where it is not known.
  public var scan: ScanFacts?
  /// What is to be known of the values.
  public let badges: [QuantitativeCT.Badge]
  /// What it says of steps that the project's file does not have yet; nil where there are none.
  public var unsaved: UnsavedSteps?

  public init(ledger: ExtentLedger, findings: LabelTable, volume: Volume) {
    voxelVolume = volume.grid.voxelVolume
    badges = volume.acquisition.valueBadges
    let unnamed = findings.unnamed(of: ledger.labels).map(LabelTable.unnamed)
    rows = (findings.findings + unnamed).compactMap { finding in
      guard let extent = ledger.extent(of: finding.value, volume: volume) else { return nil }
      let areas = ledger.slices(of: finding.value).map {
        (k: $0, squareMillimetres: ledger.area(of: finding.value, k: $0, volume: volume))
      }
      return Row(finding: finding, extent: extent, areas: areas)
    }
  }

  /// That labels are drawn which the table does not name, as a sentence without its end; nil where there are none.
  public func unnamedInWords(_ findings: LabelTable) -> String? {
    let parts = rows.filter { findings[$0.finding.value] == nil }.map {
      words("report.unnamed-part", ["ml": NumberText.short($0.extent.millilitres), "label": Int($0.finding.value)])
    }
    guard !parts.isEmpty else { return nil }
    return words("report.unnamed", ["parts": parts.joined(separator: ", ")])
  }

  public var totalVoxels: Int { counted.reduce(0) { $0 + $1.extent.voxels } }
  public var totalMillilitres: Double { counted.reduce(0) { $0 + $1.extent.millilitres } }
  /// What the totals are called: what a consensus leaves undecided is not in them.
  public var totalName: String { words("report.total", ["part": isPartial]) }
  /// Something is drawn that the totals leave out.
  public var isPartial: Bool { rows.count > counted.count }
  private var counted: [Row] { rows.filter { $0.finding.code != Finding.undecidedCode } }

  /// Columns for reading in a terminal.
  public var table: String {
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(width - text.count, 0)) + text
    }
    func left(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(width - text.count, 0))
    }
    let titles = [words("report.column.finding"), totalName]
    let names = max(7, (rows.map(\.finding.said) + titles).map(\.count).max() ?? 0) + 2
    var lines = [
      left(titles[0], names) + right(words("report.column.voxels"), 10) + right("mL", 11)
        + right(words("report.column.slices"), 8) + right(words("report.column.mean-hu"), 9)
        + right(words("report.column.min"), 7) + right(words("report.column.max"), 7)
    ]
    for row in rows {
      let e = row.extent
      lines.append(
        left(row.finding.said.escapedForTerminal, names) + right("\(e.voxels)", 10)
          + right(Self.shown(e.millilitres, 3), 11) + right("\(e.slices)", 8) + right(Self.shown(e.mean, 1), 9)
          + right(Self.fixed(e.low, 0), 7) + right(Self.fixed(e.high, 0), 7))
    }
    lines.append(left(titles[1], names) + right("\(totalVoxels)", 10) + right(Self.shown(totalMillilitres, 3), 11))
    return lines.joined(separator: "\n") + "\n"
  }

  package static let columns = "value,code,name,voxels,ml,slices,mean_hu,min_hu,max_hu"

  /// One row a finding, with a header; RFC 4180. The last column is the notice: a line before the header would be taken
  /// for it.
  public var csv: String { CSVText.withNotice([Self.columns] + rows.map(Self.csv), badges) }

  static func csv(_ row: Row) -> String {
    let e = row.extent
    return [
      "\(row.finding.value)", quoted(row.finding.code), quoted(row.finding.name), "\(e.voxels)",
      fixed(e.millilitres, 6), "\(e.slices)", fixed(e.mean, 4), fixed(e.low, 4), fixed(e.high, 4),
    ].joined(separator: ",")
  }

  /// One object; the same figures as the table, and the area of each finding on each slice (base 1).
  public var json: String { JSONValue.object(object).text + "\n" }

  package var object: JSONObject {
    let findings = rows.map { row -> JSONValue in
      let head: JSONObject = [
        "value": .int(Int(row.finding.value)), "code": .string(row.finding.code), "name": .string(row.finding.name),
      ]
      let areas = row.areas.map { JSONValue.object(["slice": .int($0.k + 1), "mm2": .double($0.squareMillimetres)]) }
      return .object(head.with(row.extent.json).with(["areas_mm2": .array(areas)]))
    }
    var object: JSONObject = [
      "format": .string("stylet-extent"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "scan": (scan?.json).map(JSONValue.object) ?? .null,
      "unsaved": unsaved.json,
      "voxel_mm3": .double(voxelVolume), "findings": .array(findings),
      "total": .object(["voxels": .int(totalVoxels), "ml": .double(totalMillilitres)]),
    ]
    if !badges.isEmpty { object["badges"] = .array(badges.map(\.json)) }
    return object
  }

  private static func quoted(_ text: String) -> String { CSVText.quoted(text) }

  /// For people; ``fixed(_:_:)`` is for programs.
  private static func shown(_ x: Double, _ digits: Int) -> String { NumberText.marked(fixed(x, digits)) }

  private static func fixed(_ x: Double, _ digits: Int) -> String { x.printed("%.\(digits)f") }
}
