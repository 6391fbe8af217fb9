/// How many voxels have which value, as bars of block characters, with the bands marked below.
public struct HistogramChart: Equatable, Sendable {
  /// A band of values with its name.
  public struct Band: Equatable, Sendable {
    public var name: String
    public var from: Double
    public var to: Double
  }

  /// HU of the first class's lower end, and of each class.
  public var start: Double
  public var width: Double
  /// Of the lungs.
  public var lungs: [Int]
  /// Of the part of them that is lesion; drawn within the bars.
  public var lesion: [Int]
  public var bands: [Band]

  /// How many times larger the lesion is drawn, so that its shape can be seen: the greatest of 1, 2, 5, 10, … with which
  /// it is nowhere higher than the lungs' highest bar.
  var magnified: Int {
    let (most, top) = (lesion.max() ?? 0, lungs.max() ?? 0)
    guard most > 0 else { return 1 }
    var best = 1
    for decade in [1, 10, 100, 1000, 10_000] {
      for step in [1, 2, 5] where most <= top / (step * decade) { best = step * decade }
    }
    return best
  }
}
