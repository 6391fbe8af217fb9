import Glibc
import StyletBase
import StyletBatch
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject

/// What a batch is made of: scans or projects, and folders that are looked through for them.
struct BatchSources {
  private let settings: BatchSettings
  private let eachSeries: Bool
  private(set) var items: [BatchItem] = []
  private(set) var refused: [Failure] = []
  /// Images in folders that are no CT but masks: left out.
  private(set) var masks = 0
  /// Folders that were looked through: links may lead in a circle.
  private var seen: Set<String> = []

  init(_ settings: BatchSettings, eachSeries: Bool) { (self.settings, self.eachSeries) = (settings, eachSeries) }

  private var choice: ScanChoice { ScanChoice(fillGaps: settings.fillsGaps) }

  /// What a path stands for. What cannot be used is kept in ``refused``.
  /// - Throws: a ``Failure`` where there is nothing of that name, or more in it than is worked through at once.
  mutating func add(_ path: String) throws {
    try Scans.mustExist(path)
    let path = path.absolutePath
    guard Paths.isFolder(path) else { return take(path) }
    var count = try FolderCount(path, .delivery)
    try look(through: path, &count)
  }

  /// Folders with DICOM files directly in them are scans; of others all that is in them.
  private mutating func look(through folder: String, _ count: inout FolderCount, depth: Int = 0) throws {
    guard try count.enters(folder, depth: depth) else { return }
    guard seen.insert(Paths.resolved(folder) ?? folder).inserted else { return }
    guard let names = Paths.names(in: folder) else {
      return refused.append(Failure(.noPermission, path: folder, words("error.not-readable")))
    }
    var folders: [String] = [], files: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      try count.meet()
      let path = folder.appendingPath(name)
      if Paths.isFolder(path) { folders.append(path) } else { files.append(path) }
    }
    if settings.subject == .projects {
      files.filter { $0.hasSuffix(ProjectNames.ending) }.forEach { take($0) }
    } else if files.contains(where: { (try? FileProbe($0)).map(SeriesList.isPart) == true }) {
      return take(folder)
    } else {
      files.forEach { takeImage($0) }
    }
    for inner in folders { try look(through: inner, &count, depth: depth + 1) }
  }

  /// Of a folder's files those that are scans; one that is named as images are and is none is refused.
  private mutating func takeImage(_ path: String) {
    guard (try? FormatRegistry.standard.reader(for: path)) != nil else {
      if let ending = ImageEnding.of(path.lastPathPart), ending.ending != ".img" { take(path) }
      return
    }
    if let type = try? Scans.describe(path, choice).voxelType, ["uint8", "int8"].contains(type) {
      masks += 1
    } else {
      take(path)
    }
  }

  private mutating func take(_ path: String) {
    do {
      items += try settings.subject == .projects ? [Self.project(path, settings)] : scans(path)
    } catch let failure as Failure {
      refused.append(failure.about(path))
    } catch { refused.append(Failure(.io, path: path, "\(error)")) }
  }

  /// The scan of a path; of a folder with several series the one that commands take, or each.
  private mutating func scans(_ path: String) throws -> [BatchItem] {
    if ProjectFiles.isProject(path) {
      throw Failure(.usage, path: path, words("batch.is-project"), advice: words("batch.is-project-advice"))
    }
    let first = Result { try Scans.describe(path, choice) }
    let uids = Paths.isFolder(path) || eachSeries ? try SeriesList.uids(path) : []
    guard uids.count > 1 else { return [try item(path, first.get(), series: nil)] }
    guard eachSeries else { return [try item(path, first.get(), series: uids[0])] }
    var found: [BatchItem] = []
    for uid in uids {
      do {
        let choice = ScanChoice(series: uid, fillGaps: settings.fillsGaps)
        found.append(try item(path, Scans.describe(path, choice), series: uid))
      } catch let failure as Failure { refused.append(failure.about(path)) }
    }
    return found
  }

  private func item(_ path: String, _ description: ImageDescription, series: String?) throws -> BatchItem {
    let files = Scans.parts(of: path, description)
    return try Self.item(path, files, description, series: series, settings)
  }

  private static func project(_ path: String, _ settings: BatchSettings) throws -> BatchItem {
    guard ProjectFiles.isProject(path) else {
      throw Failure(.badData, path: path, words("error.no-project"), advice: words("error.give-project-of-scan"))
    }
    let found = try ProjectFiles.resolve(path).files
    let description = try Scans.describe(found.scan, found.choice)
    return try item(path, files(of: found, description), description, series: nil, settings)
  }

  /// What a project's numbers follow from: itself, what its journal holds beyond it, and its scan.
  static func files(of project: ProjectFiles, _ description: ImageDescription) -> [String] {
    [project.project] + [project.journal].filter(Paths.exists) + Scans.parts(of: project.scan, description)
  }

  private static func item(
    _ path: String, _ files: [String], _ description: ImageDescription, series: String?, _ settings: BatchSettings
  ) throws -> BatchItem {
    let grid = description.grid
    let bytes = files.reduce(0) { $0 &+ (FileState($1)?.size ?? 0) }
    return BatchItem(
      path: path, series: series, files: files.count, bytes: bytes,
      fingerprint: try ScanIdentity.fingerprint(ofFiles: files), format: Words.inData { description.format },
      size: [grid.size.i, grid.size.j, grid.size.k], spacing: [grid.spacing.x, grid.spacing.y, grid.spacing.z],
      seconds: settings.steps.seconds(voxels: grid.size.count))
  }
}
