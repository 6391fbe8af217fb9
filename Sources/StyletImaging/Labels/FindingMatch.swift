import StyletBase

/// Which findings of a project the labels of a foreign mask are, and the findings that they add to it.
///
/// For each label, the first of these that fits:
/// 1. a rule of the user's, by value, then by code or name;
/// 2. its code: a finding of the same code, or the finding that its published concept means;
/// 3. its name: a finding of the same name or code, or one that commonly goes by that name;
/// 4. its value, when the file has no code and no name for it, and the project has a finding of that value;
/// 5. a new finding, with the file's name, code and colour, under the same value where it is free.
///
/// Two labels may become one finding of the project, but never one new finding: the file tells them apart.
public struct FindingMatch: Hashable, Sendable {
  /// By what a label was matched.
  public enum Reason: String, Hashable, Sendable, CaseIterable { case rule, code, name, value, new }

  /// What became of one label of the mask.
  public struct Row: Hashable, Sendable {
    public let value: UInt8
    /// What the file says of it.
    public let segment: Segment?
    /// The finding that it becomes; nil where a rule leaves it out.
    public let finding: Finding?
    public let reason: Reason
  }

  /// Ascending by value.
  public let rows: [Row]
  /// The project's findings, then the new ones.
  public let findings: LabelTable
  /// Rules that no label of the mask answers to, as the user wrote them: most likely a slip of the pen.
  public let unusedRules: [String]

  /// Mask value → finding's value, 0 where it is left out; for every value of the mask.
  public var mapping: [UInt8: UInt8] {
    Dictionary(uniqueKeysWithValues: rows.map { ($0.value, $0.finding?.value ?? 0) })
  }

  /// Mask values of which a rule, a code or a name says what they are: not those that count by their number alone.
  public var named: Set<UInt8> {
    Set(rows.filter { ![.value, .new].contains($0.reason) }.map(\.value))
  }

  /// - Parameters:
  ///   - values: the labels drawn in the mask; 0 and repetitions are passed over. Segments without voxels add nothing.
  ///   - segments: what the file says of them; the first for a value counts.
  ///   - findings: the project's.
  /// - Throws: a ``Failure`` (`badData`) when the project would need more than 255 findings.
  public init(
    values: [UInt8], segments: [Segment], findings: LabelTable, rules: MapRules = .none
  ) throws {
    var table = findings
    var rows: [Row] = []
    let byValue = Dictionary(segments.map { ($0.value, $0) }, uniquingKeysWith: { first, _ in first })
    for value in Set(values).sorted() where value != 0 {
      let segment = byValue[value]
      if let rule = Self.rule(for: value, segment, in: rules) {
        rows.append(Row(value: value, segment: segment, finding: rule.finding.flatMap { table[$0] }, reason: .rule))
        continue
      }
      if let (finding, reason) = Self.match(value, segment, findings) {
        rows.append(Row(value: value, segment: segment, finding: finding, reason: reason))
        continue
      }
      guard let finding = Self.add(value, segment, to: &table) else {
        throw Failure(
          .badData, words("error.too-many-findings"),
          advice: words("error.map-labels"))
      }
      rows.append(Row(value: value, segment: segment, finding: finding, reason: .new))
    }
    self.rows = rows
    self.findings = table
    unusedRules = rules.rules.filter { rule in
      !Set(values).union(byValue.keys).contains { Self.answers($0, byValue[$0], to: rule.label) }
    }.map(\.text)
  }

  private static func rule(for value: UInt8, _ segment: Segment?, in rules: MapRules) -> MapRules.Rule? {
    rules.rules.first { $0.label == .value(value) } ?? rules.rules.first { answers(value, segment, to: $0.label) }
  }

  private static func answers(_ value: UInt8, _ segment: Segment?, to label: MapRules.Label) -> Bool {
    switch label {
    case .value(let v): return v == value
    case .name(let name):
      guard let segment else { return false }
      return FindingNames.folded(segment.code ?? "") == name || FindingNames.folded(segment.name) == name
    }
  }

  private static func match(
    _ value: UInt8, _ segment: Segment?, _ project: LabelTable
  ) -> (Finding, Reason)? {
    let code = segment?.code ?? "", name = segment?.name ?? ""
    func finding(code: String) -> Finding? { project.findings.first { FindingNames.isSame($0.code, code) } }
    if let found = finding(code: code) { return (found, .code) }
    if let found = segment?.type.flatMap(Finding.code(of:)).flatMap(finding(code:)) { return (found, .code) }
    if let found = project.findings.first(where: { FindingNames.isSame($0.name, name) }) { return (found, .name) }
    if let found = finding(code: name) { return (found, .name) }
    if let found = FindingNames.code(of: name).flatMap(finding(code:)) { return (found, .name) }
    let isNumberAlone = FindingNames.folded(code).isEmpty && FindingNames.folded(name).isEmpty && segment?.type == nil
    if isNumberAlone, let found = project[value] { return (found, .value) }
    return nil
  }

  private static func add(_ value: UInt8, _ segment: Segment?, to table: inout LabelTable) -> Finding? {
    let name = segment.map(\.name) ?? ""
    let named = FindingNames.folded(name).isEmpty ? segment?.type?.meaning ?? "" : name
    return table.add(
      code: freeCode(segment?.code ?? "", value, in: table),
      name: FindingNames.folded(named).isEmpty ? "Label \(value)" : named,
      colour: segment?.colour ?? .distinct(value), value: value)
  }

  /// The file's code, or L and the value; with a number behind where another finding has that code.
  private static func freeCode(_ code: String, _ value: UInt8, in table: LabelTable) -> String {
    let wanted = FindingNames.folded(code).isEmpty ? "L\(value)" : code
    func isTaken(_ code: String) -> Bool { table.findings.contains { FindingNames.isSame($0.code, code) } }
    var free = wanted, number = 2
    while isTaken(free) {
      free = "\(wanted)-\(number)"
      number += 1
    }
    return free
  }
}

extension RGB {
  /// A colour for a label that comes without one: hues a golden angle apart, so that neighbours differ.
  public static func distinct(_ value: UInt8) -> RGB {
    let hue = Double(value) * 137.508 / 60
    func channel(_ n: Double) -> UInt8 {
      let k = (n + hue).truncatingRemainder(dividingBy: 6)
      return UInt8(255 * (0.9 - 0.6 * max(0, min(k, 4 - k, 1))))
    }
    return RGB(channel(5), channel(3), channel(1))
  }
}
