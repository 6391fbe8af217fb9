import StyletImaging

/// Values of a rectangle of an axial slice as 32-bit floats; outside the grid those of its edge.
struct CTPatch {
  let box: SliceBox
  /// HU, i fastest.
  var values: [Float]

  init(_ volume: Volume, k: Int, box: SliceBox) {
    self.box = box
    let size = volume.size
    let (slope, intercept) = (Float(volume.rescale.slope), Float(volume.rescale.intercept))
    values = [Float](repeating: 0, count: box.count)
    let columns = box.i.map { min(max($0, 0), size.i - 1) }
    volume.withSamples { samples in
      values.withUnsafeMutableBufferPointer { out in
        var n = 0
        for j in box.j {
          let row = (k * size.j + min(max(j, 0), size.j - 1)) * size.i
          for i in columns {
            out[n] = slope * Float(samples[row &+ i]) + intercept
            n &+= 1
          }
        }
      }
    }
  }

  /// Values outside the range become its ends.
  mutating func clamp(to range: ClosedRange<Float>) {
    for n in values.indices { values[n] = min(max(values[n], range.lowerBound), range.upperBound) }
  }

  /// Smoothed by a Gaussian of 0.7 voxels.
  func smoothed() -> CTPatch {
    let b: Float = 0.2054  // what the second neighbours would weigh, 0.0096, goes to the middle
    let middle = 1 - 2 * b
    var out = self
    let (w, h) = (box.width, box.height)
    var lines = values
    for y in 0..<h {
      for x in 0..<w {
        let row = y * w
        lines[row + x] = middle * values[row + x] + b * (values[row + max(x - 1, 0)] + values[row + min(x + 1, w - 1)])
      }
    }
    for y in 0..<h {
      let (up, down) = (max(y - 1, 0) * w, min(y + 1, h - 1) * w)
      for x in 0..<w { out.values[y * w + x] = middle * lines[y * w + x] + b * (lines[up + x] + lines[down + x]) }
    }
    return out
  }
}
