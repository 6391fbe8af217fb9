/// What takes room from the panes while it is open. Where each stands, ``ScreenLayout`` says.
public enum ScreenPart: Sendable, CaseIterable {
  /// The form of the structured reading.
  case form
  /// The 3-D view.
  case solid
  /// Slices side by side, in place of the panes.
  case mosaic
  /// Two scans of one patient side by side, in place of the panes.
  case followUp
}
