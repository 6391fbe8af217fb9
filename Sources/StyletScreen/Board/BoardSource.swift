import StyletBase
import StyletReport

/// Where a board gets its pages from; it reads beside the screen, which asks what is new.
public protocol BoardSource: AnyObject {
  /// What is new since it was asked last; nil where nothing is.
  func news() -> BoardNews?
  func ask(_ act: BoardAct)
  /// Returns when nothing that was asked for is under way.
  func waitForWork()
}

/// What a board's source has to tell.
public struct BoardNews: Sendable {
  /// A section a page; nil where it is as before.
  public var document: ReportDocument?
  /// What goes on, in a few words; nil where nothing does.
  public var task: String?
  /// Why it could not be read.
  public var failure: Failure?
  /// How much there is that could be measured.
  public var unmeasured = 0

  public init() {}
}

/// What a board asks of its source.
public enum BoardAct: Hashable, Sendable { case read, measure }
