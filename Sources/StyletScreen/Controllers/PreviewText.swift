import StyletBase
import StyletCore

/// What is said of a preview.
extension Sentence {
  static func preview(_ preview: Preview) -> String {
    let what = previewWords(preview, chosen: preview.chosen)
    if let work = preview.work {
      return words("say.preview-works", ["what": what, "percent": Int(work.progress * 100)])
    }
    switch preview.outcome {
    case .none: return words("say.preview-none", ["what": what])
    case .edit(let edit, _):
      let changes = ([grown(edit, voxels(edit.voxels))] + remarks(edit)).joined(separator: ", ")
      return words("say.preview", ["what": what, "changes": changes])
    case .refused(let failure): return failure.onScreen
    }
  }

  /// "Grow on the slice: tolerance 150 HU, radius 20 mm"
  private static func previewWords(_ preview: Preview, chosen: Int?) -> String {
    words(
      "say.preview-of", ["title": preview.assist.title, "values": preview.assist.said(preview.values, chosen: chosen)])
  }

  static func previewEmpty(_ preview: Preview) -> String {
    words("say.preview-empty", ["title": preview.assist.title, "values": preview.assist.said(preview.values)])
  }
}
