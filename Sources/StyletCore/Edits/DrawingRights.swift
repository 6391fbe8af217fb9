/// Where a context lets its finding be: for tools that look for a way before they draw.
///
/// The gate is part of it; a voxel that has the finding already is free however it came there, within the gate.
struct DrawingRights {
  private let context: ToolContext
  private let may: [Bool]
  private let gate: ClosedRange<Int16>?
  /// No sample passes the gate.
  private let isShut: Bool

  init(_ context: ToolContext) {
    self.context = context
    may = (0...255).map { UInt8($0) == context.label || context.mayChange(UInt8($0)) }
    gate = context.gate.flatMap { context.volume.rescale.samples(in: $0) }
    isShut = context.gate != nil && gate == nil
  }

  /// Whether the finding may be at each voxel of a row; `range` lies in the grid and `out` is as long.
  func read(j: Int, k: Int, _ range: Range<Int>, into out: inout [Bool]) {
    let size = context.volume.size
    for n in 0..<range.count { out[n] = !isShut && may[0] }
    if isShut { return }
    context.layer.labels.forEachRun(j: j, k: k) { i, count, label in
      for n in (i..<i + count).clamped(to: range) { out[n - range.lowerBound] = may[Int(label)] }
    }
    if let within = context.within {
      var next = range.lowerBound
      within.forEachRun(j: j, k: k) { i, count, _ in
        let inside = (i..<i + count).clamped(to: range)
        guard !inside.isEmpty else { return }
        for n in next..<inside.lowerBound { out[n - range.lowerBound] = false }
        next = inside.upperBound
      }
      for n in next..<range.upperBound { out[n - range.lowerBound] = false }
    }
    guard let gate else { return }
    context.volume.withSamples { samples in
      let first = (k * size.j + j) * size.i
      for i in range where samples[first + i] < gate.lowerBound || samples[first + i] > gate.upperBound {
        out[i - range.lowerBound] = false
      }
    }
  }
}
