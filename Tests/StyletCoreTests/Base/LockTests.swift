import Dispatch
import Testing

@testable import StyletBase

/// One thread at a time has what a lock holds, whether it is the usual one or the thread sanitizer's.
@Suite struct LockTests {
  private struct Refused: Error {}

  @Test func everyChangeCounts() {
    let lock = Lock([Int]())
    DispatchQueue.concurrentPerform(iterations: 1000) { n in lock.withLock { $0.append(n) } }
    #expect(lock.withLock { $0.sorted() } == Array(0..<1000))
  }

  @Test func whatIsThrownLeavesItOpen() {
    let lock = Lock(1)
    #expect(throws: Refused.self) {
      try lock.withLock { value in
        value = 2
        throw Refused()
      }
    }
    #expect(lock.withLock { $0 } == 2)
  }
}
