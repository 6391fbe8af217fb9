import StyletBase

/// A sagittal slice of a volume in one piece: row k, then j.
final class SagittalSlice: @unchecked Sendable {
  /// The slice, base 0.
  let i: Int
  /// Written once, by ``all(_:of:known:)``.
  let samples: UnsafeMutablePointer<Int16>
  private let buffer: UnsafeMutableBufferPointer<Int16>

  private init(_ i: Int, _ size: GridSize) throws {
    self.i = i
    buffer = try UnsafeMutableBufferPointer<Int16>.allocateZeroed(count: size.j * size.k)
    guard let base = buffer.baseAddress else { throw OutOfMemory(bytes: 0) }
    samples = base
  }

  deinit { buffer.deallocateZeroed() }

  /// Some neighbouring slices of a complete volume, those that are known as they are.
  /// Cost: a cache line for each row of voxels, on all cores; nothing where all are known.
  static func all(_ slices: Range<Int>, of volume: Volume, known: [SagittalSlice]) throws -> [SagittalSlice] {
    let size = volume.size, places = Dictionary(known.map { ($0.i, $0) }, uniquingKeysWith: { one, _ in one })
    let made = try slices.filter { places[$0] == nil }.map { try SagittalSlice($0, size) }
    if !made.isEmpty {
      volume.withSamples { samples in
        guard let from = samples.baseAddress else { return }
        nonisolated(unsafe) let source = from
        let bands = min(16, size.k)
        Parallel.forEach(bands, together: size.j * size.k > 1 << 12) { band in
          for row in size.j * (size.k * band / bands)..<size.j * (size.k * (band + 1) / bands) {
            let line = source + row * size.i
            for slice in made { slice.samples[row] = line[slice.i] }
          }
        }
      }
    }
    let all = places.merging(made.map { ($0.i, $0) }) { one, _ in one }
    return slices.compactMap { all[$0] }
  }
}
