import StyletBase
import StyletFiles

/// The axes of a file that do not run through space, time, channels, the layers of a segmentation, and which of
/// the volumes that they make is meant. Volumes are counted along the fastest such axis first.
struct VolumeChoice {
  /// An axis of more than one sample that does not run through space.
  struct Axis: Equatable {
    /// How many numbers lie within one sample: the product of the extents of the axes before it.
    var inner: Int
    var extent: Int
  }

  /// The fastest first.
  private(set) var axes: [Axis] = []
  /// How many volumes there are.
  private(set) var count = 1
  /// Base 0; nil until one is chosen.
  private(set) var chosen: Int?

  /// The most numbers that a file may state to have.
  static let limit = 1 << 48

  /// One volume and nothing to choose.
  init() {}

  /// - Parameters:
  ///   - sizes: of all axes of the file, the fastest first, each at least 1.
  ///   - space: which of them run through space.
  /// - Throws: a ``Failure`` when all numbers are more than any file has.
  init(_ sizes: [Int], space: [Int], at place: String) throws {
    var inner = 1
    for (axis, size) in sizes.enumerated() {
      let (product, overflow) = inner.multipliedReportingOverflow(by: size)
      guard size >= 1, !overflow, product <= Self.limit else {
        let text = sizes.map(String.init).joined(separator: "x")
        throw Failure(.badData, "it states an impossible size of \(text) voxels", at: place)
      }
      if size > 1, !space.contains(axis) {
        axes.append(Axis(inner: inner, extent: size))
        count *= size  // divides the product
      }
      inner = product
    }
  }

  /// Whether the axes lie within a voxel: vectors, colours, layers.
  var isWithinVoxels: Bool { axes.first?.inner == 1 && axes.count == 1 }

  /// "5 volumes", "3 values in each voxel"
  var contents: String {
    isWithinVoxels && count > 1
      ? words("error.input.values-in-voxel", ["count": count]) : words("error.input.volumes", ["count": count])
  }

  /// What to do where there are several and none is chosen. Numbers as users count, from 1.
  var advice: String { words("error.input.choose-volume", ["count": count]) }

  /// - Parameter volume: base 0; nil is enough where there is only one.
  /// - Throws: a ``Failure`` where there is no such volume, or several and none is chosen.
  mutating func choose(_ volume: Int?) throws {
    if let volume, !(0..<count).contains(volume) {
      let number = volume < Int.max ? volume + 1 : volume
      throw Failure(
        .usage, words("error.input.no-volume", ["contents": contents, "number": number]),
        advice: count > 1 ? advice : words("error.input.leave-volume"))
    }
    guard let volume = volume ?? (count == 1 ? 0 : nil) else {
      throw Failure(.badData, words("error.input.holds", ["contents": contents]), advice: advice)
    }
    chosen = volume
  }

  /// A stream of the chosen volume's numbers out of a stream of all.
  /// - Parameter size: bytes of one number.
  /// - Throws: a ``Failure`` when none is chosen.
  func stream(of all: any ByteStream, size: Int) throws -> any ByteStream {
    guard count > 1 else { return all }
    guard var number = chosen else {
      throw Failure(.badData, words("error.input.holds", ["contents": contents]), advice: advice)
    }
    // From the fastest axis to the slowest: the place along each, with neighbours that lie one within the other
    // taken as one axis.
    var picks: [(axis: Axis, index: Int)] = []
    for axis in axes {
      let index = number % axis.extent
      number /= axis.extent
      if let last = picks.last, last.axis.inner * last.axis.extent == axis.inner {
        picks[picks.count - 1] = (
          Axis(inner: last.axis.inner, extent: last.axis.extent * axis.extent), last.index + index * last.axis.extent
        )
      } else {
        picks.append((axis, index))
      }
    }
    // The slowest is picked from the file. What is then left of it is shorter for the axes beyond only.
    return picks.reversed().reduce(all) { stream, pick in
      PickStream(
        stream, period: pick.axis.inner * pick.axis.extent * size, offset: pick.axis.inner * pick.index * size,
        length: pick.axis.inner * size)
    }
  }
}
