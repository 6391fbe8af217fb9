import StyletBase
import StyletScreen

/// What a terminal has answered of its pixels.
struct PixelAnswers: Equatable, Sendable {
  /// It takes images by kitty's protocol.
  var kitty = false
  /// Its device attributes name sixels.
  var sixel = false
  /// Colours of a picture in sixels; nil where it has not said.
  var colours: Int?
  /// Of a cell, and of the whole window, as it says; nil where it has not said.
  var cell: PixelSize?
  var window: PixelSize?
}

/// Whether pictures go as pixels, and why: never unless the terminal has answered that it shows them.
struct PixelDetection {
  /// Asked for; nil for what is usual: pixels on a local terminal, characters over SSH and within tmux and screen.
  var asked: PictureChoice?
  var environment: [String: String]
  /// Cells have two colours of a picture.
  var hasBlocks: Bool
  /// The entry is one of xterm's relatives: others may print a question that they do not know.
  var isRelative: Bool
  /// Its cells, and its pixels as the system knows them; nil where that has no pixels.
  var columns = 0
  var rows = 0
  var window: PixelSize?

  enum Why: String { case blocks, relative, chosen, ssh, multiplexer, window }

  var isRemote: Bool { environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil }
  /// What runs within them sees neither their terminal's images nor its size in pixels.
  var isWithin: Bool {
    environment["TMUX"] != nil || environment["STY"] != nil
      || ["tmux", "screen"].contains { environment["TERM"]?.hasPrefix($0) == true }
  }

  /// Why the terminal is not asked; nil where it is.
  /// - Parameter all: whatever can be asked is, for `stylet doctor`.
  func reasonNotToAsk(all: Bool = false) -> Why? {
    if !hasBlocks { return .blocks }
    if !isRelative { return .relative }
    switch asked {
    case .auto, .kitty, .sixel: return nil
    case nil where all: return nil
    case nil: return isRemote ? .ssh : isWithin ? .multiplexer : window == nil ? .window : nil
    default: return .chosen
    }
  }

  func traits(_ answers: PixelAnswers) -> PixelTraits? {
    let ways = PixelProtocol.allCases.filter { $0 == .kitty ? answers.kitty : answers.sixel }
    guard let cell = cell(answers), let first = ways.first else { return nil }
    let usual: PixelProtocol? =
      switch asked {
      case nil: isRemote || isWithin ? nil : first
      case .auto: first
      case .kitty: ways.contains(.kitty) ? .kitty : nil
      case .sixel: ways.contains(.sixel) ? .sixel : nil
      default: nil
      }
    return PixelTraits(ways: ways, cell: cell, colours: min(answers.colours ?? 256, 256), usual: usual)
  }

  /// What no cell is beyond: a screen's pixels are held in memory for each of its cells.
  private static let sizes = 2...128

  /// By its own word, else the window's share: a border of a few pixels is less than one for each cell. A size that no
  /// cell has is none.
  func cell(_ answers: PixelAnswers) -> PixelSize? {
    [
      answers.cell.flatMap(Self.known), answers.window.flatMap { Self.cell(of: $0, columns: columns, rows: rows) },
      window.flatMap { Self.cell(of: $0, columns: columns, rows: rows) },
    ]
    .compactMap { $0 }.first
  }

  private static func known(_ cell: PixelSize) -> PixelSize? {
    sizes.contains(cell.width) && sizes.contains(cell.height) ? cell : nil
  }

  static func cell(of window: PixelSize, columns: Int, rows: Int) -> PixelSize? {
    guard columns > 0, rows > 0, window.width >= columns, window.height >= rows else { return nil }
    return known(PixelSize(width: window.width / columns, height: window.height / rows))
  }

  /// What `stylet doctor` says.
  func said(_ traits: PixelTraits?, _ answers: PixelAnswers, notAsked: Why?, isAnswered: Bool) -> String {
    if let traits {
      return words(
        "cli.doctor.pixels.found",
        [
          "ways": traits.ways.map(\.rawValue).joined(separator: "-"), "width": traits.cell.width, "height": traits.cell.height,
          "used": traits.usual?.rawValue ?? "no",
        ])
    }
    if let notAsked { return words("cli.doctor.pixels.not-asked", ["why": notAsked.rawValue]) }
    if answers.kitty || answers.sixel { return words("cli.doctor.pixels.no-size") }
    return words(isAnswered ? "cli.doctor.pixels.none" : "cli.doctor.pixels.silent")
  }

  /// What a reader can do for pixels; nil where there is nothing to do.
  func remedy(_ traits: PixelTraits?, notAsked: Why?, isAnswered: Bool) -> String? {
    if let traits { return traits.usual == nil && asked == nil ? words("cli.doctor.remedy.pixels-auto") : nil }
    switch notAsked {
    case .ssh, .multiplexer, .window: return words("cli.doctor.remedy.pixels-auto")
    case nil where isWithin: return words("cli.doctor.remedy.pixels-within")
    case nil where isAnswered: return words("cli.doctor.remedy.pixels")
    default: return nil
    }
  }
}
