import StyletCore
import StyletImaging
import StyletProject

/// Everything that one frame shows. The workstation makes it anew for each frame and lets it go after: a copy
/// kept while a stroke is applied would make the labels copy themselves.
public struct ScreenModel {
  public var view: ViewState
  public var tool: ToolState
  public var volume: Volume
  /// The layer the findings are drawn in.
  public var labels: LabelMap
  public var ledger: ExtentLedger
  public var table: LabelTable
  /// What is measured and marked.
  public var marks = KnownAnnotations()
  /// The measurement being made.
  var measuring: LiveMeasurement?
  /// The scan in a few words, with no identifier of the patient in them.
  public var title = ""
  /// The reader's name or pseudonym; empty when not given.
  public var reader = ""
  /// "NAVIGATE", "PAINT", "CONTOUR", …
  public var modeName = ""
  /// Keys of an unfinished sequence, as typed: "w", "g".
  public var pending = ""
  /// The count typed so far.
  public var count: Int?
  public var notice: Notice?
  public var overlay = Overlay.none
  /// How much of the lungs is affected; nil while they are not known.
  public var extent: DiseaseExtent?
  public var lungs = LungsShown()
  /// The findings' table while lungs are drawn; else none.
  var others = LabelTable.none
  /// Rows that the extent table would like to have: as many on the lungs as on the findings, so that nothing moves.
  var rows: Int { max(table.findings.count, others.findings.count) }
  /// What takes room from the panes.
  var parts: Set<ScreenPart> = []
  /// The form of the structured reading while it is open.
  var form: FormModel?
  /// Of a reading that was signed: whether the signature holds.
  public var signature: SignatureCheck.State?
  /// Strokes that the project file does not hold yet.
  public var unsavedStrokes = 0
  /// Keys are being recorded.
  public var isRecording = false
  /// Of a lesion, drawn on its slice while they are asked for.
  public var diameters: LesionDiameters?
  /// The finding drawn with is on the cursor's axial slice by interpolation that is not accepted yet.
  public var isInterpolated = false
  /// How many axial slices of that finding are so.
  public var interpolatedSlices = 0
  /// The scan is still being read.
  public var loading: Loading?
  /// What is marked as no finding; nil when nothing is.
  public var background: LabelMap?
  /// Lesions that a program proposes, and how much: none of ``labels`` and ``ledger``.
  public var proposal: LabelMap?
  public var proposed: [ProposedExtent] = []
  public var proposedTotal: ProposedTotal?
  /// Two readings that are compared; nil when none are.
  public var comparison: ComparisonShown?
  /// The 3-D view; nil while it is closed, or has no room.
  var solid: SolidShown?
  /// Slices side by side; nil while it is closed.
  public var mosaic: Mosaic?
  /// Two scans of one patient; nil where one scan is shown alone.
  public var followUp: FollowUpShown?
  /// Keys are repeating: the pane that is read follows each, the linked ones catch up in the next frame that
  /// is not hurried. Saves most of the bytes of moving the cursor.
  public var hurried = false
  /// Pixels of a cell as they are now; nil for what the terminal said at the beginning.
  var cell: PixelSize?
  /// The line to the terminal is slow: hurried frames have fewer greys.
  public var isLinkSlow = false

  /// The findings' table, whatever is drawn in.
  var solidTable: LabelTable { tool.layer == LabelLayer.lungs ? others : table }

  /// Columns that the keys on their way take at the end of the last row, with the gap before them.
  var pendingWidth: Int {
    let keys = (count.map { String($0).count } ?? 0) + pending.columns
    return keys == 0 ? 0 : keys + 3
  }

  /// How far the reading of the scan is.
  public struct Loading: Hashable, Sendable {
    /// 0...100.
    public var percent: Int
    /// Keys that wait for its end.
    public var waiting: Int
    /// It was read, and whether it is the project's scan is not known yet.
    public var isChecking = false
  }

  public init(
    view: ViewState, tool: ToolState, volume: Volume, labels: LabelMap, ledger: ExtentLedger, table: LabelTable
  ) {
    self.view = view
    self.tool = tool
    self.volume = volume
    self.labels = labels
    self.ledger = ledger
    self.table = table
  }

  public init(view: ViewState, tool: ToolState, session: EditSession, table: LabelTable) {
    self.init(
      view: view, tool: tool, volume: session.volume, labels: session.findings.labels, ledger: session.ledger,
      table: table)
  }
}
