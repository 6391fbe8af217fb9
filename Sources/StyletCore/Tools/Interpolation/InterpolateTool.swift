import Dispatch
import StyletBase
import StyletImaging
import Synchronization

/// Fills the axial slices between those that the active finding is drawn on.
///
/// Slices drawn are all but those interpolated or proposed; they never change, and neither does any other finding:
/// only unlabelled voxels are filled, and only what the context lets it. What the finding has on a slice of a gap
/// from before is replaced. The finding there is then ``Origin/interpolated``. A slice that was cleared is not drawn:
/// it is filled when a reader asks for it, as in ITK-SNAP and Slicer, and left empty when a gap only follows a
/// correction (``LabelLayer/staleGaps(of:changed:)``).
///
/// By shape alone the signed distances of the drawn slices are interpolated, piece by piece (``ShapePrior``); the CT
/// then moves the boundary (``CTGuide``). Cost: the finding's boxes on the slices of the gaps; with the CT the voxels
/// within ten of the boundary, about a microsecond each.
public struct InterpolateTool: Tool {
  public static let id = "interpolate"

  /// How much the CT counts: 0 is the shape alone, 1 what was found best.
  public let strength: Double
  /// The gaps to fill; all of the finding's when nil.
  public let gaps: [SliceGap]?

  public init(strength: Double = 1, gaps: [SliceGap]? = nil) {
    self.strength = strength.isFinite ? min(max(strength, 0), 1) : 1
    self.gaps = gaps
  }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.label != 0, !context.locked.contains(context.label) else { return nil }
    let gaps = gaps ?? context.layer.gaps(of: context.label)
    guard !gaps.isEmpty, let slices = fill(gaps, context) else { return nil }
    var builder = EditBuilder(context)
    for slice in slices {
      for j in 0..<context.layer.size.j {
        builder.replace(slice, j: j, label: context.label, in: context.layer.labels)
      }
    }
    return builder.edit(
      name: .words("tool.interpolate", ["slices": "\(slices.count)"]), tool: Self.id,
      parameters: context.parameters(["ct": "\((strength * 100).rounded().plain) %"], plane: .axial),
      origin: .interpolated, rest: .interpolated)
  }

  /// Ascending; nil when the work was cancelled.
  private func fill(_ gaps: [SliceGap], _ context: ToolContext) -> [GapFiller.Slice]? {
    let (labels, label, volume, work) = (context.layer.labels, context.label, context.volume, context.work)
    let strength = strength
    let count = gaps.reduce(0) { $0 + $1.slices.count }
    let done = Atomic(0)
    var slices: [GapFiller.Slice] = []
    // Some gaps at a time: the distances of all of a large finding would take a hundred megabytes.
    for first in stride(from: 0, to: gaps.count, by: 8) {
      let some = Array(gaps[first..<min(first + 8, gaps.count)])
      let fillers = Self.concurrently(some.count) { n in
        work?.isCancelled == true
          ? nil : GapFiller(some[n], labels: labels, label: label, volume: volume, strength: strength, work: work)
      }
      let jobs = fillers.compactMap { $0 }.flatMap { filler in filler.gap.slices.map { (filler, $0) } }
      slices += Self.concurrently(jobs.count) { n in
        let slice = work?.isCancelled == true ? nil : jobs[n].0.slice(jobs[n].1, work: work)
        work?.progress = Double(done.wrappingAdd(1, ordering: .relaxed).newValue) / Double(count)
        return slice
      }.compactMap { $0 }
      if work?.isCancelled == true { return nil }
    }
    work?.progress = 1
    return slices
  }

  private static func concurrently<T: Sendable>(_ count: Int, _ body: @Sendable (Int) -> T?) -> [T?] {
    guard count > 1 else { return (0..<count).map(body) }
    let results = Lock([T?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { n in
      let result = body(n)
      results.withLock { $0[n] = result }
    }
    return results.withLock { $0 }
  }
}

extension EditBuilder {
  /// Makes row `j` of an interpolated slice what was filled: unlabelled voxels take the label, and its own voxels
  /// that were not filled lose it.
  fileprivate mutating func replace(_ slice: GapFiller.Slice, j: Int, label: UInt8, in labels: LabelMap) {
    let filled = slice.rows[j] ?? []
    for range in filled { set(j: j, k: slice.k, range, to: label) { $1 == 0 } }
    var old: [Range<Int>] = []
    labels.forEachRun(j: j, k: slice.k) { i, count, l in if l == label { old.append(i..<i + count) } }
    for range in old {
      var at = range.lowerBound
      for new in filled where new.upperBound > at && new.lowerBound < range.upperBound {
        set(j: j, k: slice.k, at..<max(at, new.lowerBound), to: 0)
        at = max(at, new.upperBound)
      }
      set(j: j, k: slice.k, min(at, range.upperBound)..<range.upperBound, to: 0)
    }
  }
}
