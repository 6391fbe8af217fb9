import StyletCore
import StyletImaging
import Testing

@testable import StyletScreen

/// `:picture` says and sets what overviews are drawn with.
@Suite struct PictureCommandTests {
  @Test func itIsSaidAndSet() throws {
    let bench = try Bench().play(":picture<CR>")
    #expect(bench.notice.contains("half blocks") && bench.notice.contains("octants"))
    try bench.play(":picture sextants<CR>")
    #expect(bench.work.view.picture == .sextants && bench.notice.contains("sextants"))
    try bench.play(":picture auto<CR>")
    #expect(bench.work.view.picture == nil)
    try bench.play(":picture dots<CR>")
    #expect(bench.notice.contains("quadrants") && bench.work.view.picture == nil)
  }

  @Test func whatTheTerminalCannotShowIsRefused() throws {
    let session = EditSession(volume: try Bench.volume())
    let plain = Workstation(
      session: session, traits: TerminalTraits(finestPicture: .quadrants), services: RecordingServices())
    for key in try KeyNotation.parse(":picture octants<CR>") { plain.handle(.key(key)) }
    #expect(plain.view.picture == nil && plain.notice?.text.contains("octants") == true)
    for tier in [ColourTier.ansi, .mono] {
      let shades = Workstation(session: session, traits: TerminalTraits(tier: tier), services: RecordingServices())
      for key in try KeyNotation.parse(":picture quadrants<CR>") { shades.handle(.key(key)) }
      #expect(shades.view.picture == nil && shades.notice?.text.contains("shades") == true)
    }
  }
}
