import StyletBase

extension Annotations {
  /// The edit that puts an entry at the end of a list.
  /// - Parameter name: as the undo list shows it.
  public func adding(_ entry: JSONObject, to list: AnnotationList, name: StepName, tool: String) -> Edit {
    Edit(
      name: name, tool: tool, runs: [],
      annotations: [AnnotationChange(list, at: self[list].count, old: nil, new: .object(entry))])
  }

  /// The edit that takes an entry out, or puts another in its place; nil when there is none or nothing changes.
  public func replacing(
    _ at: Int, of list: AnnotationList, with entry: JSONObject?, name: StepName, tool: String
  ) -> Edit? {
    guard self[list].indices.contains(at) else { return nil }
    let old = self[list][at], new = entry.map(JSONValue.object)
    guard old != new else { return nil }
    return Edit(
      name: name, tool: tool, runs: [], annotations: [AnnotationChange(list, at: at, old: old, new: new)])
  }
}
