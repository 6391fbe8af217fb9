import StyletImaging

/// Where everything stands on a screen of a given size.
public struct ScreenLayout: Equatable, Sendable {
  /// A pane: its heading and the cells of its picture.
  public struct Pane: Equatable, Sendable {
    public var plane: Plane
    public var heading: CellRect
    public var image: CellRect
  }

  public let width: Int
  public let height: Int
  /// The scan's line on top; nil on low screens.
  public private(set) var title: CellRect?
  /// The active pane first; empty when the screen is too small.
  public private(set) var panes: [Pane] = []
  /// Extent and tool.
  public private(set) var panel = CellRect(col: 0, row: 0, width: 0, height: 0)
  /// Mode, finding, brush, slice, value and position.
  public private(set) var status = CellRect(col: 0, row: 0, width: 0, height: 0)
  /// Notice and pending keys: the last row.
  public private(set) var message = CellRect(col: 0, row: 0, width: 0, height: 0)
  /// The column between the large pane and the rest.
  public private(set) var divider: CellRect?
  /// The form of the structured reading, while it is open.
  public private(set) var form: CellRect?

  /// The 3-D view with its heading, while it is open.
  public private(set) var solid: CellRect?
  /// The mosaic, while it is open: there are no panes then.
  public private(set) var mosaic: CellRect?
  /// Of two scans side by side the one before: ``panes`` has that after.
  public private(set) var before: Pane?

  /// From this height on there is a line for the title.
  static let heightWithTitle = 30

  public var isTooSmall: Bool { width < SmallestScreen.width || height < SmallestScreen.height }

  public init(width: Int, height: Int, model: ScreenModel) {
    self.init(
      width: width, height: height, grid: model.volume.grid, active: model.view.active, layout: model.view.layout,
      findings: model.rows, parts: model.parts, body: model.view.body)
  }

  /// - Parameters:
  ///   - findings: rows that the extent table would like to have.
  ///   - parts: what is open that takes room from the panes.
  ///   - body: what the patient fills, where that is known: the panes are shared out after him.
  package init(
    width: Int, height: Int, grid: VoxelGrid, active: Plane, layout: PaneLayout, findings: Int,
    parts: Set<ScreenPart> = [], body: VoxelBox? = nil
  ) {
    self.width = max(width, 0)
    self.height = max(height, 0)
    guard !isTooSmall else { return }
    let top = height >= Self.heightWithTitle ? 1 : 0
    if top > 0 { title = CellRect(col: 0, row: 0, width: width, height: 1) }
    status = CellRect(col: 0, row: height - 2, width: width, height: 1)
    message = CellRect(col: 0, row: height - 1, width: width, height: 1)
    let rows = height - 2 - top
    if parts.contains(.form) {
      layOutForm(top: top, rows: rows, active: active, findings: findings)
      return
    }
    if parts.contains(.solid) {
      layOutSolid(top: top, rows: rows, active: active, findings: findings)
      return
    }
    if parts.contains(.mosaic) {
      let side = min(max(width / 4, 26), 40), main = width - side - 1
      mosaic = CellRect(col: 0, row: top, width: main, height: rows)
      panel = CellRect(col: main + 1, row: top, width: side, height: rows)
      divider = CellRect(col: main, row: top, width: 1, height: rows)
      return
    }
    if parts.contains(.followUp) {
      layOutFollowUp(top: top, rows: rows, active: active)
      return
    }
    switch layout {
    case .single:
      let side = min(max(width / 4, 26), 40)
      let main = width - side - 1
      add(active, CellRect(col: 0, row: top, width: main, height: rows))
      panel = CellRect(col: main + 1, row: top, width: side, height: rows)
      divider = CellRect(col: main, row: top, width: 1, height: rows)
    case .three:
      let room = ThreePanes.Room(
        width: width, rows: rows, panelRows: { Self.panelRows(findings: findings, width: $0) },
        mm: { PaneGeometry.fit($0, columns: $1, rows: $2, grid: grid, body: body) })
      layOutThree(ThreePanes(room, active: active), top: top, rows: rows, active: active)
    }
  }

