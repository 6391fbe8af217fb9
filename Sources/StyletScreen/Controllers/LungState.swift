import StyletBase
import StyletCore
import StyletImaging

/// Whether the lungs are looked for without being asked for.
public enum LungsChoice: String, Sendable, CaseIterable {
  /// On opening a scan that may be a chest, when its project has no lungs.
  case auto
  /// Only by `:lungs`.
  case ask
}

/// What the workstation knows of the lungs besides their layer.
struct LungState {
  var choice = LungsChoice.ask
  /// The search under way.
  var search: BackgroundWork<FoundLungs>?
  /// It began by itself: what it finds is no step of the reader's.
  var isByItself = false
  /// The reader has asked for it, and hears how far it is.
  var isAsked = false
  /// The reader wants to draw on them once they are found; until then nothing is drawn on the findings.
  var isAwaited = false
  /// A search has ended and found none.
  var areMissing = false
  /// Outlined while findings are drawn.
  var areShown = true
  /// Changes with every change of the layer.
  private(set) var version = 0
  /// The remark gone to last, by its place among all.
  var remark: Int?

  /// What is said of them, and the entries that it was read from.
  private var record: (entries: [JSONValue], value: LungRecord?) = ([], nil)

  mutating func record(_ annotations: Annotations) -> LungRecord? {
    if record.entries != annotations.lungs {
      let (before, now) = (record.value, LungRecord(annotations))
      record = (annotations.lungs, now)
      // One that is marked as seen keeps its place.
      if before?.badges != now?.badges { remark = nil }
    }
    return record.value
  }

  /// Takes over an edit of the layer, once it is applied.
  mutating func follow(_ edit: Edit) {
    guard edit.layer == LabelLayer.lungs else { return }
    version += 1
    if !edit.runs.isEmpty { areMissing = false }
  }
}
