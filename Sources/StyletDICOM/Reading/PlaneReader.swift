/// Reads the planes of a stack, on the stack's common scale; keeps the last two slices, which the next plane that is
/// filled in is likely to lie between too. Used by one thread.
final class PlaneReader {
  /// A sample that an exact common rescale has no room for.
  struct DoesNotFit: Error {}

  private let stack: SliceStack
  private let steps: [CommonRescale.Step]
  private let frames = FrameReader()
  private var kept: [(slice: Int, samples: [Int16])] = []

  /// - Parameter steps: one for each slice of the stack.
  init(_ stack: SliceStack, _ steps: [CommonRescale.Step]) {
    self.stack = stack
    self.steps = steps
  }

  /// Fills `out` with a frame's samples.
  func read(_ plane: StackPlane, into out: UnsafeMutableBufferPointer<Int16>) throws {
    guard plane.isFilledIn else { return try read(plane.lower, into: out) }
    let (a, b) = (try slice(plane.lower, but: plane.upper), try slice(plane.upper, but: plane.lower))
    blend(a, b, plane.weight, padding(plane.lower), padding(plane.upper), into: out)
  }

  private func read(_ slice: Int, into out: UnsafeMutableBufferPointer<Int16>) throws {
    try frames.read(stack.slices[slice], into: out)
    guard CommonRescale.apply(steps[slice], to: out) else { throw DoesNotFit() }
  }

  private func slice(_ slice: Int, but other: Int) throws -> [Int16] {
    if let known = kept.first(where: { $0.slice == slice }) { return known.samples }
    let count = stack.slices[slice].format.pixels
    let samples = try [Int16](unsafeUninitializedCapacity: count) { buffer, filled in
      buffer.initialize(repeating: 0)
      filled = count
      try read(slice, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
    if kept.count == 2 { kept.removeAll { $0.slice != other } }
    kept.append((slice, samples))
    return samples
  }

  /// The padding values of a slice as samples of the stack.
  private func padding(_ n: Int) -> ClosedRange<Int16>? {
    let slice = stack.slices[n]
    guard let padding = slice.padding else { return nil }
    let ends = [padding.lowerBound, padding.upperBound].map { steps[n].sample(of: $0 - slice.format.bias) }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  /// Between a voxel and one outside the picture there is nothing to be interpolated: the nearer one is taken.
  private func blend(
    _ a: [Int16], _ b: [Int16], _ weight: Double, _ noneA: ClosedRange<Int16>?, _ noneB: ClosedRange<Int16>?,
    into out: UnsafeMutableBufferPointer<Int16>
  ) {
    let part = Float(weight)
    let lowA = noneA?.lowerBound ?? 1
    let highA = noneA?.upperBound ?? 0
    let lowB = noneB?.lowerBound ?? 1
    let highB = noneB?.upperBound ?? 0
    let nearA = weight < 0.5
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for n in 0..<min(out.count, a.count, b.count) {
          let x = a[n]
          let y = b[n]
          if (x >= lowA && x <= highA) != (y >= lowB && y <= highB) {
            out[n] = nearA ? x : y
          } else {
            let between = Float(x) + part * (Float(y) - Float(x))
            out[n] = Int16(max(-32768, min(32767, between.rounded())))
          }
        }
      }
    }
  }
}
