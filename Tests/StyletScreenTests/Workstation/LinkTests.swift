import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// `:stats`, and what a slow line changes.
@Suite struct LinkTests {
  @Test func statsSayWhatIsKnown() throws {
    let bench = try Bench().play(":stats<CR>")
    #expect(bench.notice.contains("No frame"))
    var link = LinkReport()
    (link.frames, link.bytes, link.frameBytes, link.frameMilliseconds) = (3, 64_000, 22_180, 4.25)
    bench.work.note(link)
    try bench.play(":stats<CR>")
    #expect(bench.notice.contains("22.18 KB in 4.") && bench.notice.contains("64 KB in all"))
    #expect(bench.notice.contains("not known") && bench.notice.contains("fast (--link auto)"))
    (link.roundTrip, link.bytesPerSecond, link.isSlow) = (152, 125_400, true)
    bench.work.note(link)
    try bench.play(":stats<CR>")
    for part in ["125 KB/s", "152 ms", "slow (--link"] { #expect(bench.notice.contains(part), "\(bench.notice)") }
  }

  /// Half of the greys while keys repeat, in the pane that is read; all of them at rest.
  @Test func aSlowLineHasFewerGreysWhileKeysRepeat() throws {
    let grid = VoxelGrid(size: GridSize(120, 120, 60)!, affine: Affine(spacing: [2, 2, 3]))
    let volume = try Volume(grid: grid, rescale: .identity) { out in
      for n in out.indices { out[n] = Int16(n % 120 * 577 % 1400 + n / 1440 * 97 % 300 - 1400) }
    }
    func greys(_ b: CellBuffer, _ tier: ColourTier) -> Int {
      var inks: Set<Ink> = []
      for row in 3..<20 {
        for col in 5..<40 {
          // Of a blank no ink shows, whatever it is, and of a full block no paper.
          if b[col, row].glyph != " " { inks.insert(b[col, row].ink) }
          if b[col, row].glyph != "█" { inks.insert(b[col, row].paper) }
        }
      }
      return inks.intersection(GreyScale(tier).inks).count
    }
    var bench = ViewBench(volume, cursor: VoxelIndex(40, 50, 30))
    for tier in [ColourTier.indexed, .direct] {
      let renderer = ScreenRenderer(traits: TerminalTraits(tier: tier))
      let rest = renderer.draw(bench.model, width: 120, height: 40)
      bench.view.cursor.k += 1
      var model = bench.model
      (model.hurried, model.isLinkSlow) = (true, true)
      let slow = renderer.draw(model, width: 120, height: 40)
      model.isLinkSlow = false
      let quick = renderer.draw(model, width: 120, height: 40)
      #expect(greys(slow, tier) <= 12 && greys(rest, tier) > 14, "\(greys(slow, tier)) \(greys(rest, tier))")
      #expect(tier == .direct ? greys(quick, tier) <= 24 : greys(quick, tier) > 12, "\(greys(quick, tier))")
      // What is not read keeps what it showed.
      let linked = (3..<20).flatMap { row in (90..<118).map { ($0, row) } }
      #expect(linked.count { slow[$0, $1] != rest[$0, $1] } < 80, "the cross alone moves")
      #expect(slow.text.contains("slow line") && !quick.text.contains("slow line"))
    }
  }

  @Test func reducedGreysKeepBothEnds() {
    for tier in [ColourTier.indexed, .direct] {
      let all = GreyScale(tier)
      for count in 2...24 {
        let few = all.reduced(to: count)
        #expect(few.inks.count == count && Set(few.inks).isSubset(of: Set(all.inks)))
        #expect(few.inks.first == all.inks.first && few.inks.last == all.inks.last)
        #expect(few.values == few.values.sorted())
        for b in UInt8(0)...255 { #expect(few.level(b) < count) }
      }
      #expect(all.reduced(to: 500).inks == all.inks)
    }
  }
}
