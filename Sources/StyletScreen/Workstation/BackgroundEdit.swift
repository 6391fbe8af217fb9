import Foundation
import StyletCore

/// Work in the background, on things as they were when it began.
final class BackgroundWork<Value>: @unchecked Sendable {
  private let work = ToolWork()
  private let condition = NSCondition()
  /// Guarded by `condition`.
  private var finished: Value?

  /// - Parameter body: ends soon once its work is cancelled.
  init(_ body: @escaping (ToolWork) -> Value) {
    nonisolated(unsafe) let body = body
    Thread.detachNewThread { [self] in
      let value = body(work)
      condition.withLock {
        finished = .some(value)
        condition.broadcast()
      }
    }
  }

  var progress: Double { work.progress }

  /// nil while it works.
  var result: Value? { condition.withLock { finished } }

  func cancel() { work.cancel() }

  func wait() -> Value {
    condition.withLock {
      while true {
        if let finished { return finished }
        condition.wait()
      }
    }
  }
}

/// A tool at work in the background; its result is the edit, or none when nothing would change.
typealias BackgroundEdit = BackgroundWork<Edit?>

extension BackgroundWork where Value == Edit? {
  convenience init(_ tool: any Tool, _ context: ToolContext) {
    self.init { work in
      var context = context
      context.work = work
      return tool.edit(in: context)
    }
  }
}
