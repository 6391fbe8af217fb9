import StyletCore
import StyletImaging
import StyletPhantom
import Testing

@testable import StyletScreen

/// `:lungs`, and what keeps to them then.
@Suite struct LungSearchTests {
  private static let phantom = Result {
    try Phantom.make(PhantomSpecification(size: GridSize(72, 60, 40)!, seed: 2, noise: 5))
  }

  private func bench() throws -> (Bench, Phantom) {
    let phantom = try Self.phantom.get()
    return (try Bench(session: EditSession(volume: phantom.volume)), phantom)
  }

  private func lungs(_ bench: Bench) -> LabelMap? {
    bench.work.session.layers.first { $0.name == LabelLayer.lungs }?.labels
  }

  @Test func theyAreFoundUndoneAndKeptTo() throws {
    let (bench, phantom) = try bench()
    try bench.play(":within-lungs<CR>")
    #expect(bench.notice.contains(":lungs finds them"))
    try bench.play(":lungs<CR>")
    bench.work.waitForWork()
    #expect(bench.notice.hasPrefix("Proposed: right lung"))
    let found = try #require(lungs(bench))
    var both = 0, truth = 0, own = 0
    for k in 0..<found.size.k {
      for j in 0..<found.size.j {
        for i in 0..<found.size.i {
          let v = VoxelIndex(i, j, k)
          let (a, b) = (found[v], phantom.lungs[v])
          for side: UInt8 in [1, 2] {
            both += a == side && b == side ? 1 : 0
            own += a == side ? 1 : 0
            truth += b == side ? 1 : 0
          }
        }
      }
    }
    #expect(2 * Double(both) / Double(own + truth) > 0.93)
    // findings and extent are as before; drawing keeps to the lungs once asked to
    #expect(bench.drawn.isEmpty && bench.ledgerIsRight)
    try bench.play(":within-lungs<CR>:brush 60<CR><Space>")
    #expect(!bench.drawn.isEmpty && bench.drawn.keys.allSatisfy { found[$0] != 0 })
    try bench.play("uu")
    #expect(bench.drawn.isEmpty && lungs(bench)?.isEmpty == true)
    try bench.play("U")
    #expect(lungs(bench)?.plain == found.plain)
    try bench.play(":lungs<CR>")
    bench.work.waitForWork()
    #expect(bench.notice.contains("as they were found before"))
  }

  /// Where there are none nothing is drawn.
  @Test func noneIsSaid() throws {
    let bench = try Bench().play(":lungs<CR>")
    bench.work.waitForWork()
    #expect(bench.notice.contains("No lungs were found") && lungs(bench) == nil)
  }
}
