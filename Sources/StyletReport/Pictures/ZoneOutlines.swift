import StyletBase

/// The outlines of a ``ZonePicture`` as a file keeps them.
public struct ZoneOutlines: Hashable, Sendable {
  let size: SIMD2<Double>
  let zones: [ZonePicture.Zone]

  public init(_ picture: ZonePicture) { (size, zones) = (picture.size, picture.zones) }

  public var picture: ZonePicture { ZonePicture(zones: zones, size: size) }

  private static let most = 400

  /// mm, to a tenth.
  package var json: JSONObject {
    func pair(_ p: SIMD2<Double>) -> [JSONValue] { [p.x, p.y].map { .double(($0 * 10).rounded() / 10) } }
    return [
      "size": .array(pair(size)),
      "zones": .array(
        zones.map { zone in
          .object([
            "zone": .int(zone.number), "middle": .array(pair(zone.middle)),
            "outline": .array(zone.outline.flatMap(pair)),
          ])
        }),
    ]
  }

  package init?(_ f: inout FieldReader) {
    func isPlace(_ x: Double) -> Bool { abs(x) <= 10_000 }
    guard let size = f.numbers("size", count: 2), size.allSatisfy({ $0 > 0 && isPlace($0) }) else {
      _ = f.array("zones")
      return nil
    }
    self.size = SIMD2(size[0], size[1])
    var zones: [ZonePicture.Zone] = []
    for var entry in f.readers("zones", required: true).prefix(6) {
      let number = entry.int("zone", in: 0...5), middle = entry.numbers("middle", count: 2)
      let line = entry.array("outline", required: true).prefix(2 * Self.most).compactMap(\.double)
      entry.refuseOthers()
      guard let number, let middle, middle.allSatisfy(isPlace), line.count >= 4, line.allSatisfy(isPlace) else {
        continue
      }
      let points = stride(from: 0, to: line.count - 1, by: 2).map { SIMD2(line[$0], line[$0 + 1]) }
      zones.append(ZonePicture.Zone(number: number, outline: points, middle: SIMD2(middle[0], middle[1])))
    }
    self.zones = zones
  }
}
