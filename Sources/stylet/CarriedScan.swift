import Glibc
import StyletBase
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletStudy

/// A scan as a checkout carries it: its files under names that say nothing, byte for byte but for a header that names
/// the file of its voxels.
struct CarriedScan {
  let alias: Alias
  /// What the checkout's list of places has of it.
  private(set) var place: ScanPlace
  /// Of all its files.
  let bytes: Int
  private let scan: BlindScan
  /// Where its files lie, and what they are called from the checkout's folder on.
  private let files: [(source: String, name: String)]
  /// By name, the bytes of a header that names its voxels' file anew.
  private let renamed: [String: [UInt8]]

  /// Cost: the headers, and a look at each file.
  /// - Throws: a ``Failure`` that names the alias alone: nothing at its place, another scan, one that cannot be
  /// carried.
  init(_ scan: BlindScan) throws {
    (alias, self.scan) = (scan.alias, scan)
    var parts: [String] = []
    do {
      let registry = FormatRegistry.standard, choice = scan.place.choice
      guard Paths.exists(scan.path) else {
        throw Failure(
          .noInput, path: alias.text, words("study.work.no-scan"), advice: words("study.work.ask-coordinator"))
      }
      parts = Scans.parts(of: scan.path, try registry.describe(scan.path, ReadOptions(choice: choice) { _ in }))
      try scan.confirm(fingerprint: ScanIdentity.fingerprint(ofFiles: parts))
      // An archive stays one file.
      let isArchive = try !Paths.isFolder(scan.path) && ZipArchive.recognises(SafeFile.beginning(of: scan.path, 64))
      let isSeries = try registry.reader(for: scan.path) is DICOMSeriesReader && !isArchive
      let (path, names) = try Self.names(of: parts, isSeries: isSeries, alias)
      files = Array(zip(parts, names))
      renamed = try Self.renamed(files, alias)
      place = ScanPlace(
        path: path, choice: choice, sha256: scan.place.sha256, fingerprint: scan.place.fingerprint)
      bytes = parts.reduce(0) { $0 + (FileState($1)?.size ?? 0) }
    } catch { throw scan.said(error, parts: parts) }
  }

  private static let folder = "scans"

  /// A series becomes a folder of numbers; a file, or a header with its voxels beside it, is called by the alias.
  private static func names(
    of parts: [String], isSeries: Bool, _ alias: Alias
  ) throws -> (path: String, names: [String]) {
    let base = folder.appendingPath(alias.text)
    if isSeries {
      let digits = max(String(parts.count).count, 4)
      let names = parts.indices.map { n -> String in
        let number = String(n + 1)
        return base.appendingPath(String(repeating: "0", count: digits - number.count) + number + ".dcm")
      }
      return (base, names)
    }
    let hasHeader = parts.contains { CarriedHeader.isHeader($0) }
    let names = parts.map { part in
      let ending = ImageEnding.of(part.lastPathPart.lowercased())?.ending ?? ""
      return base + (hasHeader && !CarriedHeader.isHeader(part) ? ".raw" : ending)
    }
    guard Set(names).count == names.count else { throw cannotBeCarried(alias) }
    let header = zip(parts, names).first { CarriedHeader.isHeader($0.0) }?.1
    return (header ?? names.first ?? base, names)
  }

  /// Of a header and the one file of its voxels the header with the new name; an Analyze pair finds itself.
  private static func renamed(
    _ files: [(source: String, name: String)], _ alias: Alias
  ) throws -> [String: [UInt8]] {
    guard files.count > 1, let header = files.first(where: { CarriedHeader.isHeader($0.source) }) else { return [:] }
    guard files.count == 2, let voxels = files.first(where: { $0.name != header.name }),
      let bytes = try CarriedHeader.renamed(
        header.source, from: voxels.source.lastPathPart, to: voxels.name.lastPathPart)
    else { throw cannotBeCarried(alias) }
    return [header.name: bytes]
  }

  private static func cannotBeCarried(_ alias: Alias) -> Failure {
    Failure(.usage, path: alias.text, words("study.checkout.named-data"), advice: words("study.work.ask-coordinator"))
  }

  /// Copies it; what is there already stays. Then it is read again from the disk: all of it is as it came into the
  /// study, and opens.
  /// - Parameter progress: called with bytes written.
  mutating func copy(to checkout: StudyFolder, progress: (Int) -> Void) throws {
    do {
      try Paths.makeFolder(checkout.path.appendingPath(Self.folder))
      if place.path.pathFolder == Self.folder, files.contains(where: { $0.name.hasPrefix(place.path + "/") }) {
        try Paths.makeFolder(checkout.path.appendingPath(place.path))
      }
      for (source, name) in files {
        let target = checkout.path.appendingPath(name)
        if let header = renamed[name] {
          try StudyFile.write(header, to: target)
          progress(FileState(source)?.size ?? 0)
          continue
        }
        guard let size = FileState(source)?.size else { throw SafeFile.unreadable(source, ENOENT) }
        if FileState(target)?.size != size { try Self.copy(source, size, to: target) }
        progress(size)
      }
      try confirm(in: checkout)
    } catch { throw scan.said(error, parts: files.map(\.source)) }
  }

  private static func copy(_ source: String, _ size: Int, to target: String) throws {
    do {
      try SafeFile.replace(target, calls: .live) { file, path throws(SystemError) in
        try SafeFile.copy(source, 0..<size, to: file, path, calls: .live)
      }
    } catch {
      // Where the source cannot be read, that is what is said: its name is the alias by then.
      throw error.failure(words("study.checkout.not-copied"), about: error.path == source ? source : target)
    }
  }

  private mutating func confirm(in checkout: StudyFolder) throws {
    let copies = files.map { checkout.path.appendingPath($0.name) }
    for path in copies { Self.forget(path) }
    guard try isFaithful(checkout) else {
      // A second try shall copy it anew.
      for path in copies { unlink(path.systemPath) }
      throw Failure(
        .io, path: alias.text, words("study.checkout.bad-copy"), advice: words("study.checkout.bad-copy-advice"))
    }
    let path = checkout.located(place.path)
    let description = try FormatRegistry.standard.describe(path, ReadOptions(choice: place.choice) { _ in })
    let parts = Scans.parts(of: path, description)
    let fingerprint = try ScanIdentity.fingerprint(ofFiles: parts)
    if !renamed.isEmpty { place.copy = .init(sha256: try Scans.identity(of: parts), fingerprint: fingerprint) }
    guard place.original(fingerprint) == place.fingerprint else {
      throw Failure(
        .badData, path: alias.text, words("study.checkout.other-copy"), advice: words("study.work.ask-coordinator"))
    }
  }

  /// Whether all files are those that came into the study; of a header that was written anew, whether the others are.
  private func isFaithful(_ checkout: StudyFolder) throws -> Bool {
    let copies = files.map { checkout.path.appendingPath($0.name) }
    if renamed.isEmpty { return try Scans.identity(of: copies) == place.sha256 }
    guard try Scans.identity(of: files.map(\.source)) == place.sha256 else { return false }
    return try zip(files, copies).allSatisfy { file, copy in
      let wanted = try renamed[file.name].map { sha256($0) } ?? ScanIdentity.sha256(of: file.source)
      return try ScanIdentity.sha256(of: copy) == wanted
    }
  }

  /// What was written is read from the disk, not from memory.
  private static func forget(_ path: String) {
    #if os(Linux)
      let file = open(path.systemPath, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return }
      defer { close(file) }
      posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
    #endif
  }
}
