import StyletBase
import StyletFiles
import StyletImaging

/// A volume to look at while the files of a series come, in any order. It never becomes complete: whoever measures or
/// draws reads the files anew, once all of them are there.
///
/// Where the slices lie is told beforehand; size, directions and scale are those of the first file. A slice that turns
/// out to be of another kind, or to lie elsewhere, is not shown.
package final class ArrivingSlices: Sendable {
  private struct Waiting {
    var paths: [String] = []
    var progress = 0.0
  }

  package let arrival: LoadingVolume
  private let waiting = Monitor(Waiting())

  /// - Parameters:
  ///   - path: the first file.
  ///   - places: where the centre of the first pixel of each slice lies, LPS, mm; in any order.
  /// - Throws: a ``Failure`` where the file is no slice, or the places make no even stack of slices.
  package init(_ path: String, places: [SIMD3<Double>]) throws {
    let first = try Self.slice(path)
    guard let rescale = CommonRescale.exact([first]) else { throw Self.noStack }
    let stack = try SliceStack(places.map(first.moved)) { _, _ in false }
    try PlausibleSize.check(voxels: stack.grid.size.count, stored: first.dataSize * places.count)
    waiting.withLock { $0.paths = [path] }
    arrival = try Failure.naming(path) { [waiting] in
      try LoadingVolume(on: stack.grid, rescale: rescale.rescale, acquisition: stack.acquisition) { inlet in
        let filler = Filler(stack, like: first, inlet)
        while true {
          let path = waiting.wait(atMost: 0.1) { $0.paths.isEmpty ? nil : $0.paths.removeFirst() }
          try inlet.note(progress: waiting.withLock { $0.progress })
          // What cannot be read now is said when all is read.
          if let path { try? filler.take(path) }
        }
      }
    }
  }

  /// A further file is there, whole.
  /// - Parameter progress: how much of the series is, 0...1.
  package func take(_ path: String, progress: Double) {
    waiting.change {
      $0.paths.append(path)
      $0.progress = progress
    }
  }

  private static let noStack = Failure(.badData, "the slices make no even stack")

  private static func slice(_ path: String) throws -> SliceHeader {
    let index = try DICOMIndex(paths: [path])
    guard index.series.count == 1, let only = index.series.first, only.all.count == 1, only.first.frames == nil else {
      throw noStack
    }
    try only.first.checkPixels()
    return only.first
  }

  /// Used by the loading thread alone.
  private final class Filler {
    private let stack: SliceStack, first: SliceHeader, inlet: VolumeInlet
    private let reader = FrameReader()
    private var scratch: [Int16]
    /// Axial slices that are there, and from which end on they are shown: nil until one end is there.
    private var isThere: [Bool]
    private var shown: (isFromTop: Bool, count: Int)?

    init(_ stack: SliceStack, like first: SliceHeader, _ inlet: VolumeInlet) {
      (self.stack, self.first, self.inlet) = (stack, first, inlet)
      scratch = [Int16](repeating: 0, count: first.format.pixels)
      isThere = [Bool](repeating: false, count: stack.grid.size.k)
    }

    func take(_ path: String) throws {
      let slice = try ArrivingSlices.slice(path)
      let isAlike =
        slice.format == first.format && slice.unpackedRescale == first.unpackedRescale
        && slice.inverted == first.inverted && slice.spacing == first.spacing
        && length(slice.alongRow - first.alongRow) < 1e-4 && length(slice.alongColumn - first.alongColumn) < 1e-4
      let plane = stack.slices.firstIndex { length($0.position - slice.position) < SliceStack.samePosition }
      guard isAlike, let plane, stack.grid.storage.axes.z == 2 else { return }
      try scratch.withUnsafeMutableBufferPointer { try reader.read(slice, into: $0) }
      let (origin, step) = stack.grid.canonicalLayout, columns = first.format.columns
      for y in 0..<first.format.rows {
        var at = origin + plane * step.z + y * step.y
        for x in 0..<columns {
          inlet.samples[at] = scratch[y * columns + x]
          at += step.x
        }
      }
      publish(stack.grid.storage.flipped[2] == 1 ? isThere.count - 1 - plane : plane)
    }

    /// Slices show in one piece from one end on.
    private func publish(_ k: Int) {
      isThere[k] = true
      let all = isThere.count
      if shown == nil { shown = isThere[0] ? (false, 0) : isThere[all - 1] ? (true, 0) : nil }
      guard let (isFromTop, before) = shown else { return }
      var count = before
      while count < all, isThere[isFromTop ? all - 1 - count : count] { count += 1 }
      guard count > before else { return }
      shown = (isFromTop, count)
      inlet.publish(isFromTop ? all - count..<all - before : before..<count)
    }
  }
}
