import Dispatch
import StyletBase

/// A value that several threads change in turn.
package final class Guarded<Value: Sendable>: Sendable {
  @usableFromInline let value: Lock<Value>

  package init(_ value: Value) { self.value = Lock(value) }

  @inlinable
  package func with<R: Sendable>(_ body: (inout Value) throws -> R) rethrows -> R {
    try value.withLock { try body(&$0) }
  }
}

/// Runs `body` over 0..<count in ranges of `chunk`, on all cores; after an error no further range is begun, and
/// the first one is thrown.
package func concurrently(_ count: Int, chunk: Int, _ body: @Sendable (Range<Int>) throws -> Void) throws {
  guard count > 0 else { return }
  let failure = Guarded<(any Error)?>(nil)
  DispatchQueue.concurrentPerform(iterations: (count + chunk - 1) / chunk) { n in
    guard failure.with({ $0 == nil }) else { return }
    do {
      try body(n * chunk..<min((n + 1) * chunk, count))
    } catch {
      failure.with { $0 = $0 ?? error }
    }
  }
  if let error = failure.with({ $0 }) { throw error }
}
