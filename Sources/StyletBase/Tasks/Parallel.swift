import Dispatch

/// Loops that the machine's cores share.
package enum Parallel {
  /// Runs `body` for 0..<count.
  /// - Parameter together: whether it is worth more than one core.
  package static func forEach(_ count: Int, together: Bool = true, _ body: @Sendable (Int) -> Void) {
    guard together, count > 1 else {
      for n in 0..<count { body(n) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }
}

/// Lets threads write to their own parts of one array.
package struct SharedWriter<T>: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<T>

  package init(pointer: UnsafeMutablePointer<T>) { self.pointer = pointer }
}
