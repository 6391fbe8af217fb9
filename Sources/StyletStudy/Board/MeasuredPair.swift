import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// Two sealed readings of one scan, or gold and a reading, as far as it can be told of their projects alone: no scan is
/// opened for it.
public struct MeasuredPair: Hashable, Sendable {
  /// Voxels of the lesion in the first, the second, and both.
  public var first, second, common: Int
  /// Fields of the protocol that both answered, alike or not; and that the first alone did.
  public var alike: [String] = []
  public var unlike: [String] = []
  public var missing: [String] = []

  public init(first: Int, second: Int, common: Int) { (self.first, self.second, self.common) = (first, second, common) }

  /// nil where neither has drawn a lesion.
  public var dice: Double? { first + second > 0 ? 2 * Double(common) / Double(first + second) : nil }

  /// Whether both have drawn a lesion, or neither.
  public var isFoundAlike: Bool { (first > 0) == (second > 0) }

  /// By the least Dice, and the answers that have to be alike; what the first does not answer is not asked. Extents
  /// need the scan and are left to the class that was answered.
  public func isMet(_ rule: ExportRule) -> Bool {
    let differing = rule.answers.count { unlike.contains($0) || missing.contains($0) }
    return isFoundAlike
      && rule.isMet(by: ExportRule.Pair(first: first, second: second, common: common, differing: differing))
  }

  /// - Parameters:
  ///   - digests: SHA-256 of the files as they were sealed.
  ///   - forms: the study's protocols: each is held against the one that it follows, and what both ask is compared.
  /// - Throws: a ``Failure`` that names the file: changed since it was sealed, or of another grid. Cost: both files.
  public init(_ paths: (String, String), sealed digests: (String, String), forms: StudyForms) throws {
    let a = try SealedReading.read(paths.0, sealed: digests.0).project
    let b = try SealedReading.read(paths.1, sealed: digests.1).project
    let own = a.scan.grid, other = b.scan.grid
    guard own.size == other.size, length(own.spacing - other.spacing) <= 1e-3 else {
      throw Failure(
        .badData, path: paths.1, words("study.sealed.other-grid"), advice: words("study.sealed.check-advice"))
    }
    let (form, others) = (try forms.form(of: a, at: paths.0), try forms.form(of: b, at: paths.1))
    let sides = [(a, form), (b, others)].map { one, form in
      (labels: one.findingLabels, values: SealedReading.lesionFindings(one.labels, form) ?? Set(1...255))
    }
    self.init(
      first: Self.voxels(sides[0]), second: Self.voxels(sides[1]), common: ExportRule.Pair.common(sides[0], sides[1]))
    guard let form, let others else { return }
    let records = [ReadingRecord(a.reading), ReadingRecord(b.reading)]
    for field in form.fields where field.takesAnswer {
      guard let same = others.field(field.id) else { continue }
      let answers = zip(records, [field, same]).map { Self.answer($0, $1) }
      guard let own = answers[0] else { continue }
      if answers[1] == nil { missing.append(field.id) } else if answers[1] == own { alike.append(field.id) } else {
        unlike.append(field.id)
      }
    }
  }

  /// What says something: not what could not be judged, nor what is none of this field.
  private static func answer(_ record: ReadingRecord, _ field: ReadingField) -> AnswerValue? {
    guard let value = record.answer(to: field.id)?.value, value != .notAssessed,
      field.problem(with: value) == nil
    else {
      return nil
    }
    return value
  }

  private static func voxels(_ side: (labels: LabelMap, values: Set<UInt8>)) -> Int {
    var isIn = [Bool](repeating: false, count: 256), count = 0
    for value in side.values { isIn[Int(value)] = true }
    for k in 0..<side.labels.size.k where side.labels.isUsed(k: k) {
      side.labels.forEachRun(k: k) { _, _, n, label in if isIn[Int(label)] { count += n } }
    }
    return count
  }
}

extension Project {
  /// What was drawn; nothing where there is no layer of findings.
  fileprivate var findingLabels: LabelMap {
    layers.first { $0.name == LabelLayer.findings }?.labels ?? LabelMap(size: scan.grid.size)
  }
}

extension ReadingField {
  /// Whether an answer can be held against another one: not what is computed, nor free text.
  var takesAnswer: Bool {
    switch kind {
    case .text, .computed: false
    default: true
    }
  }
}

extension ReadingProtocol {
  /// The classes of extent: answers that are held against a number computed beside them.
  public var classesOfExtent: [String] { fields.filter { $0.beside != nil && $0.takesAnswer }.map(\.id) }
}
