import StyletBase
import StyletReport
import StyletScreen
import StyletStudy

/// Feeds the coordinator's screen: a thread reads the study, looks for files that have changed, and measures where that
/// is asked for.
final class StudyBoardFeed: BoardSource, Sendable {
  /// Between two looks at the files, seconds; and after so many the page is counted anew, since days pass.
  private static let pause = 2.0, longest = 300.0

  private struct State {
    var news: BoardNews?
    var asked: Set<BoardAct> = []
    var isAtWork = true, isStopped = false
    var task: String?
    var unmeasured = 0
  }

  private struct Stopped: Error {}

  private let state: Monitor<State>

  /// - Parameter measures: begin with what is not measured yet.
  init(_ folder: StudyFolder, _ options: StudyBoardReader.Options, measures: Bool) {
    state = Monitor(State(asked: measures ? [.measure] : []))
    Threads.run { [state] in Self.run(folder, options, state) }
  }

  func stop() { state.change { $0.isStopped = true } }

  // MARK: BoardSource

  func news() -> BoardNews? {
    state.withLock { state in
      defer { state.news = nil }
      return state.news
    }
  }

  func ask(_ act: BoardAct) {
    state.change {
      $0.asked.insert(act)
      $0.isAtWork = true
    }
  }

  func waitForWork() { state.wait { $0.isAtWork ? nil : () } }

  // MARK: The thread

  private static func run(_ folder: StudyFolder, _ options: StudyBoardReader.Options, _ state: Monitor<State>) {
    func tell(_ change: (inout BoardNews) -> Void) {
      state.change { state in
        var news = state.news ?? BoardNews()
        (news.task, news.unmeasured) = (state.task, state.unmeasured)
        change(&news)
        (state.task, state.unmeasured) = (news.task, news.unmeasured)
        state.news = news
      }
    }
    var reader: StudyBoardReader?, counted = ContinuousClock.now
    func show() {
      guard let reader else { return }
      let document = BoardWords(reader.board).document()
      counted = .now
      tell {
        ($0.document, $0.task, $0.unmeasured) = (document, nil, reader.board.tasks.count)
      }
    }
    func trying(_ body: () throws -> Void) {
      do { try body() } catch {
        tell { ($0.failure, $0.task) = (error as? Failure ?? Failure(.io, "\(error)"), nil) }
      }
    }
    trying {
      reader = try StudyBoardReader(folder, options)
      show()
    }
    while true {
      let asked: Set<BoardAct>? = state.withLock { state in
        if state.isStopped { return nil }
        defer { state.asked = [] }
        return state.asked
      }
      guard let asked else { return }
      trying {
        if reader == nil, asked.contains(.read) { reader = try StudyBoardReader(folder, options) }
        let isOld = ContinuousClock.now - counted > .seconds(longest)
        if asked.contains(.read) || isOld || reader?.isStale() == true {
          try reader?.read()
          show()
        }
        guard asked.contains(.measure) else { return }
        defer { show() }
        try? reader?.measure { done, all in
          if state.withLock({ $0.isStopped }) { throw Stopped() }
          tell { $0.task = words("board.measuring", ["done": done, "all": all]) }
        }
      }
      state.change { $0.isAtWork = !$0.asked.isEmpty }
      state.wait(atMost: pause) { $0.isStopped || !$0.asked.isEmpty ? () : nil }
    }
  }
}
