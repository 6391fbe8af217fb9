import StyletImaging

extension LesionProposal {
  /// What of a proposal is not drawn yet: connected lesions without those that are findings for the greater part, and
  /// without the voxels that are. So proposing again does not bring back what was accepted.
  ///
  /// Cost: the runs of both.
  public static func fresh(_ labels: LabelMap, besides findings: LabelMap) -> LabelMap {
    precondition(labels.size == findings.size, "labels of another grid")
    if findings.isEmpty { return labels }
    let pieces = ConnectedRuns(labels, .corners)
    var sizes = [Int](repeating: 0, count: pieces.count), known = sizes
    var free: [(run: LabelRun, part: Int)] = []
    var row = [UInt8](repeating: 0, count: labels.size.i)
    row.withUnsafeMutableBufferPointer { row in
      for (run, part) in zip(pieces.runs, pieces.parts) {
        let part = Int(part), own = UnsafeMutableBufferPointer(rebasing: row[..<run.count])
        findings.read(.axial, w: Int(run.k), u: run.i, v: Int(run.j)..<Int(run.j) + 1, into: own)
        sizes[part] += run.count
        var n = 0
        while n < run.count {
          let start = n
          while n < run.count, own[n] == 0 { n += 1 }
          if n > start {
            let i = Int(run.low)
            free.append((LabelRun(k: Int(run.k), j: Int(run.j), i: i + start..<i + n, label: run.label), part))
          }
          while n < run.count, own[n] != 0 {
            known[part] += 1
            n += 1
          }
        }
      }
    }
    var out = LabelMap(size: labels.size)
    let runs = free.filter { 2 * known[$0.part] < sizes[$0.part] }.map { run, _ in
      Run(k: Int(run.k), j: Int(run.j), i: Int(run.low), count: run.count, old: 0, new: run.label)
    }
    out.apply(runs)
    return out
  }
}
