import StyletBase

/// A slab of a complete volume as one slice, voxel by voxel: sampled as any slice is.
public final class SlabProjection: Sendable {
  public let slab: Slab
  public let plane: Plane
  /// The slice in the middle, base 0.
  public let w: Int
  /// What is in it.
  public let slices: Range<Int>
  /// The grid of the volume, one slice thick along w.
  private let flat: Volume
  /// Of a sagittal slab its slices, each in one piece: in the volume a sample of them is a cache line from the next.
  private let pieces: [SagittalSlice]
  private let volume: Volume

  /// The value of each voxel of the slice is the largest, smallest or mean one of those behind one another, padding
  /// left out (``values(of:)``); where there is nothing but padding, that of slice `w`. A mean is rounded to a sample.
  ///
  /// Cost: the voxels of the slab, on all cores; memory of one slice, of a sagittal slab of all of them. Of a sagittal
  /// one only those slices are fetched from the volume that `before` has not.
  /// - Parameter before: a slab that was shown before, of the same volume or another.
  /// - Returns: nil where there is no slice `w`, or not all of the volume yet.
  /// - Throws: ``OutOfMemory``.
  public init?(_ volume: Volume, _ plane: Plane, w: Int, _ slab: Slab, after before: SlabProjection? = nil) throws {
    let slices = slab.slices(around: w, of: plane, in: volume.grid)
    guard volume.isComplete, !slices.isEmpty else { return nil }
    (self.slab, self.plane, self.w, self.slices) = (slab, plane, w, slices)
    self.volume = volume
    let size = volume.size
    let thin: GridSize? =
      switch plane {
      case .axial: GridSize(size.i, size.j, 1)
      case .coronal: GridSize(size.i, 1, size.k)
      case .sagittal: GridSize(1, size.j, size.k)
      }
    guard let thin else { return nil }
    let known = before?.volume === volume && before?.plane == plane ? before : nil
    pieces = plane == .sagittal ? try SagittalSlice.all(slices, of: volume, known: known?.pieces ?? []) : []
    let pass = Pass(
      size: size, plane: plane, w: w, slices: slices, valid: Self.values(of: volume),
      // Of a scan whose values fall with its samples, the largest value is the smallest sample.
      mode: volume.rescale.slope < 0 ? slab.mode.turned : slab.mode)
    let pieces = pieces
    flat = try Volume(grid: VoxelGrid(size: thin, affine: volume.grid.affine), rescale: volume.rescale) { out in
      volume.withSamples { samples in
        guard let from = samples.baseAddress, let to = out.baseAddress else { return }
        let writer = SharedWriter(pointer: to)
        nonisolated(unsafe) let source = from
        let bands = min(Self.bands, pass.rows)
        Parallel.forEach(bands, together: pass.rows * pass.length * slices.count > 1 << 14) { band in
          pass.fill(
            pass.rows * band / bands..<pass.rows * (band + 1) / bands, from: source, pieces, into: writer.pointer)
        }
      }
    }
  }

  private static let bands = 16

  /// As ``SliceSampler/sample(_:_:_:slices:limits:)`` of slice ``w``, whatever slice `window` names.
  public func sample(_ window: SliceWindow, _ sampling: Sampling, limits: ClosedRange<Double>? = nil) -> [Float] {
    var window = window
    window.w = 0
    return SliceSampler.sample(flat, window, sampling, slices: flat.arrived, limits: limits)
  }

  /// The samples that are no padding.
  ///
  /// Padding is below -1500 HU, where no tissue is; besides, what fills three corners of the middle axial slice alike
  /// and is beyond what a scanner gives as air (-1100 HU) or metal (3071 HU), with all that lies beyond it.
  static func values(of volume: Volume) -> ClosedRange<Int16> {
    let all = Int16.min...Int16.max, size = volume.size, rescale = volume.rescale
    func within(_ low: Double, _ high: Double) -> ClosedRange<Int16> {
      rescale.samples(in: low...high) ?? all
    }
    let corners = [(0, 0), (size.i - 1, 0), (0, size.j - 1), (size.i - 1, size.j - 1)].map {
      volume[VoxelIndex($0.0, $0.1, size.k / 2)]
    }
    let far = 1e9
    guard let one = corners.first(where: { one in corners.count { $0 == one } >= 3 }) else { return within(-1500, far) }
    let value = rescale.value(one), step = abs(rescale.slope) / 2
    if value < -1100 { return within(max(value + step, -1500), far) }
    return within(-1500, value > 3071 ? value - step : far)
  }
}

extension Slab.Mode {
  /// The other end of the values.
  fileprivate var turned: Slab.Mode {
    switch self {
    case .mip: .minip
    case .minip: .mip
    case .mean: .mean
    }
  }
}

/// How the rows of a projection are made of those of its slices.
private struct Pass: Sendable {
  let size: GridSize
  let plane: Plane
  let w: Int
  let slices: Range<Int>
  let valid: ClosedRange<Int16>
  let mode: Slab.Mode

  /// Rows of the projection, as it lies in memory, and samples of each.
  var rows: Int { plane == .axial ? size.j : size.k }
  var length: Int { plane == .sagittal ? size.j : size.i }

  func fill(
    _ rows: Range<Int>, from samples: UnsafePointer<Int16>, _ pieces: [SagittalSlice],
    into out: UnsafeMutablePointer<Int16>
  ) {
    for row in rows {
      /// The row of slice `n`.
      func line(_ n: Int) -> UnsafePointer<Int16> {
        switch plane {
        case .axial: samples + (n * size.j + row) * size.i
        case .coronal: samples + (row * size.j + n) * size.i
        case .sagittal: UnsafePointer(pieces[n - slices.lowerBound].samples) + row * size.j
        }
      }
      if mode == .mean { mean(line, out + row * length) } else { extreme(line, out + row * length) }
    }
  }

  private func extreme(_ line: (Int) -> UnsafePointer<Int16>, _ to: UnsafeMutablePointer<Int16>) {
    let (low, high, count) = (valid.lowerBound, valid.upperBound, length)
    // What stands where nothing was found yet.
    let nothing: Int16 = mode == .mip ? .min : .max
    to.update(repeating: nothing, count: count)
    for n in slices {
      let from = line(n)
      if mode == .mip {
        for i in 0..<count {
          let x = from[i]
          to[i] = max(to[i], x >= low && x <= high ? x : nothing)
        }
      } else {
        for i in 0..<count {
          let x = from[i]
          to[i] = min(to[i], x >= low && x <= high ? x : nothing)
        }
      }
    }
    let middle = line(w)
    for i in 0..<count where to[i] == nothing { to[i] = middle[i] }
  }

  private func mean(_ line: (Int) -> UnsafePointer<Int16>, _ to: UnsafeMutablePointer<Int16>) {
    let (low, high, count) = (valid.lowerBound, valid.upperBound, length), middle = line(w)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { room in
      guard let sums = room.baseAddress else { return }
      room.update(repeating: 0)
      let seen = sums + count
      for n in slices {
        let from = line(n)
        for i in 0..<count {
          let x = from[i], isValue = x >= low && x <= high
          sums[i] &+= isValue ? Int32(x) : 0
          seen[i] &+= isValue ? 1 : 0
        }
      }
      for i in 0..<count {
        to[i] = seen[i] == 0 ? middle[i] : Int16((Double(sums[i]) / Double(seen[i])).rounded())
      }
    }
  }
}
