import StyletImaging

/// How the disagreement of two readings is drawn: stripes that rise in A's colour, stripes that fall in B's, both where
/// they call it otherwise; the region gone to is filled. Where a cell covers many voxels, and where there are no colours
/// to trust, by letters: A, B, and X where both draw it and not as one finding.
struct ComparedMarks {
  private let raster: FindingsRaster
  /// A cell covers many voxels.
  private let byCell: Bool
  /// Pixels of half a stripe.
  private let stripe: Int

  /// A letter in a cell.
  struct Sign {
    var letter: Unicode.Scalar
    var isA: Bool
    /// Of the region gone to.
    var isCurrent: Bool
    /// The letter stands in every second cell.
    var isFilled: Bool
  }

  /// nil where there is none in the pane.
  init?(_ marks: LabelMap?, _ geometry: PaneGeometry, active: Bool) {
    guard let marks, !marks.isEmpty else { return nil }
    raster = FindingsRaster(marks, geometry, least: active ? 0 : 0.15)
    if raster.isEmpty { return nil }
    byCell = geometry.isByCell
    stripe = max(geometry.cell.width / 3, 1)
  }

  /// Whether a pixel shows A's colour or B's; nil for neither.
  /// - Parameter isOutlined: at the rim alone.
  func hatch(_ x: Int, _ y: Int, isOutlined: Bool = false) -> Bool? {
    let mark = raster.labels[y * raster.width + x]
    guard mark != 0, !isOutlined || raster.isEdge(x, y, step: byCell ? 2 : 1) else { return nil }
    let (said, isCurrent) = Self.said(mark)
    let rises = (x + y) / stripe & 3 < 2, falls = (x - y + 4 * stripe * raster.height) / stripe & 3 < 2
    switch said {
    case ComparisonShown.Mark.a: return isCurrent || byCell || rises ? true : nil
    case ComparisonShown.Mark.b: return isCurrent || byCell || falls ? false : nil
    default: return rises
    }
  }

  /// The letter of a cell that covers many voxels: in every second one, so that the colours are seen beside it; nil
  /// where pixels are smaller.
  func letter(_ col: Int, _ row: Int) -> Sign? {
    guard byCell, let sign = sign(col, row), sign.isFilled else { return nil }
    return sign
  }

  /// What a cell says; nil where the readings agree.
  func sign(_ col: Int, _ row: Int) -> Sign? {
    for y in [2 * row, 2 * row + 1] where y < raster.height {
      let mark = raster.labels[y * raster.width + col]
      if mark == 0 { continue }
      let (said, isCurrent) = Self.said(mark), second = (col + row) & 1 == 0
      switch said {
      case ComparisonShown.Mark.a: return Sign(letter: "A", isA: true, isCurrent: isCurrent, isFilled: second)
      case ComparisonShown.Mark.b: return Sign(letter: "B", isA: false, isCurrent: isCurrent, isFilled: second)
      default: return Sign(letter: "X", isA: second, isCurrent: isCurrent, isFilled: true)
      }
    }
    return nil
  }

  private static func said(_ mark: UInt8) -> (said: UInt8, isCurrent: Bool) {
    mark > ComparisonShown.Mark.current ? (mark - ComparisonShown.Mark.current, true) : (mark, false)
  }
}
