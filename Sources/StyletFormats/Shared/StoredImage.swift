import StyletBase
import StyletFiles
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
  /// What the header says of the content in free text.
  var comment: String?
  /// Reads the header again, for its texts in another language.
  var again: (@Sendable () throws -> StoredImage)?

  /// - Parameters:
  ///   - rescale: of what was read.
  ///   - odd: what was found when it was read.
  func told(_ rescale: Rescale, _ odd: @escaping @Sendable () -> [String] = { [] }) -> ImageDescription {
    var description = description
    description.rescale = rescale
    description.problems += odd()
    if let again {
      description.tellAgain = { [description] in (try? again())?.told(rescale, odd) ?? description }
    }
    return description
  }

  var description: ImageDescription {
    var facts = facts
    var problems = problems
    if data.volumes.count > 1 {
      if let volume = data.volumes.chosen {
        facts.append(("volume", words("scan.number-of", ["number": volume + 1, "count": data.volumes.count])))
      } else {
        problems.append(
          words(
            "scan.holds",
            [
              "what": words("error.input.holds", ["contents": data.volumes.contents]), "advice": data.volumes.advice,
            ]))
      }
    }
    if let shear = grid.shearInWords { problems.append(shear) }
    if let surplus {
      problems.append(words("scan.surplus", ["count": surplus]))
    }
    if element.size > 1, data.encoding != .text { facts.append(("byte order", words("scan.byte-order", ["order": "\(order)"]))) }
    switch data.encoding {
    case .raw: break
    case .deflated: facts.append(("compression", "gzip"))
    case .text: facts.append(("encoding", words("scan.as-text")))
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
    let text = extents.map(String.init).joined(separator: "x"), again = words("scan.convert-again")
    guard extents.count == 3, let size = GridSize(extents[0], extents[1], extents[2]) else {
      throw Failure(.badData, words("scan.impossible-size", ["size": text]), at: words("scan.place.size"), advice: again)
    }
    let lengths = (0..<3).map { length(affine[$0]) }
    guard lengths.allSatisfy(spacings.contains) else {
      let said = lengths.map { NumberText.marked($0.printed("%.3g")) }.joined(separator: " x ")
      throw Failure(
        .badData, words("scan.impossible-spacing", ["spacing": said]),
        at: words("scan.place.spacing"), advice: words("scan.impossible-spacing-advice"))
    }
    guard abs(affine.determinant) >= 1e-4 * lengths[0] * lengths[1] * lengths[2] else {
      throw Failure(.badData, words("scan.flat-axes"), at: words("scan.place.matrix"), advice: again)
    }
    let o = affine.origin
    guard max(abs(o.x), abs(o.y), abs(o.z)) <= 1e7 else {
      throw Failure(.badData, words("scan.far-origin"), at: words("scan.place.origin"), advice: again)
    }
    // 0 has no sign: -0 is what turning an axis round makes of it.
    let plain = Affine(affine[0] + 0, affine[1] + 0, affine[2] + 0, origin: o + 0)
    return VoxelGrid(storedSize: size, storedAffine: plain)
  }

  /// Between what the distances of voxels lie, mm.
  private static let spacings = 9.99e-7...1e5

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
      return try options.choice.volume == nil ? image.told(image.rescale) : chosen(path, options).told(image.rescale)
    }
  }

  func read(_ path: String, options: ReadOptions) throws -> LoadedImage {
    try Failure.naming(path) { try chosen(path, options).read(options) }
  }

  func begin(_ path: String, options: ReadOptions) throws -> ArrivingImage {
    try Failure.naming(path) { try chosen(path, options).begin(options) }
  }

  private func chosen(_ path: String, _ options: ReadOptions) throws -> StoredImage {
    let choice = options.choice
    var image = try header(path).choosing(choice)
    image.again = { try header(path).choosing(choice) }
    return image
  }

  func readLabels(_ path: String, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) { try header(path).choosing(options.choice).readLabels(options) }
  }
}
