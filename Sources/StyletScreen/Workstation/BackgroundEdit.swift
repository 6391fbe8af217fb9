import Foundation
import StyletCore

/// A tool at work beside the screen. It works on the labels as they were when it began.
final class BackgroundEdit: @unchecked Sendable {
  private let work = ToolWork()
  private let condition = NSCondition()
  /// Guarded by `condition`.
  private var finished: Edit??

  init(_ tool: any Tool, _ context: ToolContext) {
    nonisolated(unsafe) var context = context
    context.work = work
    Thread.detachNewThread { [self] in
      let edit = tool.edit(in: context)
      condition.withLock {
        finished = .some(edit)
        condition.broadcast()
      }
    }
  }

  var progress: Double { work.progress }

  /// The edit, or none when nothing would change; nil while it works.
  var result: Edit?? { condition.withLock { finished } }

  func cancel() { work.cancel() }

  func wait() -> Edit? {
    condition.withLock {
      while finished == nil { condition.wait() }
      return finished ?? nil
    }
  }
}
