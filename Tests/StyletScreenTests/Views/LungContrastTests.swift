import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import Testing

@testable import StyletScreen

/// What is written on the screens of the lungs, of a proposal and of the guided tour can be read on every rung of the
/// colour ladder.
@Suite struct LungContrastTests {
  private static let sizes = [(80, 24), (160, 50)]

  /// A phantom with its lungs, a remark on them, and a proposal of two findings.
  private func bench() throws -> LungBench {
    let b = try LungBench(badges: [.noCarina])
    let at = b.inside(LungLabels.right)
    let runs = [
      Run(k: at.k, j: at.j, i: at.i - 2, count: 4, old: 0, new: 1),
      Run(k: at.k + 2, j: at.j, i: at.i - 2, count: 3, old: 0, new: 2),
    ]
    let origins = runs.map { OriginChange(key: SliceKey(k: Int($0.k), label: $0.new), old: nil, new: .proposed) }
    try b.work.session.perform(
      Edit(name: "Proposal", tool: "import", layer: LabelLayer.proposal, runs: runs, origins: origins))
    b.go(to: at)
    return b
  }

  /// The same screen twice: the second frame may choose other colours for the same look.
  private func check(
    _ name: String, _ work: Workstation, _ rung: ScreenContrast.Rung, banner: String? = nil, words: String = ""
  ) {
    let renderer = ScreenRenderer(traits: rung.traits)
    for (width, height) in Self.sizes {
      for _ in 0..<2 {
        var screen = renderer.draw(work.model, width: width, height: height)
        if let banner { Banner(rung.traits).draw(banner, into: &screen) }
        let found = ScreenContrast.unreadable(screen, rung)
        #expect(found == nil, "\(name) \(width)x\(height): \(found ?? "")")
        if width == 160, !words.isEmpty { #expect(screen.text.contains(words), "\(name): \(screen.text)") }
      }
    }
  }

  /// Keys, and words by which the screen is known.
  private static let screens: [(name: String, keys: String, words: String)] = [
    ("panel", "", "proposed, not reviewed"), ("outlines hidden", "O", ""), ("drawn on", "sl", "LUNGS"),
    ("drawn on with the pen", "sls2p3<Right>", "LUNGS"), ("erased from", "sle<Space>", "LUNGS"),
    ("list of remarks", ":lungs-badges<CR>", "carina"), ("remark", ":lungs-remark-next<CR>", ""),
    ("densitometry", ":qct<CR>", "LAA"), ("histogram", ":histogram<CR>", "HU"),
    ("next proposed", "Pn", " of 2: "), ("list of what is proposed", "Pl", "GGO"),
    ("accepted", "PnPa", "Accepted"), ("all rejected", "PX", ""),
    ("findings outlined", "<Space>s2<Right><Space>s3<Right><Space>s4<Right><Space>sl", "LUNGS"),
    ("proposed and drawn", "<Space>s2<Right><Space>", "CON"),
  ]

  @Test(arguments: ScreenContrast.Rung.allCases) func lungsAndProposals(_ rung: ScreenContrast.Rung) throws {
    for screen in Self.screens {
      let b = try bench().play(screen.keys)
      check(screen.name, b.work, rung, words: screen.words)
    }
  }

  /// The keys of the tour's steps, one after another, under its banner.
  private static let tour = [
    "10G", "3<Right>2<Up>", "<Space>", "p4<Right>4<Down>p", "tp8<Left>p", "<PageUp>.", "uU", "wm", "wl", "OO", "Pn",
    "Pa", "R<Enter>", "<Esc>", "<Tab>", "<Tab>", "<Tab>", ":w", "<Enter>", "?",
  ]

  @Test(arguments: ScreenContrast.Rung.allCases) func theTour(_ rung: ScreenContrast.Rung) throws {
    let b = try bench()
    let form = try BuiltInProtocol.covidChest.form
    b.work.take(reading: ReadingRecord().json, following: form.reference, form: form)
    for (n, keys) in Self.tour.enumerated() {
      try b.play(keys)
      let banner = "\(n + 1)/\(Self.tour.count)  The lungs were found in the background: the panel has % and scores."
      check("tour, after \(keys)", b.work, rung, banner: banner, words: "The lungs were found in the background")
    }
  }
}
