import StyletCore

/// What the DICOM files of a folder are, from their headers alone.
struct DICOMIndex: Sendable {
  /// Every series that has slices, the best chest CT first: CT before others, then most slices, then thinnest.
  let series: [DICOMSeries]
  /// DICOM files that are not slices of a scan: how many of what ("scout": 2).
  let setAside: [String: Int]
  /// Files that should be slices and cannot be read.
  let broken: [Failure]
  /// What else is to be said of the folder or archive, as a problem.
  let notes: [String]

  /// Reads the headers of `paths`; files of other kinds are passed over.
  ///
  /// Cost: a read of 16 KB a file, seldom more; on all cores.
  init(paths: [String], progress: ((Double) throws -> Void)? = nil) throws {
    try self.init(paths.map(DICOMLocation.init(path:)), progress: progress)
  }

  /// - Parameter deep: whether folders within the folder are searched.
  init(folder: String, deep: Bool, progress: ((Double) throws -> Void)?) throws {
    let walk = try FolderWalk(folder, deep: deep)
    try self.init(walk.files.map(DICOMLocation.init(path:)), unreadable: walk.failures, progress: progress)
  }

  /// - Parameter unreadable: what is known not to be readable already.
  init(
    _ locations: [DICOMLocation], unreadable: [Failure] = [], notes: [String] = [],
    progress: ((Double) throws -> Void)?
  ) throws {
    let found = Guarded<(slices: [SliceHeader], setAside: [String: Int], broken: [Failure], done: Int)>(
      ([], [:], unreadable, 0))
    // Progress may come from any thread, one at a time.
    nonisolated(unsafe) let progress = progress
    try concurrently(locations.count, chunk: 64) { range in
      let contents = range.map { n in (locations[n].path, Result { try Self.content(locations[n]) }) }
      try found.with { found in
        for (path, content) in contents {
          switch content {
          case .success(.slice(let slice)): found.slices.append(slice)
          case .success(.setAside(let kind)): found.setAside[kind, default: 0] += 1
          case .success(nil): break
          case .failure(let error): found.broken.append(error as? Failure ?? Failure(.io, path: path, "\(error)"))
          }
        }
        found.done += range.count
        try progress?(Double(found.done) / Double(locations.count))
      }
    }
    let all = found.with { $0 }
    series = Dictionary(grouping: all.slices, by: \.seriesUID).map { DICOMSeries(slices: $1) }.sorted()
    setAside = all.setAside
    self.notes = notes
    broken = all.broken.sorted { ($0.path ?? "") < ($1.path ?? "") }
  }

  private static func content(_ location: DICOMLocation) throws -> DICOMContent? {
    try DICOMFile(location).map { try DICOMContent($0, at: location) }
  }

  /// "2 scouts, 1 structured report"; nil when there are none.
  var setAsideInWords: String? {
    let words = setAside.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { kind, count in
      "\(count) \(count == 1 || kind == "DICOMDIR" ? kind : kind + "s")"
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}

/// Slices that share a SeriesInstanceUID.
struct DICOMSeries: Sendable, Comparable {
  /// The slices by shape: size, pixel spacing and orientation; the largest first.
  let shapes: [[SliceHeader]]

  init(slices: [SliceHeader]) {
    var shapes: [[SliceHeader]] = []
    for slice in slices.sorted(by: { $0.path < $1.path }) {
      if let n = shapes.firstIndex(where: { $0[0].hasShape(of: slice) }) {
        shapes[n].append(slice)
      } else {
        shapes.append([slice])
      }
    }
    self.shapes = shapes.sorted { ($0.count, $1[0].path) > ($1.count, $0[0].path) }
  }

  /// The largest shape's slices.
  var main: [SliceHeader] { shapes[0] }
  func contains(_ path: String) -> Bool { shapes.contains { $0.contains { $0.path == path } } }
  /// A slice that stands for all.
  var first: SliceHeader { main[0] }

  static func < (l: DICOMSeries, r: DICOMSeries) -> Bool {
    if l.first.isCT != r.first.isCT { return l.first.isCT }
    if l.main.count != r.main.count { return l.main.count > r.main.count }
    let a = l.first.thickness ?? .infinity, b = r.first.thickness ?? .infinity
    if a != b { return a < b }
    return (l.first.seriesNumber ?? .max, l.first.path) < (r.first.seriesNumber ?? .max, r.first.path)
  }

  static func == (l: DICOMSeries, r: DICOMSeries) -> Bool { l.first.path == r.first.path }

  /// "3: CT, 275 slices of 512x512, 1 mm, kernel B30f"
  var summary: String {
    let f = first.format
    var text = (first.seriesNumber.map { "\($0): " } ?? "") + "\(first.modality), \(main.count) "
    text += (main.count == 1 ? "slice" : "slices") + " of \(f.columns)x\(f.rows)"
    if let thickness = first.thickness { text += ", \(thickness.short) mm" }
    if let kernel = first.facts.first(where: { $0.name == "kernel" }) { text += ", kernel \(kernel.value)" }
    return text
  }

  /// The slices that make the volume.
  ///
  /// - Parameter named: the file that was asked for; its shape is the one.
  /// - Throws: ``Failure`` when no shape is plainly the scan: mixed orientation, size or spacing.
  func slices(named: String?, _ problems: inout [String]) throws -> [SliceHeader] {
    for shape in shapes {
      guard let slice = shape.first(where: { $0.path == named }) else { continue }
      // Without a neighbour along the normal there is no stack to look for: just the file.
      return shape.allSatisfy { abs($0.height - slice.height) < 0.005 } ? [slice] : shape
    }
    let others = shapes.dropFirst().reduce(0) { $0 + $1.count }
    if others == 0 { return main }
    guard main.count >= 4 * others else {
      let kinds = shapes.map { shape in
        let slice = shape[0]
        return "\(shape.count) of \(slice.format.columns)x\(slice.format.rows) along \(slice.normal.inWords)"
      }
      throw Failure(
        .badData, "one series mixes orientations, sizes or pixel spacings: \(kinds.listed(3))",
        at: "\(DICOMTag.imageOrientationPatient)", advice: "name a file of those that are wanted")
    }
    let names = shapes.dropFirst().flatMap { $0.map(\.name) }
    problems.append("of another orientation, size or pixel spacing, left out: \(names.listed())")
    return main
  }
}

extension SliceHeader {
  /// Whether both can be slices of one volume. Cosines are written with four decimals or more.
  fileprivate func hasShape(of other: SliceHeader) -> Bool {
    func near(_ a: PatientPoint, _ b: PatientPoint) -> Bool { length(a - b) < 3e-4 }
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-4 * max(a, b) }
    return format.rows == other.format.rows && format.columns == other.format.columns
      && near(spacing.alongRow, other.spacing.alongRow) && near(spacing.alongColumn, other.spacing.alongColumn)
      && near(alongRow, other.alongRow) && near(alongColumn, other.alongColumn)
  }
}

extension PatientPoint {
  /// "(0, 0, 1)"
  fileprivate var inWords: String { "(\(x.short), \(y.short), \(z.short))" }
}
