import StyletImaging

/// Shows axial slices as the planes of a stack are decoded, from the first end on that has one.
final class PublishedPlanes {
  private let inlet: VolumeInlet
  private let storage: StorageOrder
  private var isThere: [Bool]
  /// Planes 0..<whole are there.
  private var whole = 0

  /// - Parameters:
  ///   - count: of planes.
  ///   - storage: where the grid's axes lie in the planes; the third stored axis counts them.
  init(_ count: Int, storage: StorageOrder, to inlet: VolumeInlet) {
    self.inlet = inlet
    self.storage = storage
    isThere = [Bool](repeating: false, count: count)
  }

  /// Where the stack's planes are no axial slices, none is whole before the end.
  func take(_ plane: Int) {
    guard storage.axes.z == 2 else { return }
    isThere[plane] = true
    let first = whole
    while whole < isThere.count, isThere[whole] { whole += 1 }
    guard whole > first else { return }
    let slices = first..<whole
    inlet.publish(storage.flipped[2] == 1 ? isThere.count - slices.upperBound..<isThere.count - first : slices)
  }
}
