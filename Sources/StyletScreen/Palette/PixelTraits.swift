/// How pictures are drawn, as a reader asks for it.
public enum PictureChoice: String, Sendable, CaseIterable {
  /// Pixels where the terminal says that it has them; else the characters that it is known to have.
  case auto
  /// Characters, those that the terminal is known to have.
  case cells
  case kitty, sixel
  case halves, quadrants, sextants, octants

  /// The characters asked for; nil where they are left to the terminal.
  public var glyphs: PictureGlyphs? { PictureGlyphs(rawValue: rawValue) }
  public var way: PixelProtocol? { PixelProtocol(rawValue: rawValue) }
}

/// What a terminal shows besides characters, by its own word.
public struct PixelTraits: Hashable, Sendable {
  /// The best first; never empty.
  public var ways: [PixelProtocol]
  /// Of a cell.
  public var cell: PixelSize
  /// Colours that a picture in sixels may have, 2 at least.
  public var colours: Int
  /// The way that pictures go where the reader has not chosen in the workstation; nil for characters.
  public var usual: PixelProtocol?

  /// The pixels of a cell that are believed: beyond them a picture would be nothing, or all memory.
  public static let cellSizes = 3...128

  /// nil where a cell has no size that is believed, or no way is known.
  public init?(ways: [PixelProtocol], cell: PixelSize, colours: Int = 256, usual: PixelProtocol? = nil) {
    guard !ways.isEmpty, Self.cellSizes.contains(cell.width), Self.cellSizes.contains(cell.height) else { return nil }
    self.ways = ways
    self.cell = cell
    self.colours = max(colours, 2)
    self.usual = usual
  }
}

extension TerminalTraits {
  /// How pictures are sent; nil where they are drawn with characters.
  /// - Parameter asked: what the reader has chosen; nil for what is usual here.
  public func way(_ asked: PictureChoice?) -> PixelProtocol? {
    guard hasBlocks, let pixels else { return nil }
    switch asked {
    case nil: return pixels.usual
    case .auto: return pixels.ways.first
    case .kitty: return pixels.ways.contains(.kitty) ? .kitty : nil
    case .sixel: return pixels.ways.contains(.sixel) ? .sixel : nil
    default: return nil
    }
  }
}
