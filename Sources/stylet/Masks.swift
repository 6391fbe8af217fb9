import StyletBase
import StyletFiles
import StyletFormats
import StyletImaging
import StyletScreen

/// What leaves a project and what comes into one.
enum Masks {
  /// What `--to` takes.
  static var forms: [String] { FormatRegistry.standard.maskWriters.map(\.form) }

  /// - Parameter form: of ``forms``; the file's ending chooses when nil.
  static func export(_ source: MaskSource, to path: String, form: String? = nil) throws {
    try FormatRegistry.standard.maskWriter(for: path, form: form).write(source, to: path)
  }

  /// A mask of any format, placed on the scan, its labels matched with the project's findings.
  /// - Parameters:
  ///   - table: a file that names the labels, for a mask that has numbers alone.
  ///   - rules: of the user's: `2=GGO,7=none`.
  ///   - isListed: whether the command prints what became of the labels; otherwise what is odd in the file and what its
  ///     labels are taken for on trust is remarked.
  /// - Throws: a ``Failure`` that says how the grids differ.
  static func read(
    _ path: String, grid: VoxelGrid, findings: LabelTable, table: String? = nil, rules: String = "",
    isListed: Bool = true, options: ReadOptions = ReadOptions()
  ) throws -> ImportedMask {
    let registry = FormatRegistry.standard
    var mask = try registry.readMask(path, placedOn: grid, options)
    if let table { mask.segments = try FormatRegistry.readLabelTable(table) }
    let match = try FindingMatch(
      values: mask.values, segments: mask.segments, findings: findings,
      rules: MapRules(rules, findings: findings))
    if !isListed {
      for remark in mask.description.problems + onTrust(match.rows) { Messages.remark(path, remark) }
    }
    return ImportedMask(
      labels: mask.labels, mapping: match.mapping, named: match.named, findings: match.findings, source: path.lastPathPart,
      remarks: mask.description.problems + match.unusedRules.map { words("cli.import.unused-rule", ["rule": "\($0)"]) },
      matches: match.rows.map(fate))
  }

  /// What labels without a name count as.
  private static func onTrust(_ rows: [FindingMatch.Row]) -> [String] {
    func named(_ rows: [FindingMatch.Row]) -> String {
      rows.map { words("cli.import.as", ["value": Int($0.value), "name": $0.finding?.said ?? ""]) }.listedInWords(5)
    }
    let numbers = rows.filter { $0.reason == .value }
    let strange = rows.filter { $0.reason == .new && $0.finding?.name == "Label \($0.value)" }
    var said: [String] = []
    if !numbers.isEmpty { said.append(words("cli.import.by-number", ["labels": named(numbers)])) }
    if !strange.isEmpty { said.append(words("cli.import.strange", ["labels": named(strange)])) }
    return said
  }

  /// "2 Consolidation → CON, by its name"
  private static func fate(_ row: FindingMatch.Row) -> String {
    let label = [String(row.value), row.segment?.name ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    let reason =
      switch row.reason {
      case .rule: "rule"
      case .code: "code"
      case .name: "name"
      case .value: "value"
      case .new: "new"
      }
    guard let code = row.finding?.code else {
      return words("cli.import.left-out", ["label": label, "reason": reason])
    }
    return words("cli.import.became", ["label": label, "code": code, "reason": reason])
  }
}
