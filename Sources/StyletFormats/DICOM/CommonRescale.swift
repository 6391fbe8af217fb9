import StyletImaging

/// Brings slices with rescales of their own onto one.
struct CommonRescale: Sendable {
  /// What a slice's sample becomes.
  enum Step: Hashable, Sendable {
    /// `sample + n`: exact.
    case shift(Int)
    /// `sample · slope + offset`, rounded.
    case scale(slope: Double, offset: Double)

    /// What a sample becomes, as near as an Int16 can be.
    func sample(of stored: Int) -> Int16 {
      switch self {
      case .shift(let n): Int16(clamping: stored + n)
      case .scale(let slope, let offset): Int16(max(-32768, min(32767, (Double(stored) * slope + offset).rounded())))
      }
    }
  }

  /// Of the volume's samples.
  let rescale: Rescale
  /// One a slice.
  let steps: [Step]

  var isExact: Bool { steps.allSatisfy { if case .shift = $0 { true } else { false } } }

  /// Whether no sample that the slices can hold falls out of the Int16, so that ``apply(_:to:)`` never fails.
  func fitsSurely(_ slices: [SliceHeader]) -> Bool {
    zip(steps, slices).allSatisfy { step, slice in
      guard case .shift(let n) = step, n != 0 else { return true }
      let range = slice.format.range
      return [range.lowerBound, range.upperBound].allSatisfy { end in
        let (sample, overflow) = (end - slice.format.bias).addingReportingOverflow(n)
        return !overflow && Int16(exactly: sample) != nil
      }
    }
  }

  /// Without loss: nil unless every slice has the same slope and intercepts that lie whole steps apart. The
  /// samples may turn out not to fit; see ``apply``.
  static func exact(_ slices: [SliceHeader]) -> CommonRescale? {
    let own = slices.map(\.unpackedRescale)
    guard let first = own.first else { return nil }
    var steps: [Step] = []
    for r in own {
      let apart = (r.intercept - first.intercept) / r.slope
      guard r.slope == first.slope, abs(apart) < 1e6, abs(apart - apart.rounded()) < 1e-6 else { return nil }
      steps.append(.shift(Int(apart.rounded())))
    }
    return CommonRescale(rescale: first, steps: steps)
  }

  /// With rounding: the whole range of values that the slices can have, on 65,536 steps.
  static func rounded(_ slices: [SliceHeader]) -> CommonRescale {
    let own = slices.map(\.unpackedRescale)
    let ends = zip(slices, own).flatMap { slice, r in
      let range = slice.format.range
      let bias = slice.format.bias
      return [range.lowerBound, range.upperBound].map { r.slope * Double($0 - bias) + r.intercept }
    }
    let low = ends.min() ?? 0
    let high = ends.max() ?? 1
    let slope = max((high - low) / 65535, .leastNormalMagnitude)
    let rescale = Rescale(slope: slope, intercept: low + 32768 * slope)
    return CommonRescale(
      rescale: rescale,
      steps: own.map { .scale(slope: $0.slope / slope, offset: ($0.intercept - rescale.intercept) / slope) })
  }

  /// - Returns: false when a sample does not fit in an Int16; what is in `samples` is then of no use.
  static func apply(_ step: Step, to samples: UnsafeMutableBufferPointer<Int16>) -> Bool {
    switch step {
    case .shift(0): return true
    case .shift(let n):
      guard let shift = Int32(exactly: n) else { return false }
      var low = Int32.max
      var high = Int32.min
      for i in samples.indices {
        let x = Int32(samples[i]) &+ shift
        low = min(low, x)
        high = max(high, x)
        samples[i] = Int16(truncatingIfNeeded: x)
      }
      return low >= Int32(Int16.min) && high <= Int32(Int16.max)
    case .scale(let slope, let offset):
      for i in samples.indices {
        let x = (Double(samples[i]) * slope + offset).rounded()
        samples[i] = Int16(max(-32768, min(32767, x)))
      }
      return true
    }
  }
}

extension SliceHeader {
  /// Of the samples as they are unpacked, ``PixelFormat/bias`` taken off.
  var unpackedRescale: Rescale {
    Rescale(slope: rescale.slope, intercept: rescale.intercept + rescale.slope * Double(format.bias))
  }
}
