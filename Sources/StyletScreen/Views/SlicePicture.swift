import StyletImaging

/// One slice alone, filling a rectangle of cells: what `stylet show` prints.
public struct SlicePicture {
  public var volume: Volume
  public var labels: LabelMap
  public var table: LabelTable
  public var plane: Plane
  /// Slice, base 0.
  public var w: Int
  public var window: DisplayWindow

  public init(volume: Volume, labels: LabelMap, table: LabelTable, plane: Plane, w: Int, window: DisplayWindow) {
    self.volume = volume
    self.labels = labels
    self.table = table
    self.plane = plane
    self.w = w
    self.window = window
  }

  /// The whole slice with its proportions, as large as fits.
  public func draw(traits: TerminalTraits, width: Int, height: Int) -> CellBuffer {
    let size = volume.size, extent = plane.size(of: size)
    var view = ViewState(cursor: plane.voxel(u: extent.u / 2, v: extent.v / 2, w: w, in: size))
    view.active = plane
    view.window = window
    var buffer = CellBuffer(width: width, height: height)
    let geometry = PaneGeometry(plane: plane, rect: buffer.bounds, grid: volume.grid, view: view)
    let picture = PanePicture()
    picture.update(volume, geometry, window)
    let palette = PicturePalette(traits, PicturePalette.Key(table: table, active: 0, erasing: false))
    var detail: DetailPicture?
    if traits.hasBlocks, traits.picture != .halves, !geometry.showsVoxels {
      detail = DetailPicture()
      detail?.update(volume, geometry, window, traits.picture, palette.greys)
    }
    PanePainter(
      traits: traits, palette: palette, picture: picture, detail: detail, findings: FindingsRaster(labels, geometry),
      marks: PaneMarks(), display: .shown, active: 0
    ).paint(buffer.bounds, into: &buffer)
    return buffer
  }
}
