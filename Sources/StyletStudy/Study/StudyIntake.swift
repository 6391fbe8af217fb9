import StyletBase

/// What a scan becomes in a study: whether it is there already, what it is called, whose it is.
public struct StudyIntake {
  private let key: StudyKey
  private var byDigest: [String: CaseID] = [:]
  private var number: Int
  private var names: Set<CaseID>

  public init(_ cases: [StudyCase], key: StudyKey) {
    self.key = key
    number = cases.count
    names = Set(cases.map(\.id))
    cases.forEach { note($0) }
  }

  /// The case that a scan is already: by all of its bytes.
  public func twin(sha256: String) -> CaseID? { byDigest[sha256] }

  /// C00001, C00002 …, in order of arrival.
  public mutating func nextName() -> CaseID {
    while true {
      number += 1
      let digits = String(number), text = "C" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      if let name = CaseID(text), names.insert(name).inserted { return name }
    }
  }

  /// The pseudonym of a patient: without the key nobody can make it of a number, nor try numbers out.
  /// - Parameters:
  ///   - number: the patient's, as the scan states it; nil where it states none.
  ///   - sha256: of the scan: each without a number is a patient of its own.
  public func patient(number: String?, sha256: String) -> String {
    let message = number.map { "patient|" + $0 } ?? "scan|" + sha256
    return String(KeyedHash.text(key.hash(message)).prefix(16))
  }

  public mutating func note(_ one: StudyCase) { byDigest[one.sha256] = one.id }
}
