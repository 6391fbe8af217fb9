import StyletCore

/// Draws frames. Keeps the sampled pictures of the panes and the last frame, nothing of the labels.
public final class ScreenRenderer {
  public let traits: TerminalTraits

  public init(traits: TerminalTraits) { self.traits = traits }

  /// The screen for `model`. Any size from 1x1 up; a screen too small to work on gets a notice.
  public func draw(_ model: ScreenModel, width: Int, height: Int) -> CellBuffer {
    CellBuffer(width: width, height: height)
  }
}
