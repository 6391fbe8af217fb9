import StyletBase
import StyletImaging

/// What the header of a research format says, in the terms that they share: enough to read the voxels.
struct StoredImage {
  let path: String
  /// "NIfTI-1"
  var format: String
  var element: ElementType
  var order: ByteOrder
  var grid: VoxelGrid
  /// Stored number → value.
  var rescale: Rescale
  var data: StoredData
  var facts: [(name: String, value: String)] = []
  var problems: [String] = []

  var description: ImageDescription {
    var facts = facts
    var problems = problems
    if data.volumes.count > 1 {
      if let volume = data.volumes.chosen {
        facts.append(("volume", "\(volume + 1) of \(data.volumes.count)"))
      } else {
        // Problems go into JSON, too, which knows no language.
        problems.append(
          Words.inData { words("error.input.holds", ["contents": data.volumes.contents]) + "; " + data.volumes.advice })
      }
    }
    if let surplus {
      problems.append("\(surplus) bytes stand behind the voxels that are stated: size or type may be stated wrongly")
    }
    if element.size > 1, data.encoding != .text { facts.append(("byte order", "\(order) endian")) }
    switch data.encoding {
    case .raw: break
    case .deflated: facts.append(("compression", "gzip"))
    case .text: facts.append(("encoding", "text"))
    }
    var description = ImageDescription(
      format: format, voxelType: element.rawValue, grid: grid, rescale: rescale, facts: facts, problems: problems)
    if data.files.contains(where: { $0 != path }) { description.parts = [path] + data.files.filter { $0 != path } }
    return description
  }

  /// Bytes behind the voxels of a file that is not packed, where they are a slice or more.
  private var surplus: Int? {
    guard case .raw = data.encoding, case .bytes(let before) = data.skip, data.lines == 0, data.files.count == 1,
      let count = try? numbers(), let file = try? InputFile(data.files[0])
    else { return nil }
    let left = file.size - data.start - before - count * element.size
    return left >= grid.size.i * grid.size.j * element.size ? left : nil
  }

  /// How many numbers the files hold, of all volumes.
  /// - Throws: a ``Failure`` when there are more than any file has.
  func numbers() throws -> Int {
    let (count, overflow) = grid.size.count.multipliedReportingOverflow(by: data.volumes.count)
    guard !overflow, count <= VolumeChoice.limit else {
      throw Failure(.badData, "it states an impossible number of voxels", at: "the image size")
    }
    return count
  }

  /// The image with the volume that is asked for.
  /// - Throws: a ``Failure`` where there is no such volume, or several and none is chosen.
  func choosing(_ choice: ScanChoice) throws -> StoredImage {
    var image = self
    try image.data.volumes.choose(choice.volume)
    return image
  }

  /// The grid that a header states.
  /// - Throws: a ``Failure`` naming what cannot be: an extent, a matrix that spans no volume, a length beyond any
  ///   scanner.
  static func grid(_ extents: [Int], _ affine: Affine) throws -> VoxelGrid {
    let text = extents.map(String.init).joined(separator: "x")
    guard extents.count == 3, let size = GridSize(extents[0], extents[1], extents[2]) else {
      throw Failure(.badData, "it states an impossible size of \(text) voxels", at: "the image size")
    }
    let lengths = (0..<3).map { length(affine[$0]) }
    guard lengths.allSatisfy({ $0 >= 1e-6 && $0 <= 1e5 }) else {
      throw Failure(
        .badData, "the distance between voxels is \(lengths.map(short).joined(separator: " x ")) mm",
        at: "the spacing or the direction matrix")
    }
    guard abs(affine.determinant) >= 1e-4 * lengths[0] * lengths[1] * lengths[2] else {
      throw Failure(.badData, "the axes of the image lie in one plane", at: "the direction matrix")
    }
    let o = affine.origin
    guard max(abs(o.x), abs(o.y), abs(o.z)) <= 1e7 else {
      throw Failure(.badData, "the origin is beyond any scanner", at: "the origin")
    }
    return VoxelGrid(storedSize: size, storedAffine: affine)
  }

  /// - Throws: a ``Failure`` when a rescale that a file states gives no finite values.
  static func check(_ rescale: Rescale) throws {
    guard rescale.slope.isFinite, rescale.slope != 0, rescale.intercept.isFinite,
      (rescale.slope * 65536).isFinite, (rescale.slope * 65536 + rescale.intercept).isFinite
    else {
      throw Failure(
        .badData, "its values cannot be computed: slope \(rescale.slope), intercept \(rescale.intercept)",
        at: "the slope and intercept")
    }
  }
}

/// A reader of a format whose files have a header and then voxels: it only has to understand the header.
protocol HeaderedReader: ImageReader {
  func header(_ path: String) throws -> StoredImage
}

extension HeaderedReader {
  func describe(_ path: String, options: ReadOptions) throws -> ImageDescription {
    try Failure.naming(path) {
      let image = try header(path)
      // That there are several is described, not refused.
      return try options.choice.volume == nil ? image.description : image.choosing(options.choice).description
    }
  }

  func read(_ path: String, options: ReadOptions) throws -> LoadedImage {
    try Failure.naming(path) { try header(path).choosing(options.choice).read(options) }
  }

  func begin(_ path: String, options: ReadOptions) throws -> ArrivingImage {
    try Failure.naming(path) { try header(path).begin(options) }
  }

  func readLabels(_ path: String, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) { try header(path).choosing(options.choice).readLabels(options) }
  }
}

extension Failure {
  /// Runs `body`; a failure that names no file is said of `path`, and a want of memory becomes a failure.
  static func naming<R>(_ path: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let failure as Failure {
      throw failure.about(path)
    } catch let error as OutOfMemory {
      throw Failure(.io, path: path, error.description, advice: "close other programs or use a larger machine")
    }
  }
}
