import Synchronization

/// The thread between a long tool and those who wait for it: how far it is, and whether it is still wanted.
public final class CancellableWork: Sendable {
  private let cancelled = Atomic(false)
  private let thousandths = Atomic(0)
  /// What this is a part of, from where to where.
  private let whole: (work: CancellableWork, range: ClosedRange<Double>)?

  public init() { whole = nil }

  private init(of work: CancellableWork, _ range: ClosedRange<Double>) { whole = (work, range) }

  /// A part of this work, whose progress from 0 to 1 is this one's over a range, and which is cancelled with it.
  public func part(_ range: ClosedRange<Double>) -> CancellableWork { CancellableWork(of: self, range) }

  /// Nobody wants the result any more: the tool ends soon, with nil.
  public func cancel() { cancelled.store(true, ordering: .relaxed) }
  public var isCancelled: Bool { cancelled.load(ordering: .relaxed) || whole?.work.isCancelled == true }

  /// The part done, 0...1. It never goes back: a smaller one is not taken.
  public var progress: Double {
    get { Double(thousandths.load(ordering: .relaxed)) / 1000 }
    set {
      let part = min(max(newValue, 0), 1)
      thousandths.max(Int(part * 1000), ordering: .relaxed)
      guard let (work, range) = whole else { return }
      work.progress = range.lowerBound + part * (range.upperBound - range.lowerBound)
    }
  }
}
