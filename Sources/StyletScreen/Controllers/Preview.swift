import StyletBase
import StyletCore
import StyletImaging

/// What a tool would draw, shown and not drawn yet: its parameters change it, Enter accepts it, Esc leaves no trace.
struct Preview {
  let assist: Assist
  /// In the order of the assist's parameters.
  var values: [Double]
  /// The parameter that the arrows change.
  var chosen = 0
  /// Where it was begun, and in which plane: moving on does not move it.
  let at: VoxelIndex
  let plane: Plane
  var outcome = Outcome.none
  /// The work under way; nil when the outcome is that of the values.
  var work: BackgroundEdit?

  enum Outcome {
    /// It would change nothing.
    case none
    /// The edit, and what it would lead to.
    case edit(Edit, Shown)
    case refused(Failure)
  }

  /// Labels and numbers as they would be.
  struct Shown {
    var labels: LabelMap
    var ledger: ExtentLedger
    var extent: DiseaseExtent?
  }

  var edit: Edit? { if case .edit(let edit, _) = outcome { edit } else { nil } }
  var shown: Shown? { if case .edit(_, let shown) = outcome { shown } else { nil } }
}
