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

  /// What `body` gives for 0..<count, in order.
  package static func map<R: Sendable>(_ count: Int, together: Bool = true, _ body: @Sendable (Int) -> R) -> [R] {
    var all = [R?](repeating: nil, count: count)
    all.withUnsafeMutableBufferPointer { all in
      guard let first = all.baseAddress else { return }
      let out = SharedWriter(pointer: first)
      forEach(count, together: together) { out.pointer[$0] = body($0) }
    }
    return all.compactMap { $0 }
  }
}

/// Lets threads write to their own parts of one array.
package struct SharedWriter<T>: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<T>

  package init(pointer: UnsafeMutablePointer<T>) { self.pointer = pointer }
}
