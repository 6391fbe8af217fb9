import StyletImaging

extension LabelMap {
  /// Applies an edit's runs, in order, whatever layer they are of. Cost: the voxels of the runs.
  public mutating func apply(_ edit: Edit) { apply(edit.runs) }

  /// Applies an edit's runs if they fit, whatever layer they are of.
  /// - Returns: false when they do not fit; nothing has changed then.
  public mutating func apply(ifFitting edit: Edit) -> Bool { apply(ifFitting: edit.runs) }
}

extension LabelLayer {
  /// Applies an edit of this layer. Cost: the voxels of the edit.
  public mutating func apply(_ edit: Edit) {
    precondition(edit.layer == name, "edit of another layer")
    apply(edit.runs, edit.origins)
  }

  /// Applies an edit that came from a file, unless it is of another layer or does not fit the labels.
  /// - Returns: false when it does not fit; nothing has changed then.
  public mutating func apply(ifFitting edit: Edit) -> Bool {
    edit.layer == name && apply(ifFitting: edit.runs, edit.origins)
  }
}

extension [LabelLayer] {
  /// The place of the layer that an edit is of. Those of the lungs and of a proposal begin with their first edit.
  /// - Returns: nil when there is none of that name.
  package mutating func place(for edit: Edit) -> Int? {
    if let at = firstIndex(where: { $0.name == edit.layer }) { return at }
    guard LabelLayer.begun.contains(edit.layer), let size = first?.size else { return nil }
    append(LabelLayer(name: edit.layer, size: size))
    return count - 1
  }

  /// Makes the changes of an edit that may come from a file, to its layers and to the annotations.
  /// - Returns: false when it does not fit all of them; nothing has changed then.
  package mutating func apply(ifFitting edit: Edit, annotations: inout Annotations) -> Bool {
    var marked = annotations
    guard marked.apply(ifFitting: edit.annotations) else { return false }
    let known = count
    var done: [(at: Int, part: Edit)] = []
    for part in edit.parts {
      guard let at = place(for: part), self[at].apply(ifFitting: part) else {
        for (at, part) in done.reversed() { self[at].apply(part.inverse) }
        removeLast(count - known)
        return false
      }
      done.append((at, part))
    }
    annotations = marked
    return true
  }
}
