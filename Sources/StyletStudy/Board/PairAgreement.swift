import StyletAgreement

/// How far two readers agree in the cases that both have sealed, as far as that was measured.
public struct PairAgreement: Sendable {
  /// Places in ``PairMatrix/readers``.
  public let first, second: Int
  public let planned, sealed: Int
  /// Of those that both have sealed: measured, and not to be measured.
  public let measured: Int, unreadable: Int
  /// Lesion drawn by both or by neither; and readings that agree by the rule.
  public let found: Int, agreed: Int
  /// Of those in which somebody has drawn one.
  public let dice: [Double]

  init(_ pair: PairMatrix.Pair, _ measures: StudyMeasures, rule: ExportRule) {
    (first, second, planned, sealed) = (pair.first, pair.second, pair.planned, pair.sealed.count)
    let known = pair.sealed.compactMap { measures[$0.key] }
    measured = known.count
    unreadable = pair.sealed.count { measures.failures[$0.key] != nil }
    found = known.count(where: \.isFoundAlike)
    agreed = known.count { $0.isMet(rule) }
    dice = known.compactMap(\.dice)
  }

  public var meanDice: Double? { dice.isEmpty ? nil : dice.reduce(0, +) / Double(dice.count) }

  /// Wilson's of those that agree; nil where none was measured.
  public var interval: ClosedRange<Double>? {
    measured > 0 ? StudyPrecision.interval(Double(agreed) / Double(measured), of: measured) : nil
  }
}

extension PairMatrix.Common {
  var key: StudyMeasures.Key { StudyMeasures.Key(firstSeal, secondSeal) }

  func task(_ folder: StudyFolder) -> StudyMeasures.Task {
    StudyMeasures.Task(
      key: key, firstPath: folder.project(first.reader, first.alias),
      secondPath: folder.project(second.reader, second.alias))
  }
}
