import StyletBase
import StyletImaging

/// A limit between zones as a project keeps it: a landmark of its own, so that undo, journal and file have it.
public enum ZoneMark: String, Hashable, Sendable, CaseIterable {
  /// Between upper and middle.
  case carina = "zone-carina"
  /// Between middle and lower.
  case veins = "zone-veins"

  /// The landmark's id.
  public var id: String { rawValue }

  /// The landmark's name.
  public var name: String { self == .carina ? "carina" : "inferior pulmonary veins" }
}

extension Landmark {
  /// Of a zone's limit: how it was found; nil for others. A word that is not known counts as a reader's.
  public var zoneSource: LungZones.Source? {
    get {
      guard ZoneMark(rawValue: id) != nil else { return nil }
      return others["source"]?.string.flatMap(LungZones.Source.init(rawValue:)) ?? .reader
    }
    set { others["source"] = newValue.map { .string($0.rawValue) } }
  }
}

extension LungZones {
  /// The limits that the project's landmarks set. Where one is missing it is a third of the lungs' height: of what lies
  /// below the carina where that leaves less, or the middle of what lies above veins that are higher. Veins above the
  /// carina's landmark count as missing.
  /// - Parameter lungs: the slices that have lung.
  public init(_ landmarks: [Landmark], lungs: ClosedRange<Int>) {
    func limit(_ mark: ZoneMark) -> Limit? {
      landmarks.first { $0.id == mark.id }.flatMap { landmark in
        // far beyond any grid is no slice
        guard abs(landmark.point.z) < 1e7 else { return nil }
        return Limit(k: Int(landmark.point.z.rounded()), source: landmark.zoneSource ?? .reader)
      }
    }
    let thirds = LungZones.proposed(lungs: lungs, carina: nil, rightDome: nil)
    let top = Double(lungs.upperBound) + 1
    let above = limit(.veins).flatMap { veins in
      let isHigh = veins.k > thirds.carina.k && veins.k <= lungs.upperBound
      return isHigh ? Limit(k: Int(((Double(veins.k) + top) / 2).rounded()), source: .thirds) : nil
    }
    let carina = limit(.carina) ?? above ?? thirds.carina
    let middle = (Double(lungs.lowerBound) + Double(carina.k)) / 2
    let below = Limit(k: min(thirds.veins.k, Int(middle.rounded())), source: .thirds)
    let veins = limit(.veins).flatMap { $0.k <= carina.k ? $0 : nil }
    self.init(carina: carina, veins: veins ?? below)
  }
}

extension Annotations {
  /// The landmark that sets a limit, and its place in the list.
  package func zoneMark(_ mark: ZoneMark, on grid: VoxelGrid) -> (at: Int, landmark: Landmark)? {
    for (at, entry) in landmarks.enumerated() {
      guard let landmark = Landmark(entry, on: grid), landmark.id == mark.id else { continue }
      return (at, landmark)
    }
    return nil
  }

  /// The edit that puts a limit at a voxel's slice: of the zone above, the voxel's is the lowest one. nil when that
  /// changes nothing.
  /// - Parameter reader: who moved it; nil for what a program found.
  public func settingZone(
    _ mark: ZoneMark, at voxel: VoxelIndex, source: LungZones.Source = .reader, reader: String? = nil,
    time: String? = nil, on grid: VoxelGrid
  ) -> Edit? {
    guard grid.size.contains(voxel) else { return nil }
    let old = zoneMark(mark, on: grid)
    if let old, old.landmark.voxel(in: grid.size) == voxel, old.landmark.zoneSource == source { return nil }
    var landmark = old?.landmark ?? Landmark(id: mark.id, name: mark.name, point: SIMD3(voxel))
    landmark.point = SIMD3(voxel)
    landmark.zoneSource = source
    (landmark.reader, landmark.time) = (reader, time)
    let name = StepName.words("tool.zone-limit", ["limit": mark.rawValue]), entry = landmark.json(grid)
    guard let old else { return adding(entry, to: .landmarks, name: name, tool: "zone") }
    return replacing(old.at, of: .landmarks, with: entry, name: name, tool: "zone")
  }

  /// The changes that write down the limits found with the lungs. One that a reader has set stays, one that lies beyond
  /// it is not taken, and one that is a third of the height is none: without a landmark it follows the lungs.
  public func proposing(_ zones: LungZones, at voxel: VoxelIndex, time: String? = nil, on grid: VoxelGrid)
    -> [AnnotationChange]
  {
    var next = self
    var changes: [AnnotationChange] = []
    for (mark, limit) in [(ZoneMark.carina, zones.carina), (.veins, zones.veins)] {
      let old = next.zoneMark(mark, on: grid)
      if old?.landmark.zoneSource == .reader { continue }
      let other = next.zoneMark(mark == .carina ? .veins : .carina, on: grid)?.landmark
      if let other, other.zoneSource == .reader, limit.source != .thirds {
        let k = other.point.z.rounded()
        if mark == .carina ? Double(limit.k) < k : Double(limit.k) > k { continue }
      }
      let edit: Edit? =
        if limit.source == .thirds {
          old.flatMap { next.replacing($0.at, of: .landmarks, with: nil, name: "", tool: "zone") }
        } else {
          next.settingZone(
            mark, at: VoxelIndex(voxel.i, voxel.j, limit.k), source: limit.source, time: time, on: grid)
        }
      guard let edit, next.apply(ifFitting: edit.annotations) else { continue }
      changes += edit.annotations
    }
    return changes
  }
}

extension Landmark {
  /// Its name for people; that of a zone's limit is the program's. What stands in for a landmark is not called one.
  public var said: String {
    if zoneSource == .proxy { return words("core.landmark-proxy", ["id": id]) }
    guard ZoneMark(rawValue: id)?.name == name else { return name }
    return words("core.landmark", ["id": id])
  }
}

extension StepName {
  /// "Landmark apex", "Delete Landmark apex"; of a zone's limit, which each language has a name for, "Delete Zone limit,
  /// carina".
  public static func marked(_ landmark: Landmark, _ act: MarkAct = .draw) -> StepName {
    guard let limit = ZoneMark(rawValue: landmark.id), limit.name == landmark.name else {
      return .words("tool.landmark", ["act": act.rawValue, "name": landmark.name])
    }
    return .words("tool.zone-mark", ["act": act.rawValue, "limit": limit.rawValue])
  }
}
