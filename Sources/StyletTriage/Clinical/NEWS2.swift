/// The National Early Warning Score 2 (Royal College of Physicians, 2017), SpO2 scale 1.
public struct NEWS2: Hashable, Sendable {
  /// 0…20; nil where a parameter is not known: none is ever assumed.
  public var score: Int?
  /// The most points of one known parameter; nil where none is known.
  public var highest: Int?

  /// - Parameter given: the score as somebody has counted it.
  init(_ c: ClinicalFields, given: Int?) {
    func points(_ value: Double?, _ bands: [(below: Double, points: Int)], else last: Int) -> Int? {
      value.map { v in bands.first { v < $0.below }?.points ?? last }
    }
    let parameters = [
      points(c.respiratoryRate, [(9, 3), (12, 1), (21, 0), (25, 2)], else: 3),
      points(c.spo2, [(92, 3), (94, 2), (96, 1)], else: 0),
      c.oxygen.map { $0 > 0 ? 2 : 0 },
      points(c.systolic, [(91, 3), (101, 2), (111, 1), (220, 0)], else: 3),
      points(c.heartRate, [(41, 3), (51, 1), (91, 0), (111, 1), (131, 2)], else: 3),
      c.isAlert.map { $0 ? 0 : 3 },
      // 35.05 is 35.1 to the tenth.
      points(c.temperature, [(35.05, 3), (36.05, 1), (38.05, 0), (39.05, 1)], else: 2),
    ]
    let known = parameters.compactMap { $0 }
    score = given ?? (known.count == parameters.count ? known.reduce(0, +) : nil)
    highest = known.max()
  }
}
