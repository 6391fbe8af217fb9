import StyletBase
import StyletCore
import StyletImaging

extension ImageReader {
  /// Reads a mask by way of its volume: for formats that have no better way.
  public func readLabels(_ path: String, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) {
      let image = try read(path, options: options)
      let volume = image.volume
      var collector = LabelCollector(size: volume.size, storedOn: volume.grid)
      try collector.begin(volume.rescale)
      try volume.withSamples { samples in
        guard let start = samples.baseAddress else { return }
        let row = volume.size.i
        for k in 0..<volume.size.k {
          for j in 0..<volume.size.j {
            try collector.row(start + (k * volume.size.j + j) * row, count: row, i: 0, j: j, k: k)
          }
          collector.flush()
        }
      }
      return collector.loaded(image.description)
    }
  }
}

/// Gathers labels from rows of samples.
package struct LabelCollector {
  private var labels: LabelMap
  private let grid: VoxelGrid
  /// For each sample, base −32768: its label, or −1.
  private var table = [Int16](repeating: 0, count: 65536)
  private var found = [Bool](repeating: false, count: 256)
  private var rescale = Rescale.identity
  private var runs: [Run] = []

  package init(size: GridSize, storedOn grid: VoxelGrid) {
    labels = LabelMap(size: size)
    self.grid = grid
  }

  /// How far from a whole number a label may be: for masks that went through a scaled 16-bit or a float file.
  private static let slack = 0.005

  /// The label that a value is; nil when it is none.
  package static func label(_ value: Double) -> UInt8? {
    let whole = value.rounded()
    return whole >= 0 && whole <= 255 && abs(value - whole) <= slack ? UInt8(whole) : nil
  }

  package static func failure(_ value: String, at place: String? = nil) -> Failure {
    Failure(
      .badData, words("mask.no-label", ["value": value]), at: place, advice: words("mask.no-label-advice"))
  }

  package mutating func begin(_ rescale: Rescale) throws {
    self.rescale = rescale
    labels = LabelMap(size: grid.size)
    found = [Bool](repeating: false, count: 256)
    runs = []
    table = [Int16](repeating: -1, count: 65536)
    for label in 0...255 {
      let value = Double(label)
      guard let samples = rescale.samples(in: value - Self.slack...value + Self.slack) else { continue }
      for n in Int(samples.lowerBound) + 32768...Int(samples.upperBound) + 32768 { table[n] = Int16(label) }
    }
  }

  /// Takes `count` samples of row (j, k) from i on.
  package mutating func row(_ samples: UnsafePointer<Int16>, count: Int, i: Int, j: Int, k: Int) throws {
    try table.withUnsafeBufferPointer { table in
      var n = 0
      while n < count {
        let label = table[Int(samples[n]) &+ 32768]
        var end = n &+ 1
        while end < count, samples[end] == samples[n] { end &+= 1 }
        if label > 0 {
          found[Int(label)] = true
          runs.append(Run(k: k, j: j, i: i + n, count: end - n, old: 0, new: UInt8(label)))
        } else if label < 0 {
          let at = grid.storage.stored(VoxelIndex(i + n, j, k), size: grid.size)
          throw Self.failure(short(rescale.value(samples[n])), at: "stored voxel (\(at.x), \(at.y), \(at.z))")
        }
        n = end
      }
    }
  }

  /// Writes the runs taken so far into the labels.
  package mutating func flush() {
    guard !runs.isEmpty else { return }
    labels.apply(Edit(name: "", tool: "", runs: runs))
    runs.removeAll(keepingCapacity: true)
  }

  package func loaded(_ description: ImageDescription) -> LoadedLabels {
    LoadedLabels(labels: labels, values: (1...255).filter { found[$0] }.map { UInt8($0) }, description: description)
  }
}
