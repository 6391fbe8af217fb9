import StyletBase

/// Where a case goes: to the test, or to one of the folds of training.
public enum ExportPart: Hashable, Sendable {
  case test
  /// The fold that it is validated in, base 0.
  case training(fold: Int)

  /// As tables name it.
  public var split: String { self == .test ? "test" : "training" }
  public var fold: Int? { if case .training(let fold) = self { fold } else { nil } }
}

/// Training, validation and test by lot: all scans of a patient go together, and each site is spread evenly.
///
/// The lot is drawn over all patients of the study in order of arrival, whether they leave it or not, in blocks of a
/// site (permuted blocks): what arrives later moves nobody, so that a case that a model was tested on is never trained
/// on by a later export.
public struct ExportLots: Hashable, Sendable {
  public static let mostFolds = 20, mostOf = 100

  public var seed: Int
  /// 2...``mostFolds``, or 1 for none.
  public var folds: Int
  /// One patient of so many is for the test, 2...``mostOf``; 0 for none.
  public var testOneOf: Int

  public init(seed: Int, folds: Int = 5, testOneOf: Int = 0) {
    precondition((1...Self.mostFolds).contains(folds), "folds beyond what there are")
    precondition(testOneOf == 0 || (2...Self.mostOf).contains(testOneOf), "a share beyond what there is")
    (self.seed, self.folds, self.testOneOf) = (seed, folds, testOneOf)
  }

  /// - Parameter patients: of all cases in order of arrival; a patient's site is that of the first.
  /// - Returns: by patient. Cost: the cases.
  public func draw(_ patients: some Sequence<(patient: String, site: String)>) -> [String: ExportPart] {
    var parts: [String: ExportPart] = [:], ofSite: [String: (all: Int, training: Int)] = [:]
    for one in patients where parts[one.patient] == nil {
      var count = ofSite[one.site] ?? (0, 0)
      defer { ofSite[one.site] = count }
      let isTest = testOneOf > 0 && place(count.all, of: testOneOf, "test|\(one.site)") == 0
      count.all += 1
      guard !isTest else {
        parts[one.patient] = .test
        continue
      }
      parts[one.patient] = .training(fold: place(count.training, of: folds, "fold|\(one.site)"))
      count.training += 1
    }
    return parts
  }

  /// What the n-th of a site draws: each of 0..<size once in a block of as many.
  private func place(_ n: Int, of size: Int, _ label: String) -> Int {
    var lots = Lots(seed: seed, "export|\(label)|\(size)|\(n / size)")
    return lots.shuffled(Array(0..<size))[n % size]
  }
}
