import Glibc
import StyletBase

/// A folder that is there whole or not at all: made beside its place under another name, and renamed by ``commit()``.
/// Left uncommitted, or when the program is ended, it is removed with all that is in it.
package final class StagedFolder {
  private let path: String
  /// Where its files are until then.
  package let stage: String
  private var isCommitted = false
  private var made: Set<String> = []

  /// - Throws: a ``Failure`` where something is there already that is no empty folder, or nothing can be made there.
  package init(_ path: String) throws {
    var place = path
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    self.path = place
    guard place != OutputPolicy.standardOutput else {
      throw Failure(.usage, path: place, words("error.output.is-stdout"), advice: words("error.output.other-name"))
    }
    var own = stat()
    if lstat(place.systemPath, &own) == 0 {
      guard own.st_mode & S_IFMT == S_IFDIR, Paths.names(in: place)?.isEmpty == true else {
        throw Failure(
          .cannotCreate, path: place, words("study.export.there"), advice: words("error.output.other-name"))
      }
    }
    var name = place.pathFolder.appendingPath(".stylet-export-XXXXXX").systemPath
    guard mkdtemp(&name) != nil else {  // 0700
      throw Failure(
        .cannotCreate, path: place, words("error.no-folder", ["why": SystemReason.said(errno)]),
        advice: words("error.output.other-folder"))
    }
    stage = Paths.text(name)
    Leftovers.add(.folder(stage))
  }

  deinit {
    guard !isCommitted else { return }
    Paths.remove(stage)
    Leftovers.forget(.folder(stage))
  }

  /// Where a file of the folder is written to until then; the folders that it lies in are made.
  /// - Parameter file: from the folder on.
  package func place(of file: String) throws -> String {
    var folder = stage
    for part in file.split(separator: "/").dropLast() {
      folder = folder.appendingPath(String(part))
      if made.insert(folder).inserted { try Paths.makeFolder(folder) }
    }
    return stage.appendingPath(file)
  }

  /// A link to a file elsewhere.
  package func link(_ file: String, to target: String) throws {
    let place = try place(of: file)
    guard symlink(target.systemPath, place.systemPath) == 0 else {
      throw Failure(
        .cannotCreate, path: path, words("study.export.no-link", ["why": SystemReason.said(errno)]),
        advice: words("study.export.copy-instead"))
    }
  }

  /// Puts the folder in its place.
  package func commit() throws {
    // An empty folder gives way to another.
    guard rename(stage.systemPath, path.systemPath) == 0 else {
      throw Failure(
        .cannotCreate, path: path, words("error.no-folder", ["why": SystemReason.said(errno)]),
        advice: words("error.output.other-name"))
    }
    isCommitted = true
    Leftovers.forget(.folder(stage))
  }
}
