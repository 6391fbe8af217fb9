import StyletImaging

/// The live extent within the lungs: for each lung and axial slice how much lung there is, and how much of each finding
/// lies in it; the values (HU) of both; and what of each finding lies in no lung.
///
/// Kept up by ``apply(_:findings:lungs:volume:)`` with an edit's own voxels only, whether it changes findings or lungs.
/// A recount from zero gives the same ledger, always. Where there is no lung it is empty, and costs nothing. Of the
/// lungs' labels only the right and the left lung count: airways are none.
public struct LungLedger: Equatable, Sendable {
  /// Voxels of one kind, by lung: 0 right, 1 left.
  package struct Tally: Equatable, Sendable {
    /// By lung and axial slice: lung · slices + k.
    fileprivate(set) var slices: [Int32]
    /// By lung and bin: lung · bins + bin.
    fileprivate(set) var values: [Int32]
    fileprivate(set) var inside = [0, 0]
    /// In no lung.
    fileprivate(set) var outside = 0

    fileprivate init(_ slices: Int, _ bins: HUBins) {
      self.slices = [Int32](repeating: 0, count: 2 * slices)
      values = [Int32](repeating: 0, count: 2 * bins.count)
    }

    fileprivate var isEmpty: Bool { inside[0] == 0 && inside[1] == 0 && outside == 0 }

    fileprivate mutating func change(
      _ piece: Piece, by sign: Int32, lung: UInt8, _ values: UnsafeMutableBufferPointer<Int32>,
      _ samples: UnsafeBufferPointer<Int16>, _ bins: HUBins, _ slices: Int
    ) {
      let count = sign &* piece.count
      guard lung != 0 else {
        outside &+= Int(count)
        return
      }
      let side = Int(lung) &- 1
      inside[side] &+= Int(count)
      self.slices[side &* slices &+ Int(piece.k)] &+= count
      let base = side &* bins.count, first = bins.first, last = bins.count &- 1
      for n in piece.first..<piece.first &+ Int(piece.count) {
        let bin = min(max(Int(samples[n]) &- first, 0), last)
        values[base &+ bin] &+= sign
      }
    }
  }

  /// Consecutive voxels of one row that change alike. A lung is 0 where there is none.
  fileprivate struct Piece {
    var first: Int
    var k: Int32
    var count: Int32
    var oldFinding, newFinding, oldLung, newLung: UInt8
  }

  package let bins: HUBins
  private let size: GridSize
  /// nil where there is no lung.
  package private(set) var lungs: Tally?
  package private(set) var findings: [UInt8: Tally] = [:]

  /// Without lungs.
  /// - Parameter values: beyond these HU nothing is told apart.
  public init(_ volume: Volume, values: ClosedRange<Double> = ChestStandards.standard.values) {
    bins = HUBins(volume.rescale, in: values)
    size = volume.size
  }

  /// Counts everything that is drawn. Cost: the volume's rows and the labelled voxels.
  public init(recounting findings: LabelMap, lungs: LabelMap?, volume: Volume) {
    self.init(volume)
    recount(findings, lungs, volume)
  }

  public var hasLungs: Bool { lungs != nil }

  /// Takes over an edit of the findings or of the lungs. Cost: its voxels; for the edit that brings the first lung a
  /// recount.
  /// - Parameters:
  ///   - findings, lungs: as they are after the edit.
  ///   - volume: complete.
  public mutating func apply(_ edit: Edit, findings: LabelMap, lungs: LabelMap?, volume: Volume) {
    let isOfLungs = edit.layer == LabelLayer.lungs
    guard isOfLungs || edit.layer == LabelLayer.findings, !edit.runs.isEmpty, let labels = lungs else { return }
    guard self.lungs != nil else {
      if isOfLungs { recount(findings, labels, volume) }
      return
    }
    change(edit.runs, ofLungs: isOfLungs, beside: isOfLungs ? findings : labels, volume)
    endWithoutLung()
  }

