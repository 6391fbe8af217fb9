import StyletBase
import StyletCore

/// Work in the background, on things as they were when it began.
final class BackgroundWork<Value>: Sendable {
  private let work = CancellableWork()
  private let finished = Monitor<Value?>(nil)

  /// - Parameter body: ends soon once its work is cancelled.
  init(_ body: @escaping @Sendable (CancellableWork) -> Value) {
    let language = Words.language
    Threads.run { [work, finished] in
      let value = Words.$inTask.withValue(language) { body(work) }
      finished.change { $0 = .some(value) }
    }
  }

  var progress: Double { work.progress }

  /// nil while it works.
  var result: Value? { finished.withLock { $0 } }

  func cancel() { work.cancel() }

  func wait() -> Value { finished.wait { $0 } }
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
