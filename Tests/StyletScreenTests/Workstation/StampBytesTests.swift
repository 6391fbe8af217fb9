import StyletCore
import StyletImaging
import StyletPhantom
import TestSupport
import Testing

@testable import StyletScreen

/// What a stamp sends to the terminal, with the panel of the lungs, in a session played by keys.
@Suite struct StampBytesTests {
  /// 1.5² x 3.2 mm, lungs and noise; drawn in the right lung, at 256 colours.
  private static func workstation(_ size: (width: Int, height: Int)) throws -> Workstation {
    let phantom = try Phantom.make(PhantomSpecification(size: GridSize(240, 200, 100)!, seed: 5, noise: 30))
    var session = EditSession(volume: phantom.volume)
    var edit = LungBench.drawing(phantom.lungs)
    edit.annotations = LungRecord(.automatic).changes(in: session.annotations)
    try session.takeOver(edit)
    let work = Workstation(session: session, traits: TerminalTraits(tier: .indexed), services: RecordingServices())
    work.handle(.resize(width: size.width, height: size.height))
    let right = phantom.lungs.size.voxels.filter { phantom.lungs[$0] == LungLabels.right }
    work.jump(to: right[right.count / 2])
    return work
  }

  /// The 90th percentile over all planes is within the budget of 150 bytes; the 99th is not, and goes no further than
  /// it is. Brushes of 2 to 7 mm, places a few voxels from one another as along a lesion, neighbouring slices.
  @Test(arguments: [(120, 40), (200, 55)]) func aStampIsFewBytes(_ size: (Int, Int)) throws {
    let work = try Self.workstation((size.0, size.1))
    func play(_ keys: String) throws { for key in try KeyNotation.parse(keys) { work.handle(.key(key)) } }
    var random = SeededRandom(seed: 41), bytes: [Int] = []
    for _ in Plane.allCases {
      for n in 0..<40 {
        if n % 8 == 0 { try play(":brush \([2, 3, 4, 5, 7].randomElement(using: &random)!)<CR>") }
        for _ in 0...Int(random.next() % 2) {
          let key = ["<Up>", "<Down>", "<Left>", "<Right>"].randomElement(using: &random)!
          try play(String(repeating: key, count: 1 + Int(random.next() % 3)))
        }
        if random.next() % 8 == 0 { try play(random.next() % 2 == 0 ? "<PgUp>" : "<PgDn>") }
        work.handle(.idle)
        let before = work.draw(width: size.0, height: size.1)
        try play("<Space>")
        let stamped = work.draw(width: size.0, height: size.1)
        work.handle(.idle)
        let settled = work.draw(width: size.0, height: size.1)
        let sent = stamped.transferBytes(after: before) + settled.transferBytes(after: stamped)
        if sent > 0 { bytes.append(sent) }
      }
      try play("<Tab>")
    }
    bytes.sort()
    #expect(bytes.count > 90)
    let p90 = bytes[bytes.count * 9 / 10], p99 = bytes[bytes.count * 99 / 100]
    #expect(p90 <= 150 && p99 <= 250, "p50 \(bytes[bytes.count / 2]) p90 \(p90) p99 \(p99), \(bytes.suffix(5))")
    #expect(work.draw(width: size.0, height: size.1).text.contains("LUNGS"))
  }
}
