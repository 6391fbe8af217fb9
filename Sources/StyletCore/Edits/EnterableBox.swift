import StyletImaging

extension FloodBox {
  /// What may be entered from `centre`: within `radius` mm of it, as far as the context lets its finding be drawn
  /// there or it is there already; ``open`` where the sample is in `samples`, ``unlike`` where it is not.
  init(box: VoxelBox, context: ToolContext, around centre: VoxelIndex, radius: Double, samples: ClosedRange<Int16>) {
    var states = [UInt8](repeating: FloodBox.closed, count: box.count)
    let rights = DrawingRights(context)
    let spacing = context.volume.grid.spacing, size = context.volume.size
    var may = [Bool](repeating: false, count: box.i.count)
    context.volume.withSamples { all in
      var n = 0
      for k in box.k {
        let dk = Double(k - centre.k) * spacing.z
        for j in box.j {
          let dj = Double(j - centre.j) * spacing.y
          let left = radius * radius - dk * dk - dj * dj
          guard left >= 0 else {
            n &+= box.i.count
            continue
          }
          let reach = left.squareRoot() / spacing.x
          rights.read(j: j, k: k, box.i, into: &may)
          let first = (k * size.j + j) * size.i
          for i in box.i {
            if may[i &- box.i.lowerBound], abs(Double(i &- centre.i)) <= reach {
              let sample = all[first &+ i]
              states[n] = sample >= samples.lowerBound && sample <= samples.upperBound ? Self.open : Self.unlike
            }
            n &+= 1
          }
        }
      }
    }
    self.init(box: box, states: states)
  }
}
