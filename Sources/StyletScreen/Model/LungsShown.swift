import StyletCore
import StyletImaging

/// What a frame shows of the lungs besides the numbers of the extent.
public struct LungsShown: Sendable {
  public enum State: Hashable, Sendable {
    case unknown
    case searching(percent: Int)
    /// Looked for, and not found.
    case missing
    case known
  }

  public var state = State.unknown
  /// What is outlined beside what is drawn: the lungs, or the findings while lungs are drawn; nil for nothing.
  public var outline: LabelMap?
  /// Changes whenever the outline does.
  var version = OutlineVersion()
  public var record: LungRecord?
  /// Goes to the next remark, as the keymap in force has it; empty where none is bound.
  public var key = ""
  /// The limits of the zones, while they are shown; nil without lungs.
  public var zones: LungZones?
  /// mL of all findings, step by step.
  public var trail: [Double] = []

  /// Remarks that no reader has marked as seen.
  public var notes: Int { record?.unseen ?? 0 }

  /// mL inside the cage that are remarked as no lung and not explained; 0 for none.
  var unexplainedAir: Double {
    (record?.remarks ?? []).reduce(0) { sum, remark in
      if case .unexplainedAir(_, let mL) = remark.badge { sum + mL } else { sum }
    }
  }
}

/// Which labels an outline was made of.
struct OutlineVersion: Hashable, Sendable {
  var isOfFindings = false
  var n = 0
}
