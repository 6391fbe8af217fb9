/// Whether the line to the terminal counts as slow: as measured, or as the reader says.
public enum LinkChoice: String, Sendable, CaseIterable { case auto, slow, fast }

/// How the line to the terminal does, as far as its answers tell.
public struct LinkReport: Equatable, Sendable {
  /// Frames are made smaller: fewer greys while keys repeat, and the pane that is read alone.
  public var isSlow = false
  public var choice = LinkChoice.auto
  /// Of the last frame that something was sent of.
  public var frameBytes = 0
  /// From the keys to the bytes handed over.
  public var frameMilliseconds = 0.0
  /// Since the session began.
  public var frames = 0
  public var bytes = 0
  /// Pixels of the terminal's cells, where it says so: they change with its font.
  public var cell: PixelSize?
  /// nil while no frame was large enough to tell, or none took longer than an answer.
  public var bytesPerSecond: Double?
  /// Milliseconds from a question to the terminal's answer; nil while it has not answered.
  public var roundTrip: Int?

  public init() {}
}
