import StyletImaging

/// The last look at what was drawn: specks go, and what of a lesion is too small for a class of its own takes the class
/// of the rest.
enum ProposalPieces {
  /// - Parameters:
  ///   - runs: by k, j and i ascending.
  ///   - least: voxels of the smallest lesion, and of the smallest piece of a class beside another.
  /// - Returns: the runs that stay, in order, and how many lesions they are: connected parts of one class, as they are
  ///   listed and taken over.
  static func clean(_ runs: [LabelRun], least: Int) -> (runs: [LabelRun], lesions: Int) {
    let lesions = ConnectedRuns(joined(runs.map { with($0, 1) }), .corners)
    var sizes = [Int](repeating: 0, count: lesions.count)
    for (run, part) in zip(lesions.runs, lesions.parts) { sizes[Int(part)] += run.count }
    let kept = runs.filter { run in
      lesions.part(at: VoxelIndex(Int(run.low), Int(run.j), Int(run.k))).map { sizes[$0] >= least } ?? false
    }
    let pieces = ConnectedRuns(kept, .corners)
    var parts = [Int](repeating: 0, count: pieces.count)
    for (run, part) in zip(pieces.runs, pieces.parts) { parts[Int(part)] += run.count }
    let classed = zip(pieces.runs, pieces.parts).map { run, part in
      parts[Int(part)] >= least ? run : with(run, 3 - run.label)
    }
    let drawn = joined(classed)
    return (drawn, ConnectedRuns(drawn, .corners).count)
  }

  private static func with(_ run: LabelRun, _ label: UInt8) -> LabelRun {
    var run = run
    run.label = label
    return run
  }

  /// Runs of one label that lie end to end made one.
  private static func joined(_ runs: [LabelRun]) -> [LabelRun] {
    var out: [LabelRun] = []
    out.reserveCapacity(runs.count)
    for run in runs {
      if let last = out.last, last.k == run.k, last.j == run.j, last.label == run.label, last.high + 1 == run.low {
        out[out.count - 1].high = run.high
      } else {
        out.append(run)
      }
    }
    return out
  }
}
