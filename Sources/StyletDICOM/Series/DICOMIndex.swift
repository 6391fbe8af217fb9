import StyletBase
import StyletCore
import StyletFiles

/// What the DICOM files of a folder are, from their headers alone.
struct DICOMIndex: Sendable {
  /// Every series that has slices, the best chest CT first; see ``DICOMSeries``.
  let series: [DICOMSeries]
  /// DICOM files that are not slices of a scan: how many of what.
  let setAside: [OtherObject: Int]
  /// Of those, the images that do not say where they lie.
  let unplaced: [UnplacedImage]
  /// Files that should be slices and cannot be read.
  let broken: [Failure]
  /// The paths of those that say of themselves that they are no images.
  let others: Set<String>
  /// What else is to be said of the folder or archive, as a problem.
  let notes: Remarks

  /// Reads the headers of `paths`; files of other kinds are passed over.
  ///
  /// Cost: a read of 16 KB a file, seldom more; on all cores.
  init(paths: [String], progress: (@Sendable (Double) throws -> Void)? = nil) throws {
    try self.init(paths.map(DICOMLocation.init(path:)), progress: progress)
  }

  /// - Parameter deep: whether folders within the folder are searched.
  init(folder: String, deep: Bool, progress: (@Sendable (Double) throws -> Void)?) throws {
    let walk = try FolderWalk(folder, deep: deep) { try progress?(0) }
    try self.init(walk.files.map(DICOMLocation.init(path:)), unreadable: walk.failures, progress: progress)
  }

  /// - Parameter unreadable: what is known not to be readable already.
  init(
    _ locations: [DICOMLocation], unreadable: [Failure] = [], notes: Remarks = Remarks(),
    progress: (@Sendable (Double) throws -> Void)?
  ) throws {
    typealias Found = (
      slices: [SliceHeader], setAside: [OtherObject: Int], unplaced: [UnplacedImage], broken: [Failure],
      others: Set<String>, done: Int
    )
    let found = Guarded<Found>(([], [:], [], unreadable, [], 0))
    try concurrently(locations.count, chunk: 64) { range in
      let contents = range.map { n in (locations[n], Result { try Self.content(locations[n]) }) }
      try found.with { found in
        for (location, content) in contents {
          switch content {
          case .success(.slice(let slice)): found.slices.append(slice)
          case .success(.frames(let frames, let scouts)):
            found.slices += frames
            found.unplaced += scouts
          case .success(.unplaced(let image)):
            found.setAside[image.kind, default: 0] += 1
            found.unplaced.append(image)
          case .success(.setAside(let kind)): found.setAside[kind, default: 0] += 1
          case .success(nil): break
          case .failure(let error):
            let failure = error as? Failure ?? Failure(.io, path: location.path, "\(error)")
            found.broken.append(failure)
            if DICOMContent.isOther(location) { found.others.insert(failure.path ?? location.path) }
          }
        }
        found.done += range.count
        try progress?(Double(found.done) / Double(locations.count))
      }
    }
    let all = found.with { $0 }
    series = Dictionary(grouping: all.slices, by: \.seriesUID).map { DICOMSeries(slices: $1) }.sorted()
    (setAside, others) = (all.setAside, all.others)
    unplaced = all.unplaced.sorted {
      ($0.location.path, $0.frameNumber ?? 0) < ($1.location.path, $1.frameNumber ?? 0)
    }
    self.notes = notes
    broken = all.broken.sorted { ($0.path ?? "") < ($1.path ?? "") }
  }

  private static func content(_ location: DICOMLocation) throws -> DICOMContent? {
    if let file = try DICOMFile(location) { return try DICOMContent(file, at: location) }
    guard let damage = damage(location) else { return nil }
    throw Failure(.badData, path: location.path, damage, advice: "copy the scan again")
  }

  /// What is wrong with a file that is no DICOM and is named as slices are: a copy that was cut short at its beginning,
  /// or that has something else in it. nil of any other file.
  private static func damage(_ location: DICOMLocation) -> String? {
    let ending = location.fileName.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map {
      $0.lowercased()
    }
    if location.isEmpty {
      let isSlice = ending.map { ["dcm", "ima", "img"].contains($0) || $0.allSatisfy(\.isNumber) } ?? true
      return isSlice ? "the file is empty" : nil
    }
    // Other endings are those of other files, too.
    return ending == "dcm" || ending == "ima" ? "the file is named as DICOM, and holds none" : nil
  }

  /// "2 scouts, 1 structured report"; nil when there are none.
  var setAsideInWords: String? {
    let sorted = setAside.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return sorted.isEmpty ? nil : sorted.map { $0.inWords($1) }.joined(separator: ", ")
  }
}
