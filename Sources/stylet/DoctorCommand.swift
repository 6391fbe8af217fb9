import ArgumentParser
import StyletBase
import StyletImaging
import StyletScreen
import StyletTerminal

/// `stylet doctor`: what the terminal can do.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: words("cli.doctor.abstract"))

  @OptionGroup var screen: ScreenOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let probe = try TerminalProbe(
      colour: screen.colour, ascii: screen.ascii, background: screen.background, picture: screen.picture, asksAll: true)
    let width = probe.facts.map(\.label.count).max() ?? 0
    for fact in probe.facts {
      try Output.line(NumberText.filled(fact.label, width + 2) + fact.value)
    }
    if probe.traits.hasBlocks {
      try Output.line(words("cli.doctor.glyphs"))
      for glyphs in PictureGlyphs.allCases where glyphs <= probe.traits.finestPicture {
        try Output.line(NumberText.filled(glyphs.rawValue, width + 2) + glyphs.samples)
      }
    }
    let wedge = GreyWedge.draw(traits: probe.traits, width: 64)
    try Output.line(words("cli.doctor.greys"))
    try screen.print(wedge, traits: probe.traits)
    try Output.line(
      words("cli.doctor.findings", ["codes": LabelTable.standard.findings.map(\.code).joined(separator: ", ")]))
    try screen.print(GreyWedge.draw(traits: probe.traits, width: 64, findings: .standard), traits: probe.traits)
  }
}
