import Foundation
import StyletImaging

/// The voxels of one finding as a project file has them: ranges of pixel numbers by axial slice.
struct DrawnVoxels {
  private var slices: [Int: IndexSet] = [:]

  /// - Parameter label: the finding; all findings when nil.
  init(project path: String, label: Int?) throws {
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
    let project = json as? [String: Any] ?? [:]
    let grid = (project["scan"] as? [String: Any])?["grid"] as? [String: Any]
    let size = grid?["size"] as? [Int] ?? []
    for layer in project["layers"] as? [[String: Any]] ?? [] where layer["name"] as? String == LabelLayer.findings {
      for slice in layer["slices"] as? [[String: Any]] ?? [] {
        guard let k = slice["k"] as? Int, let runs = slice["runs"] as? String, size.count == 3 else { continue }
        if let label, slice["label"] as? Int != label { continue }
        for range in try Runs.decode(runs, pixels: size[0] * size[1]) { slices[k, default: []].insert(integersIn: range) }
      }
    }
  }

  private init(_ slices: [Int: IndexSet]) { self.slices = slices }

  var count: Int { slices.values.reduce(0) { $0 + $1.count } }

  func intersection(_ other: DrawnVoxels) -> DrawnVoxels {
    DrawnVoxels(slices.reduce(into: [:]) { $0[$1.key] = $1.value.intersection(other.slices[$1.key] ?? []) })
  }

  func dice(_ other: DrawnVoxels) -> Double {
    let both = count + other.count
    return both == 0 ? 1 : 2 * Double(intersection(other).count) / Double(both)
  }

  /// What more than half of `truths` have.
  static func majority(_ truths: [DrawnVoxels]) -> DrawnVoxels {
    var out: [Int: IndexSet] = [:]
    for k in Set(truths.flatMap(\.slices.keys)) {
      var votes: [Int: Int] = [:]
      for truth in truths { for pixel in truth.slices[k] ?? [] { votes[pixel, default: 0] += 1 } }
      out[k] = IndexSet(votes.filter { 2 * $0.value > truths.count }.keys)
    }
    return DrawnVoxels(out)
  }

  /// The parts that hang together, by faces and slices, the largest first.
  func lesions(width: Int) -> [DrawnVoxels] {
    var rest = Set(slices.flatMap { k, pixels in pixels.map { [k, $0] } })
    var parts: [DrawnVoxels] = []
    while let first = rest.first {
      rest.remove(first)
      var part: [Int: IndexSet] = [:]
      var waiting = [first]
      while let at = waiting.popLast() {
        part[at[0], default: []].insert(at[1])
        for step in [[0, 1], [0, -1], [0, width], [0, -width], [1, 0], [-1, 0]] {
          let next = [at[0] + step[0], at[1] + step[1]]
          if rest.remove(next) != nil { waiting.append(next) }
        }
      }
      parts.append(DrawnVoxels(part))
    }
    return parts.sorted { $0.count > $1.count }
  }

  /// Of this lesion, how well `drawn` has it: Dice with the part of `drawn` that is nearer to it than to the others.
  func dice(in drawn: [DrawnVoxels]) -> Double {
    let own = drawn.filter { $0.intersection(self).count > 0 }
    let merged = own.reduce(into: [Int: IndexSet]()) { all, part in
      all.merge(part.slices) { $0.union($1) }
    }
    return dice(DrawnVoxels(merged))
  }
}
