import StyletCore
import StyletImaging

/// Which lung a mask of one value means, or that it means both: by its place to the patient's middle, and by its shape.
///
/// Both lungs lie on both sides of the middle, with the mediastinum between them: along i the mask has two rises and a
/// valley. One lung has one rise and lies on its side. What is neither is for the reader to say.
struct LungMaskSides {
  enum Meaning: Equatable {
    /// - Parameter from: the column i from which on it is the left lung, base 0.
    case both(from: Int)
    /// - Parameter part: `LungLabels.right` or `.left`.
    case one(_ part: UInt8)
    case unclear
  }

  let meaning: Meaning
  /// As much of it on one side of the patient's middle as on the other, more or less: no lung alone lies so.
  let isOnBothSides: Bool

  /// Of less than this share on the other side of the middle nothing is said.
  private static let stray = 0.03
  /// With this share on either side it is both lungs, whatever lies between.
  private static let even = 0.35
  /// The valley between two lungs, as a share of the lower of the two rises, is no more than this.
  private static let valleyDepth = 0.5

  /// - Parameters:
  ///   - columns: the mask's voxels in each column i.
  ///   - middle: the column of the patient's middle, where the scan tells.
  init(columns: [Int], middle: Int?) {
    guard let first = columns.firstIndex(where: { $0 > 0 }), let last = columns.lastIndex(where: { $0 > 0 }) else {
      (meaning, isOnBothSides) = (.unclear, false)
      return
    }
    let valley = Self.valley(columns, first, last)
    let rises = (columns[first...valley].max() ?? 0, columns[valley...last].max() ?? 0)
    let isParted = Double(columns[valley]) <= Self.valleyDepth * Double(min(rises.0, rises.1))
    let right = columns[..<(middle ?? valley)].reduce(0, +), all = columns.reduce(0, +)
    let other = Double(min(right, all - right)) / Double(all)
    isOnBothSides = middle != nil && other >= Self.even
    if isOnBothSides || isParted && other >= Self.stray {
      meaning = .both(from: valley)
    } else if middle != nil, !isParted, other < Self.stray {
      meaning = .one(right > all - right ? LungLabels.right : LungLabels.left)
    } else {
      meaning = .unclear
    }
  }

  /// The column with the fewest voxels in the middle half of those that have any; of several the one in the middle.
  private static func valley(_ columns: [Int], _ first: Int, _ last: Int) -> Int {
    let quarter = (last - first) / 4
    let middle = first + quarter...last - quarter
    let least = middle.map { columns[$0] }.min() ?? 0
    let lowest = middle.filter { columns[$0] == least }
    return lowest[lowest.count / 2]
  }
}

extension LungMaskSides {
  /// Values from here on are bone, in HU; couches have none, and spine, ribs and breastbone lie evenly about the middle.
  private static let bone = 200.0...3000
  /// Where there is no bone: tissue.
  private static let tissue = -200.0...200
  /// So many voxels that were looked at must be of the kind.
  private static let fewest = 20

  /// The column i, base 0, with as much of the patient's bone, else tissue, on its right as on its left; nil where there
  /// is neither. Cost: at most 32 slices.
  /// - Parameter slices: those with the mask (k).
  static func middle(of volume: Volume, slices: ClosedRange<Int>) -> Int? {
    var bone = [Int](repeating: 0, count: volume.size.i), tissue = bone
    let rescale = volume.rescale, size = volume.size
    volume.withSamples { samples in
      for k in stride(from: slices.lowerBound, through: slices.upperBound, by: max(slices.count / 32, 1)) {
        for j in stride(from: 0, to: size.j, by: 2) {
          let row = (k * size.j + j) * size.i
          for i in 0..<size.i {
            let value = rescale.value(samples[row + i])
            if Self.bone.contains(value) { bone[i] += 1 } else if Self.tissue.contains(value) { tissue[i] += 1 }
          }
        }
      }
    }
    return median(bone) ?? median(tissue)
  }

  private static func median(_ columns: [Int]) -> Int? {
    let all = columns.reduce(0, +)
    guard all >= fewest else { return nil }
    var seen = 0
    return columns.firstIndex {
      seen += $0
      return 2 * seen >= all
    }
  }
}
