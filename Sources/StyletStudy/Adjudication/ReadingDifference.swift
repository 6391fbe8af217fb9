import StyletAgreement
import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What two readings of one scan differ in, of their projects alone: the scan is not read for it.
public struct ReadingDifference: Sendable {
  /// A finding that one of them draws, or all together that count as lesion.
  public struct Part: Hashable, Sendable {
    public var finding: ComparedFinding
    public var overlap: MaskOverlap
    /// First less second, percentage points of both lungs; nil unless both have lungs.
    public var percentDifference: Double?
  }

  /// Findings in the order of the readings' tables; the lesion last, where it is more than one of them.
  public private(set) var parts: [Part] = []
  /// Fields that both protocols have and that are answered differently, in its order; what is computed is nobody's
  /// answer.
  public private(set) var answers: [String] = []
  /// mL that one calls otherwise than the other.
  public private(set) var millilitres = 0.0

  /// - Parameters:
  ///   - a, b: on grids of one size and spacing; they may lie at different places.
  ///   - form: the protocol that the first one follows; nil for none.
  ///   - other: that of the second one. What both ask is compared.
  /// Cost: the slices that either has drawn on, and the rows of the lungs.
  public init(_ a: Project, _ b: Project, form: ReadingProtocol?, other: ReadingProtocol?) {
    let first = Drawn(a, form), second = Drawn(b, other)
    let pairs = LabelPairs(first.labels, second.labels)
    var codes: [String] = []
    for code in first.codes + second.codes where !codes.contains(code) { codes.append(code) }
    var lesions = 0
    for code in codes {
      guard let part = Self.part(.finding(code: code), first, second, pairs) else { continue }
      parts.append(part)
      if !first.values(.finding(code: code)).isDisjoint(with: first.lesion)
        || !second.values(.finding(code: code)).isDisjoint(with: second.lesion) { lesions += 1 }
    }
    if lesions > 1, let whole = Self.part(.lesion, first, second, pairs) { parts.append(whole) }
    let voxels = pairs.all.reduce(0) { $0 + (first.code($1.first) == second.code($1.second) ? 0 : $1.voxels) }
    millilitres = Double(voxels) * a.scan.grid.voxelVolume / 1000
    guard let form, let other else { return }
    let (own, others) = (ReadingRecord(a.reading), ReadingRecord(b.reading))
    answers = form.fields.filter { field in
      guard !field.isComputed, let same = other.field(field.id) else { return false }
      return Self.answer(own, field) != Self.answer(others, same)
    }.map(\.id)
  }

  /// One that is none of the field's counts as none.
  private static func answer(_ record: ReadingRecord, _ field: ReadingField) -> AnswerValue? {
    record.answer(to: field.id).flatMap { field.problem(with: $0.value) == nil ? $0.value : nil }
  }

  /// - Returns: nil where neither draws it.
  private static func part(_ row: ComparedFinding, _ a: Drawn, _ b: Drawn, _ pairs: LabelPairs) -> Part? {
    let (own, others) = (a.values(row), b.values(row))
    let overlap = pairs.overlap(own, others)
    guard overlap.first + overlap.second > 0 else { return nil }
    let difference = a.percent(own).flatMap { x in b.percent(others).map { x - $0 } }
    return Part(finding: row, overlap: overlap, percentDifference: difference)
  }

  /// One reading's drawing.
  private struct Drawn {
    let labels: LabelMap
    /// In the table's order; labels without a finding have their number.
    let codes: [String]
    let lesion: Set<UInt8>
    private let codeOf: [UInt8: String]
    private let inLungs: [UInt8: Int]
    private let lungVoxels: Int

    init(_ project: Project, _ form: ReadingProtocol?) {
      let size = project.scan.grid.size
      func labels(_ name: String) -> LabelMap {
        project.layers.first { $0.name == name }?.labels ?? LabelMap(size: size)
      }
      let drawn = labels(LabelLayer.findings), lungs = labels(LabelLayer.lungs)
      self.labels = drawn
      let table = project.labels
      let findings = table.withUnnamed(of: LabelPairs.labels(of: drawn)).findings
      codes = findings.map(\.code)
      codeOf = Dictionary(findings.map { ($0.value, $0.code) }) { first, _ in first }
      lesion = SealedReading.lesionFindings(table, form) ?? Set(1...255)
      var voxels = 0
      for k in 0..<size.k where lungs.isUsed(k: k) {
        lungs.forEachRun(k: k) { _, _, count, label in if Self.isLung(label) { voxels += count } }
      }
      lungVoxels = voxels
      var inside: [UInt8: Int] = [:]
      if voxels > 0 {
        for one in LabelPairs(drawn, lungs, whereFirstIsDrawn: true).all where Self.isLung(one.second) {
          inside[one.first, default: 0] += one.voxels
        }
      }
      inLungs = inside
    }

    private static func isLung(_ label: UInt8) -> Bool { label == LungLabels.right || label == LungLabels.left }

    /// nil of what is not drawn.
    func code(_ label: UInt8) -> String? { label == 0 ? nil : codeOf[label] ?? "\(label)" }

    func values(_ row: ComparedFinding) -> Set<UInt8> {
      switch row {
      case .finding(let code): Set(codeOf.lazy.filter { $0.value == code }.map(\.key))
      case .lesion: lesion
      }
    }

    /// Of both lungs; nil without lungs.
    func percent(_ values: Set<UInt8>) -> Double? {
      guard lungVoxels > 0 else { return nil }
      let voxels = inLungs.reduce(0) { $0 + (values.contains($1.key) ? $1.value : 0) }
      return 100 * Double(voxels) / Double(lungVoxels)
    }
  }
}
