import StyletCore
import StyletImaging
import StyletReport

/// A scan of the same patient at another time, to be looked at beside the one that is open. Nothing of either is
/// changed: the workstation writes no file of them.
public struct EarlierScan {
  /// Counted, with its findings in labels of ``table``.
  public var session: EditSession
  /// The workstation's findings, and behind them what this scan alone has.
  public var table: LabelTable
  public var facts: FollowUpFacts

  public init(_ session: EditSession, in table: LabelTable, facts: FollowUpFacts = FollowUpFacts()) {
    (self.session, self.table, self.facts) = (session, table, facts)
  }
}
