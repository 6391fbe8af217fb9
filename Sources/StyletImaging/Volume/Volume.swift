import Synchronization

/// Stored sample → value: `value = slope · sample + intercept`. For CT the value is in Hounsfield units.
public struct Rescale: Hashable, Sendable {
  public var slope: Double
  public var intercept: Double

  public init(slope: Double = 1, intercept: Double = 0) {
    self.slope = slope
    self.intercept = intercept
  }

  public static let identity = Rescale()

  public func value(_ sample: Int16) -> Double { slope * Double(sample) + intercept }

  /// The samples whose values lie in `range`; nil when there are none.
  public func samples(in range: ClosedRange<Double>) -> ClosedRange<Int16>? {
    guard slope != 0, slope.isFinite, intercept.isFinite else { return nil }
    let a = (range.lowerBound - intercept) / slope
    let b = (range.upperBound - intercept) / slope
    let low = min(a, b).rounded(.up), high = max(a, b).rounded(.down)
    guard low <= high, low <= 32767, high >= -32768 else { return nil }
    return Int16(max(low, -32768))...Int16(min(high, 32767))
  }
}

/// A scan's voxels: Int16 samples in canonical order (i fastest, then j, then k) with their rescale.
///
/// Each sample is written once and then never changed, so volumes are shared between threads without a lock: by its
/// initialiser all at once, or slice by slice while a ``LoadingVolume`` loads it. Until it is complete only
/// ``arrived`` may be looked at; whatever needs all voxels asks for a complete volume.
/// The samples take `2 · grid.size.count` bytes and are not copied.
public final class Volume: @unchecked Sendable {
  public let grid: VoxelGrid
  public let rescale: Rescale
  /// How it was made, as far as its file says it.
  public let acquisition: AcquisitionFacts
  private let samples: UnsafeMutableBufferPointer<Int16>
  /// Axial slices that are there: n > 0 the first n, n < 0 the last -n, ``whole`` all and for good. Stored after
  /// the samples are written (releasing), loaded before they are read (acquiring).
  private let published: Atomic<Int>
  private static let whole = Int.max
  /// Whose samples they are, where this only lies elsewhere.
  private let source: Volume?

  /// - Parameter fill: gets the whole buffer, zeroed, canonical order, and must write what it wants kept.
  /// - Throws: ``OutOfMemory``, or what `fill` throws.
  public convenience init(
    grid: VoxelGrid, rescale: Rescale = .identity, acquisition: AcquisitionFacts = .unknown,
    fill: (UnsafeMutableBufferPointer<Int16>) throws -> Void
  ) throws {
    try self.init(
      on: grid, acquisition: acquisition,
      fillingAndRescaling: { buffer in
        try fill(buffer)
        return rescale
      })
  }

  /// As ``init(grid:rescale:fill:)``, for a source whose rescale is known only once its voxels were seen.
  /// - Parameter fill: also returns the rescale of what it wrote.
  public init(
    on grid: VoxelGrid, acquisition: AcquisitionFacts = .unknown,
    fillingAndRescaling fill: (UnsafeMutableBufferPointer<Int16>) throws -> Rescale
  ) throws {
    let buffer = try UnsafeMutableBufferPointer<Int16>.allocateZeroed(count: grid.size.count)
    do {
      rescale = try fill(buffer)
    } catch {
      buffer.deallocateZeroed()
      throw error
    }
    self.grid = grid
    self.acquisition = acquisition
    samples = buffer
    published = Atomic(Self.whole)
    source = nil
  }

  /// Nothing is there yet: for a ``LoadingVolume``.
  package init(emptyOn grid: VoxelGrid, rescale: Rescale, acquisition: AcquisitionFacts = .unknown) throws {
    samples = try .allocateZeroed(count: grid.size.count)
    self.grid = grid
    self.rescale = rescale
    self.acquisition = acquisition
    published = Atomic(0)
    source = nil
  }

  /// The same voxels at another place in the patient: nothing is copied, and slices arrive as in `source`.
  /// - Parameter affine: canonical index → mm; the spacing must stay.
  package init(_ source: Volume, at affine: Affine) {
    grid = VoxelGrid(size: source.size, affine: affine, storage: source.grid.storage)
    (rescale, acquisition, samples) = (source.rescale, source.acquisition, source.samples)
    published = Atomic(0)
    self.source = source
  }

  deinit { if source == nil { samples.deallocateZeroed() } }

  public var size: GridSize { grid.size }

  /// Whether every voxel is there, and nothing was found wrong with the file that they came from.
  public var isComplete: Bool { slicesThere == Self.whole }

  private var slicesThere: Int { source?.slicesThere ?? published.load(ordering: .acquiring) }

  /// The axial slices (k) that are there.
  public var arrived: Range<Int> {
    let n = slicesThere
    return n < 0 ? size.k + n..<size.k : 0..<min(n, size.k)
  }

  /// The stored sample of a voxel; `v` must be inside the grid, on a slice that is there.
  public subscript(_ v: VoxelIndex) -> Int16 {
    precondition(size.contains(v), "voxel outside the grid")
    precondition(arrived.contains(v.k), "voxel not loaded yet")
    return samples[(v.k * size.j + v.j) * size.i + v.i]
  }

  /// The value (HU for CT) of a voxel inside the grid, on a slice that is there.
  public func value(at v: VoxelIndex) -> Double { rescale.value(self[v]) }

  /// All samples, canonical order, of a complete volume. The pointer is valid only inside `body`.
  @inlinable
  public func withSamples<R>(_ body: (UnsafeBufferPointer<Int16>) throws -> R) rethrows -> R {
    precondition(isComplete, "the volume is not loaded yet")
    return try withExtendedLifetime(self) { try body(sampleBuffer) }
  }

  /// As ``withSamples(_:)`` for a volume that may be arriving: only the samples of `arrived` may be read.
  func withArrived<R>(_ body: (_ samples: UnsafeBufferPointer<Int16>, _ arrived: Range<Int>) throws -> R) rethrows -> R
  {
    try withExtendedLifetime(self) { try body(sampleBuffer, arrived) }
  }

  @usableFromInline var sampleBuffer: UnsafeBufferPointer<Int16> { UnsafeBufferPointer(samples) }

  /// The smallest and largest value. Costs a pass over the volume.
  public var valueRange: ClosedRange<Double> {
    withSamples { s in
      var low = Int16.max, high = Int16.min
      for x in s {
        low = min(low, x)
        high = max(high, x)
      }
      let a = rescale.value(low), b = rescale.value(high)
      return min(a, b)...max(a, b)
    }
  }

  // MARK: Arriving

  /// What the loader writes to.
  var storage: UnsafeMutableBufferPointer<Int16> { samples }

  /// For the one loading thread. Slices that border on neither an end nor what is there are passed over.
  func publish(_ slices: Range<Int>) {
    let n = published.load(ordering: .relaxed)
    guard !slices.isEmpty, n != Self.whole else { return }
    if n >= 0, slices.lowerBound == n {
      published.store(slices.upperBound, ordering: .releasing)
    } else if n <= 0, slices.upperBound == size.k + n {
      published.store(slices.lowerBound - size.k, ordering: .releasing)
    }
  }

  func complete() { published.store(Self.whole, ordering: .releasing) }
}
