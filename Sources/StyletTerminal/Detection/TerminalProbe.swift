import CTerminal
import Glibc
import StyletBase
import StyletScreen

/// What was found out about the terminal and what was chosen for it.
public struct TerminalProbe: Sendable {
  /// One line of `stylet doctor`.
  public struct Fact: Equatable, Sendable {
    public var label: String
    public var value: String
  }

  public let traits: TerminalTraits
  /// The terminfo entry to draw with; not always TERM.
  public let entry: TerminfoEntry
  public let facts: [Fact]
  /// Milliseconds that a lone ESC is waited for: escape sequences split on slow lines.
  public let escapeDelay: Int
  /// What was typed while the terminal was asked.
  let typedAhead: [UInt8]
  /// What it has not answered of what it was asked.
  let owed: OwedAnswers

  /// Looks at the environment, terminfo and the locale. A terminal whose entry has few colours and a relative with 256 is
  /// asked which it is, as is one without colours for its paper, and one that may show pictures in pixels; it has 0.2
  /// seconds to answer, over SSH and for pixels one. Sets the process's locale, so it comes before the session.
  /// - Parameters:
  ///   - picture: how pictures are drawn, as far as the reader has said.
  ///   - asksAll: it is asked whatever it can be, to be said.
  /// - Throws: `.usage` when TERM is missing, unknown or cannot be drawn on.
  public init(
    colour: ColourChoice = .auto, ascii: Bool = false, background: BackgroundChoice = .auto,
    picture: PictureChoice? = nil, asksAll: Bool = false, environment: [String: String] = Self.environment
  ) throws(Failure) {
    let remote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
    var question = TerminalQuestion()
    var ladder = ColourLadder(environment: environment, lookUp: TerminfoEntry.lookUp)
    ladder.answers = {
      question = TerminalQuestion.ask(milliseconds: remote ? 1000 : 200)
      return question.has256
    }
    let verdict = try ladder.decide(colour)
    // A console may print a question that it does not know: relatives of xterm alone are asked.
    let asks = background == .auto && (asksAll || verdict.tier == .mono) && verdict.entry.knowsMouse
    let charset = Charset.settle(ascii: ascii, environment: environment)
    let pixels = Self.pixels(picture, verdict, charset, environment)
    let notAsked = pixels.reasonNotToAsk(all: asksAll)
    if notAsked == nil || asks && !question.isAnswered {
      question = TerminalQuestion.ask(
        milliseconds: remote || notAsked == nil ? 1000 : 200, pixels: notAsked == nil, after: question)
    }
    typedAhead = question.typed
    owed = question.owed
    let finest = PictureDetection.finest { stylet_columns_of($0) }
    let usual = PictureDetection.usual(environment["TERM"] ?? "")
    let paper = Background.decide(background, environment: environment, answer: question.paper)
    var traits = TerminalTraits(
      tier: verdict.tier, unicode: charset.unicode, picture: usual, finestPicture: finest)
    traits.isLight = paper.isLight
    traits.pixels = notAsked == nil ? pixels.traits(question.pixels) : nil
    self.traits = traits
    entry = verdict.entry
    escapeDelay = remote ? 100 : 40
    let remedy =
      ladder.remedy(for: verdict, colour).map {
        [Fact(label: words("cli.doctor.row.more-colours"), value: $0.escapedForTerminal)]
      } ?? []
    let remedies = Remedies(
      environment: environment, verdict: verdict, charset: charset, usual: usual, finest: finest)
    let pixelsSaid = pixels.said(
      traits.pixels, question.pixels, notAsked: notAsked, isAnswered: question.isAnswered)
    let pixelRemedy = pixels.remedy(traits.pixels, notAsked: notAsked, isAnswered: question.isAnswered)
    facts =
      Self.facts(verdict, charset, environment, remote: remote, escapeDelay: escapeDelay)
      + Self.facts(traits, paper, finest) + [Fact(label: words("cli.doctor.row.pixels"), value: pixelsSaid)] + remedy
      + (remedies.all(ascii: ascii) + [pixelRemedy].compactMap { $0 }).map { Fact(label: words("cli.doctor.row.remedy"), value: $0.escapedForTerminal) }
  }

