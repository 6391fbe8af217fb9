import Testing

@testable import StyletBase

/// How far work is, as those who wait see it.
@Suite struct ToolWorkTests {
  @Test func progressNeverGoesBack() {
    let work = CancellableWork()
    for (part, seen) in [(0.3, 0.3), (0.2, 0.3), (-1, 0.3), (0.7, 0.7), (2, 1), (0, 1)] {
      work.progress = part
      #expect(work.progress == seen)
    }
  }

  @Test func partsAreOneWork() {
    let work = CancellableWork()
    let first = work.part(0...0.6), second = work.part(0.6...1)
    first.progress = 0.5
    #expect(work.progress == 0.3 && first.progress == 0.5)
    first.progress = 1
    second.progress = 0.1
    #expect(abs(work.progress - 0.64) < 0.002)
    first.progress = 0.2
    #expect(abs(work.progress - 0.64) < 0.002)
    #expect(!second.isCancelled)
    work.cancel()
    #expect(first.isCancelled && second.isCancelled)
  }
}
