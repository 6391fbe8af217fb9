import StyletImaging

/// Measures one lesion after another. Cost: the voxels of each.
struct LesionMeter {
  private let volume: Volume
  private var caliper: AxialCaliper

  /// - Parameter volume: must be complete.
  init(_ volume: Volume) {
    self.volume = volume
    caliper = AxialCaliper(volume.grid.affine)
  }

  /// - Parameter runs: all of a lesion's, by k, j and i ascending; nil when there are none.
  mutating func measure(_ runs: [LabelRun]) -> Lesion? {
    guard let first = runs.first, let last = runs.last else { return nil }
    caliper.reset()
    var box = (i: first.low...first.high, j: first.j...first.j)
    var sums = Sums()
    var largest = (voxels: 0, runs: 0..<0)
    var start = 0
    while start < runs.count {
      var end = start
      var voxels = 0
      while end < runs.count, runs[end].k == runs[start].k {
        let run = runs[end]
        box.i = min(box.i.lowerBound, run.low)...max(box.i.upperBound, run.high)
        box.j = min(box.j.lowerBound, run.j)...max(box.j.upperBound, run.j)
        voxels += run.count
        end += 1
      }
      if voxels > largest.voxels { largest = (voxels, start..<end) }
      caliper.measure(runs[start..<end])
      start = end
    }
    sums.add(runs, volume)
    let n = Double(sums.voxels)
    guard let diameters = caliper.diameters,
      let middle = volume.grid.nearest(to: Self.centre(runs[largest.runs]), in: runs[largest.runs])
    else { return nil }
    let rescale = volume.rescale
    let mean = Double(sums.samples) / n
    let ends = (rescale.value(sums.low), rescale.value(sums.high))
    return Lesion(
      label: first.label, voxels: sums.voxels, millilitres: n * volume.grid.voxelVolume / 1000,
      slices: Int(first.k)...Int(last.k), columns: Int(box.i.lowerBound)...Int(box.i.upperBound),
      rows: Int(box.j.lowerBound)...Int(box.j.upperBound),
      centroid: volume.grid.affine.patient(of: sums.indices / n), mean: rescale.value(mean),
      deviation: abs(rescale.slope) * max(sums.squares / n - mean * mean, 0).squareRoot(),
      low: min(ends.0, ends.1), high: max(ends.0, ends.1), diameters: diameters, middle: middle)
  }

  /// The mean index (i, j) of voxels on one slice.
  private static func centre(_ runs: ArraySlice<LabelRun>) -> SIMD2<Double> {
    var sum = SIMD2<Double>.zero, voxels = 0.0
    for run in runs {
      let n = Double(run.count)
      sum += SIMD2(Double(run.low) + Double(run.high), 2 * Double(run.j)) * (n / 2)
      voxels += n
    }
    return sum / voxels
  }

  private struct Sums {
    var voxels = 0
    var indices = SIMD3<Double>.zero
    var samples = 0
    var squares = 0.0
    var low = Int16.max
    var high = Int16.min

    mutating func add(_ runs: [LabelRun], _ volume: Volume) {
      let size = volume.size
      volume.withSamples { samples in
        for run in runs {
          let count = run.count
          let n = Double(count)
          indices += SIMD3((Double(run.low) + Double(run.high)) / 2, Double(run.j), Double(run.k)) * n
          voxels += count
          let first = (Int(run.k) * size.j + Int(run.j)) * size.i + Int(run.low)
          // A row has at most 2²⁰ voxels: its sums are exact in Int.
          var sum = 0, square = 0
          for x in samples[first..<first + count] {
            sum &+= Int(x)
            square &+= Int(x) &* Int(x)
            low = min(low, x)
            high = max(high, x)
          }
          self.samples += sum
          squares += Double(square)
        }
      }
    }
  }
}

extension Rescale {
  /// Of a mean of samples.
  fileprivate func value(_ mean: Double) -> Double { slope * mean + intercept }
}