  private mutating func layOutThree(_ places: ThreePanes, top: Int, rows: Int, active: Plane) {
    let main = places.main, side = width - main - 1, left = places.left
    let mainRows = rows - (places.isPanelBelowMain ? places.panel : 0)
    add(active, CellRect(col: 0, row: top, width: main, height: mainRows))
    divider = CellRect(col: main, row: top, width: 1, height: rows)
    let others = Plane.allCases.filter { $0 != active }, first = places.first
    if places.isStacked {
      add(others[0], CellRect(col: main + 1, row: top, width: side, height: first))
      add(others[1], CellRect(col: main + 1, row: top + first, width: side, height: left - first))
    } else {
      add(others[0], CellRect(col: main + 1, row: top, width: first, height: left))
      add(others[1], CellRect(col: main + 2 + first, row: top, width: side - 1 - first, height: left))
    }
    panel =
      places.isPanelBelowMain
      ? CellRect(col: 0, row: top + mainRows, width: main, height: places.panel)
      : CellRect(col: main + 1, row: top + left, width: side, height: places.panel)
  }

  /// From this width on the active pane stands beside the form.
  public static let widthWithForm = 100

  /// The form on the left, the active pane and below it the extent on the right; on narrow screens the form alone.
  private mutating func layOutForm(top: Int, rows: Int, active: Plane, findings: Int) {
    guard width >= Self.widthWithForm else {
      form = CellRect(col: 0, row: top, width: width, height: rows)
      return
    }
    let side = min(max(width * 2 / 5, 56), 84)
    form = CellRect(col: 0, row: top, width: side, height: rows)
    divider = CellRect(col: side, row: top, width: 1, height: rows)
    let main = width - side - 1
    let wanted = rows < 24 ? 0 : min(Self.panelRows(findings: findings, width: main), rows / 4)
    add(active, CellRect(col: side + 1, row: top, width: main, height: rows - wanted))
    panel = CellRect(col: side + 1, row: top + rows - wanted, width: main, height: wanted)
  }

  /// The 3-D view on the left; on the right the active pane and below it the extent, on narrow screens the extent alone.
  private mutating func layOutSolid(top: Int, rows: Int, active: Plane, findings: Int) {
    let isWide = width >= Self.widthWithForm
    let side = isWide ? width * 2 / 5 : min(max(width / 4, 26), 40)
    let main = width - side - 1
    solid = CellRect(col: 0, row: top, width: main, height: rows)
    divider = CellRect(col: main, row: top, width: 1, height: rows)
    let wanted = isWide ? min(Self.panelRows(findings: findings, width: side), rows / 2) : rows
    if isWide { add(active, CellRect(col: main + 1, row: top, width: side, height: rows - wanted)) }
    panel = CellRect(col: main + 1, row: top + rows - wanted, width: side, height: wanted)
  }

  /// The scan before on the left, the one after on the right, the numbers of both below.
  private mutating func layOutFollowUp(top: Int, rows: Int, active: Plane) {
    let below = min(max(rows * 3 / 10, 6), 16), side = (width - 1) / 2
    add(active, CellRect(col: 0, row: top, width: side, height: rows - below))
    before = panes.popLast()
    add(active, CellRect(col: side + 1, row: top, width: width - side - 1, height: rows - below))
    divider = CellRect(col: side, row: top, width: 1, height: rows - below)
    panel = CellRect(col: 0, row: top + rows - below, width: width, height: below)
  }

  /// Rows of the extent table with heading and total, of the lungs, and of the tool's lines when they stand below.
  static func panelRows(findings: Int, width: Int) -> Int {
    2 + max(findings, 1) + (width < LungPanel.width ? 3 : LungPanel.rows)
      + (width < ExtentPanel.widthWithTool ? 2 : 0)
  }

  private mutating func add(_ plane: Plane, _ r: CellRect) {
    panes.append(
      Pane(
        plane: plane, heading: CellRect(col: r.col, row: r.row, width: r.width, height: 1),
        image: CellRect(col: r.col, row: r.row + 1, width: r.width, height: r.height - 1)))
  }

  public func pane(of plane: Plane) -> Pane? { panes.first { $0.plane == plane } }

  /// The pane whose picture a cell lies in.
  public func pane(col: Int, row: Int) -> Pane? { panes.first { $0.image.contains(col: col, row: row) } }

  /// The geometry of each pane, active first: what mouse and cursor need.
  public func geometries(grid: VoxelGrid, view: ViewState) -> [PaneGeometry] {
    panes.map { PaneGeometry(plane: $0.plane, rect: $0.image, grid: grid, view: view) }
  }
}
