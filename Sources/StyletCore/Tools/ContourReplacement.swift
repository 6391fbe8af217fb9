import StyletImaging

/// A contour drawn anew: what it drew before goes, what it draws now comes, in one change.
extension ContourTool {
  /// - Parameter corrected: findings on slices that were changed since: their origins stay, whatever they were before
  ///   the contour.
  /// - Returns: `step`, the change from the labels as they are, nil when there is none; and `fill`, the part of it that
  ///   the contour alone has drawn, as if the one replaced had never been: what a next one replaces. Nil when it draws
  ///   nothing at all.
  /// - Cost: the rows of both contours.
  public func replacement(
    of old: Edit, corrected: Set<SliceKey> = [], in context: ToolContext
  ) -> (step: Edit?, fill: Edit)? {
    var bare = context
    bare.layer.takeBack(old, sparing: context.locked, corrected)
    guard var fill = outline(in: bare) else { return nil }
    var after = bare.layer
    after.apply(fill)
    let rows = Set((old.runs + fill.runs).map { Row(j: Int($0.j), k: Int($0.k)) })
    fill.parameters["replaces"] = old.title.written
    var step = fill
    step.runs = rows.sorted().flatMap { context.layer.labels.changes(to: after.labels, j: $0.j, k: $0.k) }
    let keys = Set((old.origins + fill.origins).map(\.key))
      .union(step.runs.flatMap { [SliceKey(k: Int($0.k), label: $0.old), SliceKey(k: Int($0.k), label: $0.new)] })
    step.origins = keys.filter { $0.label != 0 }.sorted { ($0.k, $0.label) < ($1.k, $1.label) }.compactMap {
      let change = OriginChange(key: $0, old: context.layer.origins[$0], new: after.origins[$0])
      return change.old == change.new ? nil : change
    }
    return (step.runs.isEmpty ? nil : step, fill)
  }

  private struct Row: Hashable, Comparable {
    package var j: Int
    package var k: Int
    static func < (a: Row, b: Row) -> Bool { (a.k, a.j) < (b.k, b.j) }
  }
}

extension LabelLayer {
  /// Takes an edit back as far as it can still be seen: where something else was drawn since, that stays, and so does
  /// all of a locked finding.
  fileprivate mutating func takeBack(_ edit: Edit, sparing locked: Set<UInt8>, _ corrected: Set<SliceKey>) {
    let isFree = locked.isEmpty || !edit.runs.contains { locked.contains($0.old) || locked.contains($0.new) }
    let before = origins
    if isFree, apply(ifFitting: edit.inverse) {
      repairOrigins(after: edit, from: before, corrected)
      return
    }
    var builder = EditBuilder(layer: self)
    for run in edit.runs where !locked.contains(run.old) && !locked.contains(run.new) {
      let range = Int(run.i)..<Int(run.i) + Int(run.count)
      builder.set(j: Int(run.j), k: Int(run.k), range, to: run.old) { $1 == run.new }
    }
    if let back = builder.edit(name: edit.title, tool: edit.tool, origin: .manual) { apply(back) }
  }

  /// What was drawn or erased since beside what is taken back has its say in which findings are on its slices.
  private mutating func repairOrigins(
    after taken: Edit, from before: [SliceKey: Origin], _ corrected: Set<SliceKey>
  ) {
    var keys = Set(taken.origins.map(\.key))
    for run in taken.runs {
      for label in [run.old, run.new] where label != 0 { keys.insert(SliceKey(k: Int(run.k), label: label)) }
    }
    let changes = keys.compactMap { key -> OriginChange? in
      let slice = VoxelBox(.axial, w: Int(key.k), in: size)
      let isThere = slice.flatMap { labels.bounds(of: key.label, within: $0) } != nil
      let old = origins[key], drawn = corrected.contains(key) ? before[key] : nil
      let new = isThere ? drawn ?? old ?? before[key] ?? .manual : nil
      return old == new ? nil : OriginChange(key: key, old: old, new: new)
    }
    if !changes.isEmpty { apply(Edit(name: taken.title, tool: taken.tool, layer: name, runs: [], origins: changes)) }
  }
}

extension LabelMap {
  /// The runs of row (j, k) that make it the same row of another map.
  fileprivate func changes(to other: LabelMap, j: Int, k: Int) -> [Run] {
    func row(_ map: LabelMap) -> [UInt8] {
      var row = [UInt8](repeating: 0, count: size.i)
      row.withUnsafeMutableBufferPointer { map.read(.axial, w: k, u: 0..<size.i, v: j..<j + 1, into: $0) }
      return row
    }
    let (before, after) = (row(self), row(other))
    var runs: [Run] = []
    var i = 0
    while i < size.i {
      let start = i
      repeat { i += 1 } while i < size.i && before[i] == before[start] && after[i] == after[start]
      if before[start] != after[start] {
        runs.append(Run(k: k, j: j, i: start, count: i - start, old: before[start], new: after[start]))
      }
    }
    return runs
  }
}
