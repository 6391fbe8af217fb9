import ArgumentParser
import StyletBase
import StyletScreen
import StyletTerminal

/// How pictures are printed and shown.
struct ScreenOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.screen.colour"))) var colour = ColourChoice.auto
  @Flag(help: ArgumentHelp(words("cli.screen.ascii"))) var ascii = false
  @Option(help: ArgumentHelp(words("cli.screen.background"))) var background = BackgroundChoice.auto
  @Option(help: ArgumentHelp(words("cli.screen.link"))) var link = LinkChoice.auto
  @Option(help: ArgumentHelp(words("cli.screen.picture"))) var picture: PictureChoice?

  /// For a picture on standard output. Into a pipe or a file it goes without colours, unless they are asked for.
  func traitsForPrinting() -> TerminalTraits {
    guard Output.isTerminal else {
      var traits = TerminalTraits(tier: tier ?? .mono, unicode: !ascii, picture: picture?.glyphs ?? .halves)
      traits.reverses = tier != nil
      traits.isLight = background == .light
      return traits
    }
    // It goes as characters, so nobody is asked for pixels.
    if let probe = try? TerminalProbe(colour: colour, ascii: ascii, background: background, picture: .cells) {
      return chosen(probe.traits)
    }
    return TerminalTraits(tier: .mono, unicode: false)
  }

  /// With the characters asked for.
  func chosen(_ traits: TerminalTraits) -> TerminalTraits {
    var traits = traits
    if let glyphs = picture?.glyphs { traits.picture = min(glyphs, traits.finestPicture) }
    return traits
  }

  /// The colours asked for; nil when that is left to the terminal.
  var tier: ColourTier? {
    switch colour {
    case .auto: nil
    case .direct: .direct
    case .indexed: .indexed
    case .ansi: .ansi
    case .mono: .mono
    }
  }

  func print(_ cells: CellBuffer, traits: TerminalTraits) throws {
    // Where no colours were asked for, nothing but characters goes into a pipe.
    try Output.write(traits.tier == .mono && tier == nil && !Output.isTerminal ? cells.text : cells.ansi)
  }

  /// "120x40".
  static func parsedSize(_ text: String) throws -> (width: Int, height: Int) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else {
      throw Failure(.usage, words("cli.screen.no-size", ["size": text]), advice: words("cli.screen.size-advice"))
    }
    return (parts[0], parts[1])
  }
}

extension ColourChoice: ExpressibleByArgument {}
extension PictureChoice: ExpressibleByArgument {}
extension BackgroundChoice: ExpressibleByArgument {}
extension LinkChoice: ExpressibleByArgument {}
