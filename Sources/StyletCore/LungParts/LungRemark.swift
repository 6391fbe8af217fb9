import StyletBase
import StyletImaging

/// What is to be looked at of lungs that a program found, and where.
public struct LungRemark: Hashable, Sendable {
  public var badge: LungBadge
  /// Where to look, a voxel of the scan in canonical order; nil for what has no one place.
  public var place: VoxelIndex?
  /// k, base 0: the first and the last axial slice that it concerns; nil for the whole scan.
  public var slices: ClosedRange<Int>?
  /// Who has looked at it; nil while nobody has.
  public var seen: Seen?

  public struct Seen: Hashable, Sendable {
    public var reader: String
    /// UTC, ISO 8601.
    public var time: String

    public init(reader: String, time: String) {
      self.reader = reader
      self.time = time
    }

    package var json: JSONObject { ["reader": .string(reader), "time": .string(time)] }
  }

  public init(_ badge: LungBadge, at place: VoxelIndex? = nil, slices: ClosedRange<Int>? = nil) {
    self.badge = badge
    self.place = place
    self.slices = slices
  }

  /// Where a key leads from a voxel: to the place, else to the middle of the slices concerned; nil without either.
  public func target(from here: VoxelIndex, in size: GridSize) -> VoxelIndex? {
    if let place { return size.clamp(place) }
    return slices.map { size.clamp(VoxelIndex(here.i, here.j, $0.lowerBound + ($0.count - 1) / 2)) }
  }
}

extension [LungRemark] {
  /// The remarks without their places. Those that stay keep theirs.
  package var badges: [LungBadge] {
    get { map(\.badge) }
    set {
      var known = self
      self = newValue.map { badge in
        let at = known.firstIndex { $0.badge == badge }
        return at.map { known.remove(at: $0) } ?? LungRemark(badge)
      }
    }
  }
}

/// Remarks as entries of the project file: an object whose first member is named after the badge and has its numbers.
/// Behind it stand `slices`, `voxel` and `seen`, which older programs pass over.
extension LungRemark {
  /// nil when the badge is none of this version.
  init?(_ entry: JSONValue) {
    guard let badge = entry.object.flatMap(LungBadge.init) else { return nil }
    self.init(
      badge, at: entry.object?["voxel"].flatMap(VoxelIndex.init), slices: entry.object?["slices"].flatMap(\.slices))
    seen = entry.object?["seen"]?.object.map {
      Seen(reader: $0["reader"]?.string ?? "", time: $0["time"]?.string ?? "")
    }
  }

  /// nil when a number of the badge is none that JSON has words for.
  package var json: JSONObject? {
    guard let (name, content) = badge.stated else { return nil }
    var entry: JSONObject = [name: .object(content)]
    entry["slices"] = slices.map(JSONValue.init)
    entry["voxel"] = place.map(JSONValue.init)
    entry["seen"] = seen.map { .object($0.json) }
    return entry
  }
}

extension JSONValue {
  /// First and last slice, base 0.
  package init(_ slices: ClosedRange<Int>) { self = .array([.int(slices.lowerBound), .int(slices.upperBound)]) }

  package init(_ v: VoxelIndex) { self = .array([.int(v.i), .int(v.j), .int(v.k)]) }

  /// nil unless first and last slice that a grid may have, in this order.
  package var slices: ClosedRange<Int>? {
    guard let list = array, list.count == 2, let low = list[0].int, let high = list[1].int,
      0 <= low, low <= high, high < GridSize.maximumExtent
    else { return nil }
    return low...high
  }
}

extension VoxelIndex {
  /// nil unless three whole numbers that an index of a grid may have.
  package init?(_ value: JSONValue) {
    let list = (value.array ?? []).compactMap(\.int).filter { (0..<GridSize.maximumExtent).contains($0) }
    guard list.count == 3, value.array?.count == 3 else { return nil }
    self.init(list[0], list[1], list[2])
  }
}
