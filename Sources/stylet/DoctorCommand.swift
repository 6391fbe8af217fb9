import ArgumentParser
import StyletCore
import StyletScreen
import StyletTerminal

/// `stylet doctor`: what the terminal can do.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what the terminal can do and what Stylet makes of it, with a grey wedge to check by eye.")

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let probe = try TerminalProbe(colour: screen.colour, ascii: screen.ascii)
    let width = probe.facts.map(\.label.count).max() ?? 0
    for fact in probe.facts {
      try Output.line(fact.label.padding(toLength: width + 2, withPad: " ", startingAt: 0) + fact.value)
    }
    let wedge = GreyWedge.draw(traits: probe.traits, width: 64)
    try Output.line("\nGreys: every step to the right must be lighter, the first black and the last white.")
    try screen.print(wedge, traits: probe.traits)
    try Output.line(
      "Findings: \(LabelTable.standard.findings.map(\.code).joined(separator: ", ")), over the same greys.")
    try screen.print(GreyWedge.draw(traits: probe.traits, width: 64, findings: .standard), traits: probe.traits)
  }
}
