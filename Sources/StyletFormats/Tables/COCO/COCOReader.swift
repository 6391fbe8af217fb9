import StyletBase
import StyletFiles
import StyletImaging

/// Reads COCO's instances JSON as a mask: runs as a list of numbers or as pycocotools' string.
///
/// Each image must say by `slice` (canonical k, base 0) which axial slice it is; the grid is that of `info.grid`, else
/// the scan's. Where annotations of different categories overlap, the later one wins, and a problem says how much was
/// lost.
struct COCOReader: MaskReader {
  let name = "COCO"

  func recognises(_ probe: FileProbe) -> Bool {
    JSONFile.isLikely(probe, members: ["images", "annotations", "categories"])
  }

  func readMask(_ path: String, on scan: VoxelGrid, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) {
      guard let root = try JSONFile.read(path).object else { throw Failure(.badData, "a JSON object was expected") }
      let grid = try Self.grid(root["info"]?.object?["grid"]) ?? scan
      let slices = try Self.slices(root, grid.size)
      let (values, segments) = try Self.categories(root)
      var overlay = SegmentOverlay(size: grid.size)
      for (n, item) in try Self.list(root, "annotations").enumerated() {
        let place = "annotations[\(n)]"
        guard let item = item.object, let image = item["image_id"]?.int, let category = item["category_id"]?.int else {
          throw Failure(.badData, "image_id and category_id were expected", at: place)
        }
        guard let k = slices[image] else {
          throw Failure(.badData, "there is no image \(image)", at: place + ".image_id")
        }
        guard let value = values[category] else {
          throw Failure(.badData, "there is no category \(category)", at: place + ".category_id")
        }
        let runs = try Self.runs(item["segmentation"], grid.size, limit: scan.size.i * scan.size.j, at: place)
        overlay.rank(value, n)
        overlay.draw(Self.rows(runs, size: grid.size, k: k, value))
      }
      let names = Dictionary(segments.map { ($0.value, $0.name) }, uniquingKeysWith: { first, _ in first })
      let description = ImageDescription(
        format: name, voxelType: "runs", grid: grid, facts: [("images", "\(slices.count)")],
        problems: overlay.problems { names[$0] ?? "\($0)" })
      return LoadedLabels(
        labels: overlay.labels, values: overlay.values, segments: segments, description: description)
    }
  }

  // MARK: Parts of the file

  private static func list(_ root: JSONObject, _ name: String) throws -> [JSONValue] {
    guard let list = root[name]?.array else { throw Failure(.badData, "the list \(name) is missing") }
    return list
  }

  private static func grid(_ value: JSONValue?) throws -> VoxelGrid? {
    guard let object = value?.object else { return nil }
    let size = object["size"]?.array?.compactMap(\.int) ?? []
    func vector(_ name: String) -> PatientPoint? {
      let v = object[name]?.array?.compactMap(\.double) ?? []
      return v.count == 3 ? SIMD3(v[0], v[1], v[2]) : nil
    }
    guard size.count == 3, let origin = vector("origin"), let i = vector("i"), let j = vector("j"), let k = vector("k")
    else { throw Failure(.badData, "size, origin, i, j and k of three numbers each were expected", at: "info.grid") }
    let grid = try StoredImage.grid(size, Affine(i, j, k, origin: origin))
    guard grid.storage.isCanonical else {
      throw Failure(.badData, "i, j and k do not run to the patient's left, back and up", at: "info.grid")
    }
    return grid
  }

  /// Image id → k.
  private static func slices(_ root: JSONObject, _ size: GridSize) throws -> [Int: Int] {
    var slices: [Int: Int] = [:]
    for (n, item) in try list(root, "images").enumerated() {
      let place = "images[\(n)]"
      guard let item = item.object, let id = item["id"]?.int else {
        throw Failure(.badData, "an image with an id was expected", at: place)
      }
      guard let k = item["slice"]?.int else {
        throw Failure(
          .badData, "the image does not say which slice it is", at: place + ".slice",
          advice: "add \"slice\" to each image: the axial slice, counted from 0 at the feet")
      }
      guard (0..<size.k).contains(k) else {
        throw Failure(.badData, "there is no slice \(k); the grid has \(size.k)", at: place + ".slice")
      }
      guard slices.updateValue(k, forKey: id) == nil else {
        throw Failure(.badData, "the id \(id) stands twice", at: place + ".id")
      }
    }
    return slices
  }

  /// Category id → value: the id itself where it is one, else the first that is free.
  private static func categories(_ root: JSONObject) throws -> ([Int: UInt8], [Segment]) {
    let list = try list(root, "categories")
    let ids = try list.enumerated().map { n, item in
      guard let id = item.object?["id"]?.int else {
        throw Failure(.badData, "a category with an id was expected", at: "categories[\(n)]")
      }
      return id
    }
    guard Set(ids).count == ids.count else { throw Failure(.badData, "an id stands twice", at: "categories") }
    guard ids.count <= 255 else { throw Failure(.badData, "\(ids.count) categories; 255 at most", at: "categories") }
    var free = (1...255).filter { !ids.contains($0) }.map { UInt8($0) }[...]
    var values: [Int: UInt8] = [:]
    var segments: [Segment] = []
    for (id, item) in zip(ids, list) {
      guard let value = (1...255).contains(id) ? UInt8(id) : free.popFirst() else { continue }
      values[id] = value
      let rgb = item.object?["color"]?.array?.compactMap { $0.int.flatMap(UInt8.init(exactly:)) } ?? []
      segments.append(
        Segment(
          value: value, name: item.object?["name"]?.string ?? "", code: item.object?["code"]?.string,
          colour: rgb.count == 3 ? RGB(rgb[0], rgb[1], rgb[2]) : nil))
    }
    return (values, segments)
  }

  // MARK: Runs

  /// - Parameter limit: the most pixels that can lie on a slice of the scan.
  private static func runs(_ value: JSONValue?, _ size: GridSize, limit: Int, at place: String) throws -> [Range<Int>] {
    if value?.array != nil {
      throw Failure(
        .badData, "a segmentation of polygons", at: place + ".segmentation",
        advice: "convert it to runs first, for instance with annToRLE of pycocotools")
    }
    let extents = value?.object?["size"]?.array?.compactMap(\.int) ?? []
    guard extents == [size.j, size.i] else {
      throw Failure(
        .badData, "its size is \(extents.map(String.init).joined(separator: " x ")), a slice has \(size.j) rows of "
          + "\(size.i) pixels", at: place + ".segmentation.size")
    }
    let counts: [Int]
    let at = place + ".segmentation.counts"
    switch value?.object?["counts"] {
    case .string(let text): counts = try COCORuns.counts(text, at: at)
    case .array(let list):
      counts = list.compactMap(\.int)
      guard counts.count == list.count else { throw Failure(.badData, "whole numbers were expected", at: at) }
    default: throw Failure(.badData, "a list or a string of runs was expected", at: at)
    }
    let runs = try COCORuns.runs(counts, pixels: size.i * size.j, at: at)
    let area = runs.reduce(0) { $0 + $1.count }
    guard area <= limit else {
      throw Failure(.badData, "\(area) pixels, more than a slice of the scan has", at: at)
    }
    return runs
  }

  /// Runs down the columns as runs along the rows.
  private static func rows(_ columns: [Range<Int>], size: GridSize, k: Int, _ value: UInt8) -> [Run] {
    var open: [Int: Run] = [:]
    var runs: [Run] = []
    for range in columns {
      for n in range {
        let (i, j) = (n / size.j, n % size.j)
        if var run = open[j], Int(run.i + run.count) == i {
          run.count += 1
          open[j] = run
        } else {
          if let run = open[j] { runs.append(run) }
          open[j] = Run(k: k, j: j, i: i, count: 1, old: 0, new: value)
        }
      }
    }
    return runs + open.values
  }
}
