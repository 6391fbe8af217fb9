import Synchronization

/// The thread between a long tool and those who wait for it: how far it is, and whether it is still wanted.
public final class ToolWork: Sendable {
  private let cancelled = Atomic(false)
  private let thousandths = Atomic(0)

  public init() {}

  /// Nobody wants the result any more: the tool ends soon, with nil.
  public func cancel() { cancelled.store(true, ordering: .relaxed) }
  public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// The part done, 0...1.
  public var progress: Double {
    get { Double(thousandths.load(ordering: .relaxed)) / 1000 }
    set { thousandths.store(Int(min(max(newValue, 0), 1) * 1000), ordering: .relaxed) }
  }
}
