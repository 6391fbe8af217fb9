import StyletBase
import StyletScreen

/// What `--colour` asks for.
public enum ColourChoice: String, Sendable, CaseIterable {
  case auto, direct
  case indexed = "256"
  case ansi = "16"
  case mono
}

/// The terminfo entry to draw with, its colours, and why.
struct ColourVerdict: Equatable, Sendable {
  var entry: TerminfoEntry
  var tier: ColourTier
  var reason: String
}

/// Which colours to use: flag, then NO_COLOR, then COLORTERM, then terminfo. Where terminfo knows a relative of the
/// terminal with 256 colours, the terminal itself is asked, which no other is: over slow lines answers come late.
struct ColourLadder {
  var environment: [String: String]
  var lookUp: (String) -> TerminfoEntry?
  /// Whether the terminal says that it has 256 colours.
  var answers: () -> Bool = { false }

  /// - Throws: `.usage` when TERM names nothing that can be drawn on.
  func decide(_ choice: ColourChoice) throws(Failure) -> ColourVerdict {
    let (entry, note) = try base()
    var verdict = decide(choice, entry)
    if choice == .auto, verdict.tier == .ansi, let richer = richer(than: entry), answers() {
      verdict = ColourVerdict(
        entry: richer, tier: .indexed, reason: words("cli.doctor.why.answers", ["entry": richer.name]))
    }
    if let note { verdict.reason = Joint.clauses([verdict.reason, note]) }
    return verdict
  }

  private func decide(_ choice: ColourChoice, _ entry: TerminfoEntry) -> ColourVerdict {
    let noColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let colourTerm = environment["COLORTERM"] ?? ""
    switch choice {
    case .mono: return ColourVerdict(entry: entry, tier: .mono, reason: "--colour mono")
    case .ansi:
      if entry.colours >= 8 { return ColourVerdict(entry: atMost256(entry), tier: .ansi, reason: "--colour 16") }
      return natural(entry, words("cli.doctor.why.no-colours", ["entry": entry.name]))
    case .indexed:
      if entry.colours >= 256 { return ColourVerdict(entry: atMost256(entry), tier: .indexed, reason: "--colour 256") }
      if let richer = richer(than: entry) {
        return ColourVerdict(entry: richer, tier: .indexed, reason: words("cli.doctor.why.by-256",
          ["entry": richer.name]))
      }
      return natural(entry, words("cli.doctor.why.few", ["entry": entry.name, "colours": Int(max(entry.colours, 0))]))
    case .direct:
      if let found = direct(entry) {
        return ColourVerdict(entry: found, tier: .direct, reason: words("cli.doctor.why.by-direct",
          ["entry": found.name]))
      }
      guard let name = Self.directName(entry.name) else { return natural(entry, words("cli.doctor.why.no-such")) }
      return natural(entry, words("cli.doctor.why.no-direct", ["entry": name]))
    case .auto:
      if noColour { return ColourVerdict(entry: entry, tier: .mono, reason: words("cli.doctor.why.no-color")) }
      if entry.isDirect {
        return ColourVerdict(entry: entry, tier: .direct, reason: words("cli.doctor.why.rgb", ["entry": entry.name]))
      }
      if colourTerm == "truecolor" || colourTerm == "24bit" {
        if let found = direct(entry) {
          return ColourVerdict(
            entry: found, tier: .direct,
            reason: words("cli.doctor.why.colorterm-by", ["value": colourTerm, "entry": found.name]))
        }
        guard let name = Self.directName(entry.name) else { return natural(entry, "COLORTERM=\(colourTerm)") }
        return natural(entry, words("cli.doctor.why.colorterm-none", ["value": colourTerm, "entry": name]))
      }
      return natural(entry, nil)
    }
  }

  /// The relative of an entry with 256 colours.
  private func richer(than entry: TerminfoEntry) -> TerminfoEntry? {
    lookUp(entry.name + "-256color").flatMap { $0.colours >= 256 && $0.canDraw ? $0 : nil }
  }

  /// What a reader can do for more colours; nil where there is nothing to do.
  func remedy(for verdict: ColourVerdict, _ choice: ColourChoice) -> String? {
    guard choice == .auto, verdict.tier == .ansi || verdict.tier == .mono, environment["NO_COLOR"]?.isEmpty ?? true else { return nil }
    if environment["TMUX"] != nil {
      return words("cli.doctor.why.tmux")
    }
    guard let richer = richer(than: verdict.entry) else { return nil }
    return words(
      "cli.doctor.why.export",
      ["entry": verdict.entry.name, "colours": Int(verdict.entry.colours), "richer": richer.name])
  }

  /// What terminfo alone says.
  private func natural(_ entry: TerminfoEntry, _ why: String?) -> ColourVerdict {
    let tier: ColourTier =
      entry.isDirect ? .direct : entry.colours >= 256 ? .indexed : entry.colours >= 8 ? .ansi : .mono
    let said = words("cli.doctor.why.has", ["entry": entry.name, "colours": Int(max(entry.colours, 0))])
    return ColourVerdict(entry: entry, tier: tier, reason: Joint.clauses([why, said].compactMap { $0 }))
  }

  /// A direct entry draws its low palette colours too, but has no 256; one beside it does.
  private func atMost256(_ entry: TerminfoEntry) -> TerminfoEntry {
    guard entry.isDirect, entry.name.hasSuffix("-direct") else { return entry }
    return lookUp(entry.name.dropLast("direct".count) + "256color") ?? entry
  }

  private func direct(_ entry: TerminfoEntry) -> TerminfoEntry? {
    if entry.isDirect { return entry }
    guard let found = Self.directName(entry.name).flatMap(lookUp), found.isDirect, found.canDraw else { return nil }
    return found
  }

  /// The 24-bit sister of an entry. GNU screen and the Linux console have none that tells the truth.
  static func directName(_ term: String) -> String? {
    let stem = term.hasSuffix("-256color") ? String(term.dropLast("-256color".count)) : term
    switch stem {
    case "xterm", "tmux", "alacritty", "foot", "st", "vte", "konsole", "iterm2", "mintty", "contour", "wezterm":
      return stem + "-direct"
    case "xterm-kitty": return "kitty-direct"
    case "gnome", "putty", "rxvt-unicode", "xterm-ghostty", "ghostty": return "xterm-direct"
    default: return nil
    }
  }

  /// The entry of TERM; where this computer lacks that of a well-known relative of xterm, xterm's.
  private func base() throws(Failure) -> (TerminfoEntry, note: String?) {
    let term = environment["TERM"] ?? ""
    if term.isEmpty {
      throw Failure(.usage, words("error.term-not-set"), advice: words("error.term-set"))
    }
    if let entry = lookUp(term) {
      if entry.canDraw { return (entry, nil) }
      throw Failure(
        .usage, words("error.term-cursor", ["term": term]),
        advice: words("error.term-or-script"))
    }
    let relatives = ["xterm", "alacritty", "foot", "ghostty", "wezterm", "kitty", "konsole", "rio", "contour", "mintty"]
    var fallbacks: [String] = []
    if relatives.contains(where: { term == $0 || term.hasPrefix($0 + "-") }) { fallbacks = ["xterm-256color", "xterm"] }
    if term.hasPrefix("tmux") { fallbacks = ["screen-256color", "screen"] }
    for name in fallbacks {
      if let entry = lookUp(name), entry.canDraw { return (entry, words("cli.doctor.why.fallback",
        ["term": term, "name": name])) }
    }
    throw Failure(
      .usage, words("error.term-unknown", ["term": term]),
      advice: words("error.term-install"))
  }
}