  private mutating func recount(_ findings: LabelMap, _ lungs: LabelMap?, _ volume: Volume) {
    (self.lungs, self.findings) = (nil, [:])
    guard let lungs, !lungs.isEmpty else { return }
    self.lungs = Tally(size.k, bins)
    let none = LabelMap(size: size)
    for (labels, isOfLungs) in [(lungs, true), (findings, false)] {
      var runs: [Run] = []
      for k in 0..<size.k where labels.isUsed(k: k) {
        labels.forEachRun(k: k) { j, i, count, label in
          runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: label))
        }
        change(runs, ofLungs: isOfLungs, beside: isOfLungs ? none : lungs, volume)
        runs.removeAll(keepingCapacity: true)
      }
    }
    endWithoutLung()
  }

  /// - Parameter other: the labels that do not change: the findings beside lungs, the lungs beside findings.
  private mutating func change(_ runs: [Run], ofLungs: Bool, beside other: LabelMap, _ volume: Volume) {
    var pieces: [Piece] = []
    let longest = Int(runs.lazy.map(\.count).max() ?? 0)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(longest, 1)) { row in
      for run in runs where run.old != run.new {
        let (i, j, k, count) = (Int(run.i), Int(run.j), Int(run.k), Int(run.count))
        precondition(
          i >= 0 && count >= 0 && i + count <= size.i && j >= 0 && j < size.j && k >= 0 && k < size.k,
          "run outside the grid")
        let labels = UnsafeMutableBufferPointer(rebasing: row[0..<count])
        other.read(.axial, w: k, u: i..<i + count, v: j..<j + 1, into: labels)
        let first = (k * size.j + j) * size.i + i
        var n = 0
        while n < count {
          let start = n, label = labels[n]
          repeat { n &+= 1 } while n < count && labels[n] == label
          let piece =
            ofLungs
            ? Piece(
              first: first + start, k: run.k, count: Int32(n - start), oldFinding: label, newFinding: label,
              oldLung: Self.lung(run.old), newLung: Self.lung(run.new))
            : Piece(
              first: first + start, k: run.k, count: Int32(n - start), oldFinding: run.old, newFinding: run.new,
              oldLung: Self.lung(label), newLung: Self.lung(label))
          if piece.oldFinding != piece.newFinding || piece.oldLung != piece.newLung { pieces.append(piece) }
        }
        if pieces.count >= 1 << 14 {
          take(pieces, volume)
          pieces.removeAll(keepingCapacity: true)
        }
      }
    }
    take(pieces, volume)
  }

  private static func lung(_ label: UInt8) -> UInt8 { label == LungLabels.right || label == LungLabels.left ? label : 0 }

  private mutating func endWithoutLung() {
    if let lungs, lungs.isEmpty { (self.lungs, findings) = (nil, [:]) }
  }

  private mutating func take(_ pieces: [Piece], _ volume: Volume) {
    guard !pieces.isEmpty else { return }
    var concerned: [UInt8] = []
    for piece in pieces {
      for label in [piece.oldFinding, piece.newFinding] where label != 0 && !concerned.contains(label) {
        concerned.append(label)
      }
    }
    volume.withSamples { samples in
      if pieces.contains(where: { $0.oldLung != $0.newLung }) {
        // Out of its place while it changes, so that it is changed and not copied.
        var tally = lungs ?? Tally(size.k, bins)
        lungs = nil
        Self.count(pieces, of: nil, in: &tally, samples, bins, size.k)
        tally.outside = 0
        lungs = tally
      }
      for label in concerned {
        var tally = findings.removeValue(forKey: label) ?? Tally(size.k, bins)
        Self.count(pieces, of: label, in: &tally, samples, bins, size.k)
        if !tally.isEmpty { findings[label] = tally }
      }
    }
  }

  /// - Parameter label: a finding; nil for the lungs themselves.
  private static func count(
    _ pieces: [Piece], of label: UInt8?, in tally: inout Tally, _ samples: UnsafeBufferPointer<Int16>, _ bins: HUBins,
    _ slices: Int
  ) {
    var values: [Int32] = []
    swap(&values, &tally.values)  // so that it can be changed through a pointer while the rest changes too
    values.withUnsafeMutableBufferPointer { values in
      for piece in pieces {
        let before = label.map { $0 == piece.oldFinding } ?? true, after = label.map { $0 == piece.newFinding } ?? true
        guard before != after || (before && piece.oldLung != piece.newLung) else { continue }
        if before { tally.change(piece, by: -1, lung: piece.oldLung, values, samples, bins, slices) }
        if after { tally.change(piece, by: 1, lung: piece.newLung, values, samples, bins, slices) }
      }
    }
    swap(&values, &tally.values)
  }
}

extension LungLedger {
  /// The axial slices from the lowest with lung to the highest; nil where there is none.
  public var slices: ClosedRange<Int>? {
    guard let lungs else { return nil }
    func isUsed(_ k: Int) -> Bool { lungs.slices[k] != 0 || lungs.slices[size.k + k] != 0 }
    guard let low = (0..<size.k).first(where: isUsed), let high = (0..<size.k).last(where: isUsed) else { return nil }
    return low...high
  }

  /// Voxels of lung on an axial slice, right and left.
  public func lungVoxels(k: Int) -> (right: Int, left: Int) { Self.slice(lungs, k, size.k) }

  /// Voxels of a finding in the lungs on an axial slice, right and left.
  public func voxels(of finding: UInt8, k: Int) -> (right: Int, left: Int) { Self.slice(findings[finding], k, size.k) }

  private static func slice(_ tally: Tally?, _ k: Int, _ slices: Int) -> (right: Int, left: Int) {
    guard let tally, k >= 0, k < slices else { return (0, 0) }
    return (Int(tally.slices[k]), Int(tally.slices[slices + k]))
  }

  /// The values of the lungs, or of one.
  /// - Parameter leavingOut: findings whose voxels are not counted.
  public func histogram(of side: LungSide? = nil, leavingOut: Set<UInt8> = []) -> HUHistogram {
    var histogram = HUHistogram(bins)
    guard let lungs else { return histogram }
    for (n, s) in [LungSide.right, .left].enumerated() where side == nil || side == s {
      let part = n * bins.count..<(n + 1) * bins.count
      histogram.add(lungs.values[part])
      for (label, tally) in findings where leavingOut.contains(label) { histogram.add(tally.values[part], times: -1) }
    }
    return histogram
  }
}
