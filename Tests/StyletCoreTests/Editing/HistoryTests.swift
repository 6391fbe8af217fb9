import StyletCore
import StyletImaging
import Testing

@Suite struct HistoryTests {
  private func edit(_ n: Int, runs: Int = 1, layer: String = "findings") -> Edit {
    Edit(
      name: "\(n)", tool: "test", layer: layer,
      runs: (0..<runs).map { Run(k: n, j: $0, i: 0, count: 1, old: 0, new: 1) })
  }

  @Test func strokesAreOneStep() {
    var history = History()
    for (n, stroke) in [1, 1, 2, nil, nil, 2, 2].enumerated() { history.record(edit(n), stroke: stroke) }
    #expect(history.done.map { $0.runs.map { Int($0.k) } } == [[0, 1], [2], [3], [4], [5, 6]])
    _ = history.undo()
    history.record(edit(7), stroke: 2)  // the stroke was closed by the undo
    #expect(history.done.map { $0.runs.map { Int($0.k) } } == [[0, 1], [2], [3], [4], [7]])
    history.record(edit(8, layer: "lungs"), stroke: 2)  // a step belongs to one layer
    #expect(history.done.count == 6)
  }

  @Test func recordingForgetsWhatWasUndone() {
    var history = History()
    for n in 0..<4 { history.record(edit(n)) }
    #expect(history.undo()?.name == "3")
    #expect(history.undo()?.name == "2")
    #expect(history.redo()?.name == "2")
    history.record(edit(9))
    #expect(history.redo() == nil)
    #expect(history.done.map(\.name) == ["0", "1", "2", "9"])
  }

  @Test func oldestStepsGoBeyondTheBudget() {
    var history = History(budget: 5 * edit(0, runs: 10).memory)
    for n in 0..<20 { history.record(edit(n, runs: 10)) }
    #expect(history.done.map(\.name) == ["15", "16", "17", "18", "19"])
    history.record(edit(20, runs: 1000))
    #expect(history.done.map(\.name) == ["20"])
    for n in 21..<40 { history.record(edit(n, runs: 10)) }
    #expect(history.done.count == 5)
    while history.undo() != nil {}
    while history.redo() != nil {}
    #expect(history.done.count == 5)
  }
}