  private static func pixels(
    _ asked: PictureChoice?, _ verdict: ColourVerdict, _ charset: Charset, _ environment: [String: String]
  ) -> PixelDetection {
    var columns: Int32 = 0, rows: Int32 = 0
    let hasSize = isatty(STDIN_FILENO) != 0 && stylet_size(STDOUT_FILENO, &columns, &rows) != 0
    return PixelDetection(
      asked: asked, environment: environment,
      hasBlocks: TerminalTraits(tier: verdict.tier, unicode: charset.unicode).hasBlocks,
      isRelative: verdict.entry.knowsMouse, columns: Int(columns), rows: Int(rows),
      window: hasSize ? TerminalDevice.pixels(of: STDOUT_FILENO) : nil)
  }

  public static var environment: [String: String] {
    let names = [
      "TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "SSH_CONNECTION", "SSH_TTY", "TMUX", "STY",
      "COLORFGBG",
    ]
    return names.reduce(into: [:]) { all, name in all[name] = getenv(name).map { String(cString: $0) } }
  }

  /// What follows from the rest.
  private static func facts(_ traits: TerminalTraits, _ paper: Background, _ finest: PictureGlyphs) -> [Fact] {
    [
      Fact(
        label: words("cli.doctor.row.overviews"),
        value: traits.hasBlocks
          ? words("cli.doctor.overviews", ["usual": traits.picture.rawValue, "finest": finest.rawValue])
          : words("cli.doctor.shades")),
      Fact(
        label: words("cli.doctor.row.background"),
        value: words(
          "cli.doctor.background", ["light": paper.isLight, "reason": paper.reason.escapedForTerminal])),
    ]
  }

  private static func facts(
    _ verdict: ColourVerdict, _ charset: Charset, _ environment: [String: String], remote: Bool, escapeDelay: Int
  ) -> [Fact] {
    let entry = verdict.entry
    let isTerminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0
    var columns: Int32 = 0, rows: Int32 = 0
    let hasSize = stylet_size(STDOUT_FILENO, &columns, &rows) != 0
    let mux = environment["TMUX"] != nil ? "tmux" : environment["STY"] != nil ? "screen" : words("cli.doctor.none")
    let tier =
      switch verdict.tier {
      case .direct: words("cli.doctor.direct")
      case .indexed: words("cli.doctor.colours", ["count": 256])
      case .ansi: words("cli.doctor.colours", ["count": entry.colours >= 16 ? 16 : 8])
      case .mono: words("cli.doctor.no-colours")
      }
    func value(_ name: String) -> String { (environment[name] ?? words("cli.doctor.not-set")).escapedForTerminal }
    return [
      Fact(
        label: words("cli.doctor.row.terminal"),
        value: isTerminal ? words("cli.doctor.yes") : words("cli.doctor.no-terminal")),
      Fact(
        label: words("cli.doctor.row.size"),
        value: hasSize
          ? words("cli.doctor.cells", ["columns": Int(columns), "rows": Int(rows)]) : words("cli.doctor.unknown")),
      Fact(label: "TERM", value: value("TERM")),
      Fact(label: "COLORTERM", value: value("COLORTERM")),
      Fact(label: "terminfo", value: words(
          "cli.doctor.terminfo",
          ["name": entry.name, "colours": Int(max(entry.colours, 0)), "pairs": Int(max(entry.pairs, 0))])),
      Fact(label: words("cli.doctor.row.picture"), value: "\(tier) (\(verdict.reason.escapedForTerminal))"),
      Fact(
        label: words("cli.doctor.row.characters"),
        value: words(
          "cli.doctor.charset",
          [
            "unicode": charset.unicode, "reason": charset.reason.escapedForTerminal, "codeset": charset.codeset,
            "width": Int(stylet_columns_of(0x2580)),
          ])),
      Fact(label: words("cli.doctor.row.multiplexer"), value: mux),
      Fact(label: words("cli.doctor.row.line"), value: remote ? "SSH" : words("cli.doctor.local")),
      Fact(label: words("cli.doctor.row.mouse"), value: words("cli.doctor.mouse", ["asked": entry.knowsMouse])),
      Fact(label: words("cli.doctor.row.esc"), value: "\(escapeDelay) ms"),
      Fact(
        label: words("cli.doctor.row.curses"),
        value: stylet_curses_version().map { String(cString: $0) } ?? words("cli.doctor.unknown")),
    ]
  }
}
