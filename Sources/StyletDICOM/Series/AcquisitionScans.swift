import StyletBase
import StyletImaging

extension AcquisitionKeys {
  /// More values of a key than this are no scans.
  private static let most = 512

  /// The slices as scans that each could be one volume, and in what words they differ.
  ///
  /// Slices that a key tells apart are scans of their own where they lie among one another: a step-and-shoot scan gives
  /// each turn a number, but its turns lie side by side. Those that lie side by side stay together, by the keys' order,
  /// unless the key says that their positions are of different places.
  /// A slice that does not state a key goes with those that do.
  ///
  /// - Parameter slices: of one shape.
  /// - Returns: the most slices first.
  static func scans(_ slices: [SliceHeader]) -> [(slices: [SliceHeader], words: String)] {
    var scans = [(slices: slices, words: "")]
    for (n, key) in keys.enumerated() {
      scans = scans.flatMap { scan in
        split(scan.slices, by: n).map { slices, value in
          (
            slices,
            value.map { [scan.words, "\(key.name) \($0)"].filter { !$0.isEmpty }.joined(separator: ", ") } ?? scan.words
          )
        }
      }
    }
    scans = scans.flatMap { scan in
      InterleavedScans.scans(scan.slices).map { slices, words in
        (slices, [scan.words, words].filter { !$0.isEmpty }.joined(separator: ", "))
      }
    }
    return scans.sorted { $0.slices.count > $1.slices.count }
  }

  private struct Part {
    let value: String
    var slices: [SliceHeader]
    let heights: ClosedRange<Double>
  }

  private static func split(_ slices: [SliceHeader], by key: Int) -> [(slices: [SliceHeader], value: String?)] {
    let stated = Dictionary(grouping: slices.filter { $0.acquisitionKeys.values[key] != nil }) {
      $0.acquisitionKeys.values[key]!
    }
    guard stated.count > 1, stated.count <= most, let normal = slices.first?.normal else { return [(slices, nil)] }
    func order(_ text: String) -> (Int, String) { (Int(text) ?? .max, text) }
    let parts = stated.sorted { order($0.key) < order($1.key) }.map { value, slices in
      let heights = slices.map { dot($0.position, normal) }
      return Part(value: value, slices: slices, heights: (heights.min() ?? 0)...(heights.max() ?? 0))
    }
    var scans: [[Part]] = []
    let isScattered =
      keys[key].tag.dictionaryVR == .ui && SeriesUnity.isOneEach(stated, of: stated.values.flatMap { $0 })
    let areApart = keys[key].isOfPlace && !isScattered
    for part in parts {
      let at = areApart ? nil : scans.firstIndex { $0.allSatisfy { !areMixed($0.heights, part.heights) } }
      if let at { scans[at].append(part) } else { scans.append([part]) }
    }
    guard scans.count > 1 else { return [(slices, nil)] }
    let largest = scans.indices.max { count(scans[$0]) < count(scans[$1]) } ?? 0
    let silent = slices.filter { $0.acquisitionKeys.values[key] == nil }
    return scans.enumerated().map { n, scan in
      let value =
        scan.count == 1
        ? scan[0].value : words("scan.and-more", ["named": scan[0].value, "count": scan.count - 1])
      return (scan.flatMap(\.slices) + (n == largest ? silent : []), value)
    }
  }

  private static func count(_ parts: [Part]) -> Int { parts.reduce(0) { $0 + $1.slices.count } }

  /// Whether the shorter of two lies by more than half within the other: neighbours may share a slice's width.
  static func areMixed(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Bool {
    let shared = min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound)
    let shorter = min(a.upperBound - a.lowerBound, b.upperBound - b.lowerBound)
    return shared >= 0 && shared >= shorter / 2
  }
}
