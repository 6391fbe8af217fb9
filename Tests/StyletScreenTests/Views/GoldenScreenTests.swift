import StyletBase
import StyletCore
import StyletImaging
import StyletPhantom
import Testing

@testable import StyletScreen

/// The screens of `Tests/Goldens`: what each view looks like on each rung of the ladder, and in French where it is
/// smallest. After a change that is meant, look at the new screens and write them: `STYLET_GOLDENS=write`, and this suite.
@Suite struct GoldenScreenTests {
  /// A view, and the keys that open it on the case.
  private static let views: [(name: String, keys: String)] = [
    ("panes", ""), ("solid", "zd"), ("solid-cut", "zdLx"), ("solid-peaks", "zdM"), ("slab", "zm"), ("mosaic", "zp"),
    ("profile", "mf"), ("histogram", "mh"), ("scales", "zgzb+++"),
  ]

  /// Eight colours have the cells of sixteen: what becomes of the bright ones is the terminal's matter.
  private static let rungs: [(name: String, traits: TerminalTraits)] = [
    ("direct", TerminalTraits(tier: .direct, picture: .octants)),
    ("256", TerminalTraits(tier: .indexed, picture: .quadrants)),
    ("16", TerminalTraits(tier: .ansi)),
    ("16 ASCII", TerminalTraits(tier: .ansi, unicode: false)),
    ("mono", TerminalTraits(tier: .mono)),
    ("mono on light paper", { var light = TerminalTraits(tier: .mono); light.isLight = true; return light }()),
    ("ASCII", TerminalTraits(tier: .mono, unicode: false)),
  ]

  private static let phantom = Result {
    try Phantom.make(PhantomSpecification(size: GridSize(96, 80, 64)!, seed: 2, lesions: 3, noise: 5))
  }

  /// A thorax with its lungs and findings drawn; the cursor on a lesion.
  private static func work(_ traits: TerminalTraits) throws -> Workstation {
    let phantom = try phantom.get(), volume = phantom.volume
    var session = EditSession(volume: volume)
    for (mask, layer) in [(phantom.lungs, LabelLayer.lungs), (phantom.findings, LabelLayer.findings)] {
      let context = ToolContext(layer: LabelLayer(name: layer, size: volume.size), volume: volume, plane: .axial, label: 0)
      if let edit = ImportTool(mask: mask, origin: .manual).edit(in: context) { try session.takeOver(edit) }
    }
    let work = Workstation(session: session, traits: traits, services: RecordingServices(), title: "sample.nii")
    work.handle(.resize(width: 80, height: 24))
    for key in try KeyNotation.parse("dn") { work.handle(.key(key)) }
    return work
  }

  private static func screen(_ keys: String, _ traits: TerminalTraits) throws -> GoldenScreen {
    let work = try work(traits)
    for key in try KeyNotation.parse(keys) { work.handle(.key(key)) }
    for _ in 0..<4 { work.handle(.idle) }
    return GoldenScreen(work.draw(width: 80, height: 24))
  }

  @Test(arguments: views.indices) func looksAsItDid(_ n: Int) throws {
    let view = Self.views[n]
    var screens = try Self.rungs.map { (heading: $0.name, screen: try Self.screen(view.keys, $0.traits)) }
    try Words.$inTask.withValue(.french) {
      for rung in [Self.rungs[1], Self.rungs[6]] {
        screens.append((rung.name + ", French", try Self.screen(view.keys, rung.traits)))
      }
    }
    if GoldenScreen.isWriting { try GoldenScreen.write(screens, to: view.name) }
    let known = try GoldenScreen.read(view.name)
    #expect(Set(known.keys) == Set(screens.map(\.heading)))
    for (heading, screen) in screens {
      let before = known[heading] ?? []
      let changed = screen.lines.indices.filter { !before.indices.contains($0) || before[$0] != screen.lines[$0] }
      #expect(
        before == screen.lines,
        """
        \(view.name), \(heading): rows \(changed) are others. Were: \(before.indices.contains(changed.first ?? 0) ? before[changed.first ?? 0] : "none")
        Are: \(screen.lines[changed.first ?? 0])
        """)
    }
  }
}
