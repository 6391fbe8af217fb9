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
/// Filled once, by its initialiser, and never changed after: it is shared between threads without a lock.
/// The samples take `2 · grid.size.count` bytes and are not copied.
public final class Volume: @unchecked Sendable {
  public let grid: VoxelGrid
  public let rescale: Rescale
  private let samples: UnsafeMutableBufferPointer<Int16>

  /// - Parameter fill: gets the whole buffer, zeroed, canonical order, and must write what it wants kept.
  /// - Throws: ``OutOfMemory``, or what `fill` throws.
  public convenience init(
    grid: VoxelGrid, rescale: Rescale = .identity, fill: (UnsafeMutableBufferPointer<Int16>) throws -> Void
  ) throws {
    try self.init(
      on: grid,
      fillingAndRescaling: { buffer in
        try fill(buffer)
        return rescale
      })
  }

  /// As ``init(grid:rescale:fill:)``, for a source whose rescale is known only once its voxels were seen.
  /// - Parameter fill: also returns the rescale of what it wrote.
  public init(
    on grid: VoxelGrid, fillingAndRescaling fill: (UnsafeMutableBufferPointer<Int16>) throws -> Rescale
  ) throws {
    let buffer = try UnsafeMutableBufferPointer<Int16>.allocateZeroed(count: grid.size.count)
    do {
      rescale = try fill(buffer)
    } catch {
      buffer.deallocateZeroed()
      throw error
    }
    self.grid = grid
    samples = buffer
  }

  deinit { samples.deallocateZeroed() }

  public var size: GridSize { grid.size }

  /// The stored sample of a voxel; `v` must be inside the grid.
  public subscript(_ v: VoxelIndex) -> Int16 {
    precondition(size.contains(v), "voxel outside the grid")
    return samples[(v.k * size.j + v.j) * size.i + v.i]
  }

  /// The value (HU for CT) of a voxel inside the grid.
  public func value(at v: VoxelIndex) -> Double { rescale.value(self[v]) }

  /// All samples, canonical order. The pointer is valid only inside `body`.
  @inlinable
  public func withSamples<R>(_ body: (UnsafeBufferPointer<Int16>) throws -> R) rethrows -> R {
    try withExtendedLifetime(self) { try body(sampleBuffer) }
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
}
