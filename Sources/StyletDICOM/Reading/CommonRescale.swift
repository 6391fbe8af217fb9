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

  /// Whether every value of the slices is one of the common scale.
  let isExact: Bool

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

  /// Without loss, by the headers alone: nil unless every slice has the same slope and intercepts that lie whole steps
  /// apart. The samples may turn out not to fit; see ``apply``.
  static func exact(_ slices: [SliceHeader]) -> CommonRescale? {
    let own = slices.map(\.unpackedRescale)
    guard let first = own.first else { return nil }
    var steps: [Step] = []
    for r in own {
      let apart = (r.intercept - first.intercept) / r.slope
      guard r.slope == first.slope, abs(apart) < 1e6, abs(apart - apart.rounded()) < 1e-6 else { return nil }
      steps.append(.shift(Int(apart.rounded())))
    }
    return CommonRescale(rescale: first, steps: steps, isExact: true)
  }

  /// By what is stored: without loss where all values lie on steps of one size and there are no more than 65,536 of
  /// them from the lowest to the highest; else rounded to as many. It fits always.
  /// - Parameter stored: for each slice between what its unpacked samples lie.
  static func fitting(_ slices: [SliceHeader], _ stored: [ClosedRange<Int16>]) -> CommonRescale {
    let own = slices.map(\.unpackedRescale)
    let ends = zip(stored, own).flatMap { range, r in
      [range.lowerBound, range.upperBound].map { r.slope * Double($0) + r.intercept }
    }
    let low = ends.min() ?? 0, high = ends.max() ?? 1
    let anchor = slices.first?.rescale.intercept ?? 0
    if let step = commonStep(own, from: anchor), (high - low) / step <= 65535.5 {
      func isSample(_ value: Double) -> Bool { Int16(exactly: ((value - anchor) / step).rounded()) != nil }
      // Numbers as they are stored where they fit.
      let intercept = isSample(low) && isSample(high) ? anchor : low + 32768 * step
      let steps = own.map { r -> Step in
        let slope = (r.slope / step).rounded(), offset = ((r.intercept - intercept) / step).rounded()
        if slope == 1, let shift = Int(exactly: offset) { return .shift(shift) }
        return .scale(slope: slope, offset: offset)
      }
      return CommonRescale(rescale: Rescale(slope: step, intercept: intercept), steps: steps, isExact: true)
    }
    let slope = max((high - low) / 65535, .leastNormalMagnitude)
    let rescale = Rescale(slope: slope, intercept: low + 32768 * slope)
    return CommonRescale(
      rescale: rescale,
      steps: own.map { .scale(slope: $0.slope / slope, offset: ($0.intercept - rescale.intercept) / slope) },
      isExact: false)
  }

  /// The widest step that all slopes, and all intercepts from `anchor` on, are whole multiples of; nil where there is
  /// none but for their last digits.
  private static func commonStep(_ rescales: [Rescale], from anchor: Double) -> Double? {
    let slopes = Set(rescales.map { abs($0.slope) }), apart = Set(rescales.map { abs($0.intercept - anchor) })
    guard let least = slopes.min() else { return nil }
    var step = least
    for number in slopes.sorted() + apart.sorted() {
      var rest = number
      while rest > 1e-6 * least {
        let over = abs(step - (step / rest).rounded() * rest)
        (step, rest) = rest < step ? (rest, over) : (step, abs(rest - (rest / step).rounded() * step))
      }
    }
    let isWhole = (slopes.union(apart)).allSatisfy { abs($0 / step - ($0 / step).rounded()) < 1e-3 }
    return isWhole && step > 1e-4 * least ? step : nil
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
