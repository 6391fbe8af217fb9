import StyletImaging

/// Every lesion that is drawn: the connected pieces of each finding, found and measured at one time.
///
/// It keeps nothing of the labels: whoever holds one does not make the next stroke copy them. A stroke makes it out of
/// date; a lesion is found again in a newer one by any voxel that it has kept (``Lesion/middle``).
public struct LesionCatalogue: Sendable {
  /// How lesions are listed.
  public enum Order: Sendable {
    /// The largest first; of the same size the one nearer to the head.
    case size
    /// From head to feet by the uppermost slice; on the same slice the one further to the front.
    case position
  }

  /// By size. A lesion's number is its place here, counted from 1.
  public let lesions: [Lesion]
  public let neighbourhood: Neighbourhood
  private let components: ConnectedRuns
  /// The place in `lesions` of each component, and back.
  private let places: [Int]
  private let numbers: [Int]

  /// - Parameters:
  ///   - volume: complete, of the labels' size.
  ///   - wanted: the findings to list; all when nil.
  /// - Cost: the bricks of the slices that have a label, and the voxels drawn.
  public init(
    _ labels: LabelMap, volume: Volume, neighbourhood: Neighbourhood = .corners, only wanted: Set<UInt8>? = nil
  ) {
    precondition(labels.size == volume.size, "labels of another grid")
    self.neighbourhood = neighbourhood
    components = ConnectedRuns(labels, neighbourhood)
    var meter = LesionMeter(volume)
    var found: [(lesion: Lesion, component: Int)] = []
    for n in 0..<components.count {
      let runs = components.runs(of: n)
      guard let label = runs.first?.label, wanted?.contains(label) ?? true, let lesion = meter.measure(runs) else {
        continue
      }
      found.append((lesion, n))
    }
    // Components come from the feet up: later ones are nearer to the head.
    found.sort { ($0.lesion.voxels, $0.component) > ($1.lesion.voxels, $1.component) }
    lesions = found.map(\.lesion)
    numbers = found.map(\.component)
    var places = [Int](repeating: -1, count: components.count)
    for (n, each) in found.enumerated() { places[each.component] = n }
    self.places = places
  }

  /// The place in ``lesions`` of the lesion that has a voxel; nil when none has.
  public func place(at v: VoxelIndex) -> Int? {
    components.part(at: v).map { places[$0] }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Places in ``lesions``, in an order.
  public func places(by order: Order) -> [Int] {
    switch order {
    case .size: Array(lesions.indices)
    case .position:
      lesions.indices.sorted {
        let (a, b) = (lesions[$0], lesions[$1])
        return (-a.slices.upperBound, a.rows.lowerBound, a.columns.lowerBound, $0)
          < (-b.slices.upperBound, b.rows.lowerBound, b.columns.lowerBound, $1)
      }
    }
  }

  /// The runs of a lesion by its place in ``lesions``, by k, j and i ascending.
  public func runs(of place: Int) -> [LabelRun] { components.runs(of: numbers[place]) }

  /// Of a lesion's voxels on axial slice `k` the one nearest to (i, j), in mm; nil when it has none there.
  public func nearest(to place: SIMD2<Double>, of lesion: Int, k: Int, on grid: VoxelGrid) -> VoxelIndex? {
    grid.nearest(to: place, in: runs(of: lesion).filter { Int($0.k) == k })
  }
}
