import StyletImaging

/// Slices of the active plane side by side, page by page, while it is open.
public struct Mosaic: Hashable, Sendable {
  /// From one picture to the next.
  public enum Step: Hashable, Sendable {
    case slices(Int)
    case millimetres(Double)
  }

  /// nil: 10 mm, or less where all of the scan then fits one page.
  public var step: Step?

  public init(step: Step? = nil) { self.step = step }
}

/// How a mosaic fills a rectangle of cells, and what stands on a page of it.
struct MosaicPlan: Equatable {
  let plane: Plane
  let columns: Int
  let rows: Int
  /// Slices from one picture to the next, 1 at least.
  let step: Int
  /// Slices of the plane.
  let count: Int

  /// Cells that a picture is wide, or a little more: narrower ones show no lesion.
  private static let width = 25

  init(_ mosaic: Mosaic, _ plane: Plane, in rect: CellRect, _ grid: VoxelGrid, body: VoxelBox?) {
    self.plane = plane
    let all = plane.size(of: grid.size).w
    count = all
    let spacing = plane.spacing(of: grid), (u, v) = plane.rectangle(of: body ?? VoxelBox(grid.size), in: grid.size)
    columns = max(rect.width / Self.width, 1)
    let wide = Double(max(rect.width / columns - 1, 1))
    let shape = Double(v.count) * spacing.v / (Double(max(u.count, 1)) * spacing.u)
    let high = (shape.isFinite ? min(max(shape * wide / 2, 4), 200) : 12) + 1
    rows = max(Int((Double(rect.height) / high).rounded()), 1)
    func slices(_ mm: Double) -> Int { Int(min(max((mm / spacing.w).rounded(), 1), Double(max(all, 1)))) }
    step =
      switch mosaic.step {
      case .slices(let n): min(max(n, 1), max(all, 1))
      case .millimetres(let mm): slices(mm)
      case nil: max(min((all + columns * rows - 1) / (columns * rows), slices(10)), 1)
      }
  }

  /// The rectangle of picture `n` of a page, its title in the first row; a column between neighbours stays free.
  func tile(_ n: Int, in rect: CellRect) -> CellRect {
    let col = n % columns, row = n / columns
    let left = rect.width * col / columns, right = rect.width * (col + 1) / columns
    let top = rect.height * row / rows, bottom = rect.height * (row + 1) / rows
    return CellRect(
      col: rect.col + left, row: rect.row + top, width: right - left - (col + 1 < columns ? 1 : 0),
      height: bottom - top)
  }

  /// Slice `w` by its place in the order of reading: from the head, the front, the patient's right.
  private func place(_ w: Int) -> Int { plane == .axial ? count - 1 - w : w }

  /// The slices of the page that has slice `w`, in the order of reading, and the place of `w` among them.
  func page(with w: Int) -> (slices: [Int], current: Int, number: Int, of: Int) {
    let at = place(w), first = at % step, tile = at / step, tiles = (count - 1 - first) / step + 1
    let each = columns * rows, page = tile / each
    let slices = (page * each..<min((page + 1) * each, tiles)).map { place(first + $0 * step) }
    return (slices, tile - page * each, page, (tiles + each - 1) / each)
  }

  /// The slice so many pictures on from `w`; at the ends the last one that there is.
  func slice(_ pictures: Int, from w: Int) -> Int {
    let at = place(w), most = (count - 1 - at) / step, least = -(at / step)
    return place(at + min(max(pictures, least), most) * step)
  }
}
