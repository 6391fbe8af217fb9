import Foundation
import Testing

@testable import StyletImaging
@testable import StyletScreen

/// What was said can be read again: each word that stays, and of what goes on only how far it is.
@Suite struct MessageLogTests {
  private func texts(_ work: Workstation) -> [String] { work.messages.notices.map(\.text) }

  @Test func progressReplacesItself() {
    var log = MessageLog()
    for n in 0..<100 {
      log.keep(Notice(.info, "Looking: \(n) %", progress: .proposal))
      if n == 40 { log.keep(Notice(.info, "Pen up")) }
      if n == 60 { log.keep(Notice(.info, "Finding the lungs: 3 %", progress: .lungs)) }
    }
    log.keep(Notice(.info, "Proposed"))
    #expect(log.notices.map(\.text) == ["Pen up", "Finding the lungs: 3 %", "Looking: 99 %", "Proposed"])
    log.keep(Notice(.info, "Looking: 0 %", progress: .proposal))
    #expect(log.notices.map(\.text) == ["Pen up", "Finding the lungs: 3 %", "Proposed", "Looking: 0 %"])
  }

  /// Two searches with moments of quiet and keys in between: one entry for what went on, and each outcome.
  @Test func aSearchIsOneEntry() throws {
    let bench = try Bench()
    let mask = LabelMap(size: Bench.size)
    bench.services.job = { _, _, work in
      while !work.isCancelled { usleep(1000) }
      return .lesions(mask, mapping: [:], remarks: [])
    }
    for _ in 0..<2 {
      try bench.play(":propose other<CR>")
      // Seconds pass: what is said changes with each.
      for second in 0..<30 {
        bench.work.proposals.begun = .now - .seconds(second)
        bench.work.handle(.idle)
        if second % 10 == 9 { try bench.play("p") }
        if second % 10 == 5 { try bench.play("p") }
      }
      try bench.play(":propose-stop<CR>")
      bench.work.waitForWork()
    }
    let all = texts(bench.work)
    #expect(all.count { $0.hasPrefix(Sentence.proposing) } == 1, "\(all)")
    #expect(all.count { $0.hasPrefix("Pen up") } >= 2, "\(all)")
    #expect(all.count { $0.hasPrefix(Sentence.nothingProposed) } == 2, "\(all)")
  }

  /// The arrows of a preview and the cursor of a ruler say something new at each step; what was done stays said.
  @Test func aPreviewAndARulerAreOneEntry() throws {
    let bench = try Bench()
    for key in try KeyNotation.parse("<Space>am<Right><Right><Left><Right><CR>mr<CR>lllll<CR>") {
      bench.work.handle(.key(key))
      bench.work.waitForWork()
    }
    let all = texts(bench.work)
    #expect(all.count <= 8, "\(all)")
    let progress = bench.work.messages.notices.compactMap(\.progress)
    #expect(Set(progress).count == progress.count && progress.contains(.preview) && progress.contains(.measurement))
  }
}
