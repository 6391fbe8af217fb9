import StyletImaging

/// How findings are drawn over the scan.
public enum FindingsDisplay: String, Sendable, CaseIterable { case shown, outlined, hidden }

/// Which panes are on the screen.
public enum PaneLayout: String, Sendable, CaseIterable {
  /// The active plane large, the two others beside it.
  case three
  /// The active plane alone.
  case single
}

/// How large a pane shows its slice.
public enum Magnification: Hashable, Sendable {
  /// The patient fits the pane, the couch and the air around left out; the whole slice where they are not known.
  case fit
  /// The whole slice fits the pane.
  case whole
  /// Millimetres that one square pixel (half a cell) covers; the same in all panes.
  case scale(mmPerPixel: Double)
}

/// A point of a slice in voxel edges: voxel n covers n...n+1 along each of u and v.
public struct SlicePoint: Hashable, Sendable {
  public var u: Double
  public var v: Double

  public init(u: Double, v: Double) {
    self.u = u
    self.v = v
  }
}

/// What the reader looks at: a value, so that a test can set any of it.
public struct ViewState: Hashable, Sendable {
  public var active: Plane = .axial
  /// The crosshair; all panes show the slices through it.
  public var cursor: VoxelIndex
  public var window: DisplayWindow = .lung
  /// "lung", …, or "custom".
  public var windowName = "lung"
  public var magnification: Magnification = .fit
  /// The voxels that the patient fills: what `.fit` fits; nil where that is not known.
  package var body: VoxelBox?
  /// What each pane is centred on; the slice's middle when absent. Used by `.scale` alone.
  public var centres: [Plane: SlicePoint] = [:]
  public var findings: FindingsDisplay = .shown
  public var layout: PaneLayout = .three
  /// How pictures are drawn, as the reader has chosen in the workstation; nil for what is usual on this terminal.
  public var pictureChoice: PictureChoice?
  /// The characters of the picture that the reader has chosen; nil for what the terminal is known to show.
  public var picture: PictureGlyphs? { pictureChoice?.glyphs }
  /// What is shown of neighbouring slices at once; nil for the slice alone. What is drawn goes on the slice either way.
  public var slab: Slab?
  /// mm from one line of the grid to the next, 10 at least where more are too close to be told; nil without a grid.
  public var grid: Double?
  /// Whether greys and their values stand beside the picture.
  public var showsColourBar = false
  /// Whether a pane that shows a part of its slice says which.
  public var showsMinimap = true

  public init(cursor: VoxelIndex) { self.cursor = cursor }
}
