import StyletBase
import StyletScreen

/// What a reader can do about what the terminal lacks, a sentence for each.
struct Remedies {
  var environment: [String: String]
  var verdict: ColourVerdict
  var charset: Charset
  var usual: PictureGlyphs
  var finest: PictureGlyphs

  private var term: String { environment["TERM"] ?? "" }

  func all(ascii: Bool) -> [String] {
    var out: [String] = []
    if !ascii, !charset.unicode { out.append(words("cli.doctor.remedy.locale")) }
    if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false, verdict.tier == .mono {
      out.append(words("cli.doctor.remedy.no-color"))
    }
    if verdict.tier == .indexed, ColourLadder.directName(verdict.entry.name) != nil {
      out.append(words(environment["TMUX"] != nil ? "cli.doctor.remedy.tmux-rgb" : "cli.doctor.remedy.rgb"))
    }
    if environment["STY"] != nil, verdict.tier != .indexed { out.append(words("cli.doctor.remedy.screen")) }
    if term == "linux" { out.append(words("cli.doctor.remedy.console")) }
    if term.hasPrefix("putty") { out.append(words("cli.doctor.remedy.putty")) }
    let hasBlocks = charset.unicode && (verdict.tier == .direct || verdict.tier == .indexed)
    if hasBlocks, usual < finest { out.append(words("cli.doctor.remedy.picture", ["finest": finest.rawValue])) }
    return out
  }
}
