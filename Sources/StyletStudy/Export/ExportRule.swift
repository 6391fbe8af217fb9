import StyletBase

/// What is fit to leave: readings that are sealed, and where several are of one case, that agree; else what was
/// adjudicated. It goes with the data.
public struct ExportRule: Hashable, Sendable {
  /// The least Dice of the lesion between any two readings, 0...1. Drawn in neither is agreement, in one alone is not.
  public var dice = 0.7
  /// The most that the lesion's share of the lungs may differ, percentage points; where both have lungs.
  public var extent = 5.0
  /// Fields of the protocol that have to be answered alike.
  public var answers: [String] = []

  public init() {}

  /// A pair of readings of one case.
  public struct Pair: Hashable, Sendable {
    /// Voxels of the lesion in the first, the second, and both.
    public var first, second, common: Int
    /// Of the lesion's share of the lungs, percentage points; nil without lungs.
    public var extentDifference: Double?
    /// How many of ``ExportRule/answers`` differ.
    public var differing: Int

    public init(first: Int, second: Int, common: Int, extentDifference: Double? = nil, differing: Int = 0) {
      (self.first, self.second, self.common) = (first, second, common)
      (self.extentDifference, self.differing) = (extentDifference, differing)
    }
  }

  public func isMet(by pair: Pair) -> Bool {
    let both = pair.first + pair.second
    // 2 common / (first + second) ≥ dice, without a division.
    guard both == 0 || 2 * Double(pair.common) >= dice * Double(both), pair.differing == 0 else { return false }
    return pair.extentDifference.map { abs($0) <= extent } ?? true
  }

  var json: JSONObject {
    [
      "readings": .string("sealed and signed"), "lesion_dice_at_least": .double(dice),
      "extent_difference_at_most": .double(extent), "answered_alike": .array(answers.map(JSONValue.string)),
      "beyond": .string("adjudicated, or left out"),
    ]
  }
}

/// A case that may leave, before its readings are opened.
public struct ExportCandidate: Sendable {
  public var caseID: CaseID
  /// Sealed readings of different readers, those of chance alone: in the design's order.
  public var readings: [DesignedReading]
  public var isAdjudicated: Bool

  /// What a case comes to.
  /// - Parameters:
  ///   - design: all readings of the case.
  ///   - state: of a reading.
  ///   - isAdjudicated: somebody has.
  /// - Returns: a candidate, or why it stays.
  public static func of(
    _ one: StudyCase, design: [DesignedReading], isAdjudicated: Bool, state: (DesignedReading) -> ReadingProgress.State
  ) -> Result<ExportCandidate, Stays> {
    guard one.status == .open else { return .failure(Stays(.withdrawn)) }
    guard one.use == .study else { return .failure(Stays(.gold)) }
    let asked = design.filter(\.kind.isOfCase)
    let states = asked.map(state)
    let sealed = zip(asked, states).filter { $1 == .sealed }.map(\.0)
    // Who has skipped it will not read it.
    let isWhole = !sealed.isEmpty && states.allSatisfy { $0 == .sealed || $0 == .skipped }
    guard isWhole || isAdjudicated && !sealed.isEmpty else { return .failure(Stays(.unread)) }
    return .success(ExportCandidate(caseID: one.id, readings: sealed, isAdjudicated: isAdjudicated))
  }

  /// Why a case stays.
  public struct Stays: Error, Hashable {
    public var reason: LeftOutCase.Reason

    public init(_ reason: LeftOutCase.Reason) { self.reason = reason }
  }
}
