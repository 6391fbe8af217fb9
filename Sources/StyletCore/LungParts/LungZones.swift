/// The six zones of the lungs: upper above the carina, middle from there to the level of the inferior pulmonary
/// veins, lower below; of each lung.
///
/// Limits are axial slices of the canonical grid, so that a voxel's zone follows from its lung and its k.
public struct LungZones: Hashable, Sendable, Codable {
  public enum Level: Int, Sendable, Codable, CaseIterable { case upper, middle, lower }

  public enum Source: String, Sendable, Codable {
    /// Found at the landmark.
    case automatic
    /// For the veins: midway between the carina and the right dome of the diaphragm.
    case proxy
    /// Equal thirds of the lungs' height, without the landmark.
    case thirds
    case reader
  }

  /// A limit between two zones.
  public struct Limit: Hashable, Sendable, Codable {
    /// The lowest slice, base 0, that belongs to the zone above.
    public var k: Int
    public var source: Source

    public init(k: Int, source: Source) {
      self.k = k
      self.source = source
    }
  }

  /// Between upper and middle.
  public var carina: Limit
  /// Between middle and lower; never above ``carina``.
  public var veins: Limit

  /// Veins above the carina lie nowhere: they are put at it, and are then nobody's.
  public init(carina: Limit, veins: Limit) {
    self.carina = carina
    self.veins = veins.k <= carina.k ? veins : Limit(k: carina.k, source: .thirds)
  }

  public func level(k: Int) -> Level { k >= carina.k ? .upper : k >= veins.k ? .middle : .lower }

  /// 0...5 for right upper, middle, lower, left upper, middle, lower; nil for what is no lung.
  /// - Parameter lung: 1 right, 2 left.
  public func zone(lung: UInt8, k: Int) -> Int? {
    lung == 1 || lung == 2 ? (Int(lung) - 1) * 3 + level(k: k).rawValue : nil
  }

  /// What is proposed until a reader moves it.
  /// - Parameters:
  ///   - lungs: the slices that have lung.
  ///   - carina: the slice at which the trachea parts.
  ///   - rightDome: the slice of the right dome of the diaphragm.
  public static func proposed(lungs: ClosedRange<Int>, carina: Double?, rightDome: Double?) -> LungZones {
    let height = Double(lungs.count), bottom = Double(lungs.lowerBound)
    func third(_ n: Double) -> Limit { Limit(k: Int((bottom + height * n / 3).rounded()), source: .thirds) }
    guard let carina, carina > bottom, carina < bottom + height else {
      return LungZones(carina: third(2), veins: third(1))
    }
    let upper = Limit(k: Int(carina.rounded()), source: .automatic)
    guard let rightDome, rightDome < carina else {
      // Thirds of the height may lie above a low carina; the middle of what is left lies below it.
      let k = min(third(1).k, Int((bottom + (carina - bottom) / 2).rounded()))
      return LungZones(carina: upper, veins: Limit(k: k, source: .thirds))
    }
    return LungZones(carina: upper, veins: Limit(k: Int(((carina + rightDome) / 2).rounded()), source: .proxy))
  }
}
