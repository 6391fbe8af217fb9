import StyletBase
import StyletImaging

/// The steps of a reader who decides between two readings: each one ordinary edit, with the word of it in the trail.
extension Disagreement {
  public static let beginning = "compare-begin"
  public static let decision = "compare-take"

  /// What both draw alike, drawn in a layer that has nothing yet, with what is compared.
  /// - Parameter record: its mL and regions are put in. Cost: what both draw.
  public func beginning(
    _ record: ComparisonRecord, in layer: LabelLayer, grid: VoxelGrid, _ annotations: Annotations
  ) -> Edit {
    var record = record
    record.agreed = Double(agreedVoxels) * grid.voxelVolume / 1000
    record.regions = regions.count
    var builder = EditBuilder(layer: layer)
    for run in agreed.runs { builder.set(run, to: run.label) { _, old in old == 0 } }
    let name = StepName.words("tool.compare-begin")
    var edit =
      builder.edit(name: name, tool: Self.beginning, origin: .manual)
      ?? Edit(name: name, tool: Self.beginning, layer: layer.name, runs: [])
    edit.origins = edit.origins.map(descended)
    edit.annotations = [
      AnnotationChange(.comparison, at: annotations.comparison.count, old: nil, new: .object(record.json))
    ]
    return edit
  }

  /// - Parameters:
  ///   - places: of the regions, each once; those that `take` does not decide are left as they are.
  ///   - isAll: all that were open, and not one.
  ///   - Cost: the voxels of the regions, and for `neither` those of what touches them.
  public func edit(
    _ take: ComparedTake, _ places: [Int], isAll: Bool, in layer: LabelLayer, grid: VoxelGrid, reader: String,
    time: String = UTC.now(), _ annotations: Annotations
  ) -> Edit {
    let decided = places.filter { take.decides(regions[$0]) }
    var builder = EditBuilder(layer: layer), touched: Set<Int> = []
    for place in decided where take != .drawn {
      forEachStretch(of: place) { j, k, i, a, b in
        if let label = take.label(a, b) { builder.set(j: j, k: k, i, to: label) }
      }
      if take == .neither {
        let findings = regions[place].findings
        for run in runs(of: place) { touched.formUnion(agreed.parts(touching: run).filter { of in
          agreed.runs(of: of).first.map { findings.contains($0.label) } ?? false
        }) }
      }
    }
    for part in touched { for run in agreed.runs(of: part) { builder.set(run, to: 0) } }
    let name = StepName.words("tool.compare-take", ["take": take.rawValue, "n": "\(decided.count)"])
    let parameters = ["take": take.rawValue, "regions": "\(decided.count)"]
    var edit =
      builder.edit(name: name, tool: Self.decision, parameters: parameters, origin: .manual)
      ?? Edit(name: name, tool: Self.decision, parameters: parameters, layer: layer.name, runs: [])
    edit.origins = edit.origins.map(descended)
    func mL(_ counts: (Run) -> Bool) -> Double {
      Double(edit.runs.reduce(0) { $0 + (counts($1) ? Int($1.count) : 0) }) * grid.voxelVolume / 1000
    }
    let word = ComparedDecision(
      time: time, reader: reader, take: take, at: isAll ? nil : decided.first.map { regions[$0].first },
      regions: decided.count, drawn: mL { $0.new != 0 }, cleared: mL { $0.old != 0 && $0.new == 0 })
    edit.annotations = [
      AnnotationChange(.comparison, at: annotations.comparison.count, old: nil, new: .object(word.json))
    ]
    return edit
  }

  /// Where a program had a part in either reading's slice, it has one in what is taken of it.
  private func descended(_ change: OriginChange) -> OriginChange {
    guard change.new == .manual else { return change }
    var change = change
    let origins = [a.origins[change.key], b.origins[change.key]].compactMap { $0?.changed(by: .manual) }
    if origins.contains(.accepted) { change.new = .accepted }
    return change
  }

  /// Whether an edit changes a voxel of a region. Cost: the edit's runs, and of those near it the voxels.
  public func touches(_ place: Int, _ edit: Edit) -> Bool {
    edit.runs.contains { run in
      run.old != run.new
        && components(touching: run).contains(place)
    }
  }

  private func components(touching run: Run) -> [Int] {
    var found: [Int] = []
    for i in Int(run.i)..<Int(run.i) + Int(run.count) {
      if let place = place(at: VoxelIndex(i, Int(run.j), Int(run.k))), found.last != place { found.append(place) }
    }
    return found
  }
}
