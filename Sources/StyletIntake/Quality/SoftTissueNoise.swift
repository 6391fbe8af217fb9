import StyletImaging

/// How noisy a scan is, HU: the most frequent standard deviation of small windows in soft tissue (Christianson et al.,
/// "Automated technique to measure noise in clinical CT examinations", AJR 2015;205:W93-W99: soft tissue by threshold, a
/// map of local deviations, the mode of their histogram). Windows of 7x7 voxels, every fourth voxel, of up to 24 axial
/// planes; soft tissue where the mean is 0...100 HU and no voxel beyond -100...200 HU.
enum SoftTissueNoise {
  private static let side = 7, step = 4, planes = 24
  /// HU.
  private static let bin = 0.5
  /// Fewer windows say nothing.
  private static let fewest = 200

  /// - Returns: nil where there is too little soft tissue.
  static func of(_ volume: Volume) -> Double? {
    let size = volume.grid.size, rescale = volume.rescale
    guard size.i >= side, size.j >= side, rescale.slope != 0 else { return nil }
    let pace = max(1, size.k / planes)
    var histogram = [Int](repeating: 0, count: 200), count = 0
    let low = -100.0, high = 200.0
    volume.withSamples { samples in
      for k in stride(from: pace / 2, to: size.k, by: pace) {
        for j in stride(from: 0, through: size.j - side, by: step) {
          windows: for i in stride(from: 0, through: size.i - side, by: step) {
            var sum = 0.0, squares = 0.0
            for y in j..<j + side {
              let row = (k * size.j + y) * size.i
              for x in i..<i + side {
                let value = rescale.value(samples[row + x])
                guard value >= low, value <= high else { continue windows }
                sum += value
                squares += value * value
              }
            }
            let n = Double(side * side), mean = sum / n
            guard mean >= 0, mean <= 100 else { continue }
            let deviation = (max(0, squares - n * mean * mean) / (n - 1)).squareRoot()
            count += 1
            let at = Int(deviation / bin)
            if histogram.indices.contains(at) { histogram[at] += 1 }
          }
        }
      }
    }
    guard count >= fewest else { return nil }
    // Over three bins, so that one odd bin is not the mode.
    let smooth = histogram.indices.map { n in
      (max(0, n - 1)...min(histogram.count - 1, n + 1)).reduce(0) { $0 + histogram[$1] }
    }
    guard let mode = smooth.indices.max(by: { smooth[$0] < smooth[$1] }), smooth[mode] > 0 else { return nil }
    return (Double(mode) + 0.5) * bin
  }
}
