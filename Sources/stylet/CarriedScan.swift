import Glibc
import StyletBase
import StyletDICOM
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletStudy

/// A scan as a checkout carries it: its files under names that say nothing, byte for byte.
struct CarriedScan {
  let alias: Alias
  /// What the checkout's list of places has of it.
  let place: ScanPlace
  /// Of all its files.
  let bytes: Int
  private let scan: BlindScan
  /// Where its files lie, and what they are called from the checkout's folder on.
  private let files: [(source: String, name: String)]

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
    let names = parts.map { base + (ImageEnding.of($0.lastPathPart.lowercased())?.ending ?? "") }
    // A header that names its voxels' file finds no other.
    let finds = parts.count == 1 || [".hdr", ".img"].allSatisfy { end in names.contains { $0.hasPrefix(base + end) } }
    guard finds, Set(names).count == names.count else {
      throw Failure(
        .usage, path: alias.text, words("study.checkout.named-data"), advice: words("study.work.ask-coordinator"))
    }
    return (names.first ?? base, names)
  }

  /// Copies it; what is there already stays. Then it is read again from the disk: all of it is as it came into the
  /// study, and opens.
  /// - Parameter progress: called with bytes written.
  func copy(to checkout: StudyFolder, progress: (Int) -> Void) throws {
    do {
      try StudyFile.makeFolder(checkout.path.appendingPath(Self.folder))
      if place.path.pathFolder == Self.folder, files.contains(where: { $0.name.hasPrefix(place.path + "/") }) {
        try StudyFile.makeFolder(checkout.path.appendingPath(place.path))
      }
      for (source, name) in files {
        let target = checkout.path.appendingPath(name)
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
    } catch let error as SystemError {
      // Where the source cannot be read, that is what is said: its name is the alias by then.
      throw error.failure(words("study.checkout.not-copied"), about: error.path == source ? source : target)
    }
  }

  private func confirm(in checkout: StudyFolder) throws {
    let copies = files.map { checkout.path.appendingPath($0.name) }
    for path in copies { Self.forget(path) }
    guard try Scans.identity(of: copies) == place.sha256 else {
      // A second try shall copy it anew.
      for path in copies { unlink(path.systemPath) }
      throw Failure(
        .io, path: alias.text, words("study.checkout.bad-copy"), advice: words("study.checkout.bad-copy-advice"))
    }
    let path = checkout.located(place.path)
    let description = try FormatRegistry.standard.describe(path, ReadOptions(choice: place.choice) { _ in })
    let parts = Scans.parts(of: path, description)
    guard try ScanIdentity.fingerprint(ofFiles: parts) == place.fingerprint else {
      throw Failure(
        .badData, path: alias.text, words("study.checkout.other-copy"), advice: words("study.work.ask-coordinator"))
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
