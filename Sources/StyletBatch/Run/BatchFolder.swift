import Glibc
import StyletBase

/// Where the files of a run lie: two levels, since a folder of a hundred thousand files is slow on many disks.
public struct BatchFolder: Hashable, Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public var results: String { path.appendingPath("results") }
  public var items: String { path.appendingPath("items") }
  public var claims: String { path.appendingPath("claims") }
  public var logs: String { path.appendingPath("logs") }

  public func result(_ item: BatchItem) -> String { place(results, item).appendingPath(item.id + ".json") }
  /// The folder of what is made of an item.
  public func outputs(_ item: BatchItem) -> String { place(items, item).appendingPath(item.id) }
  public func claim(_ item: BatchItem) -> String { place(claims, item).appendingPath(item.id + ".claim") }

  private func place(_ folder: String, _ item: BatchItem) -> String { folder.appendingPath(String(item.id.prefix(2))) }

  /// Makes the folders that an item's files lie in.
  package func makeFolders(for item: BatchItem, claims: Bool) throws {
    var folders = [path, results, place(results, item), items, place(items, item), outputs(item)]
    if claims { folders += [self.claims, place(self.claims, item)] }
    for folder in folders { try Self.make(folder) }
  }

  package static func make(_ folder: String) throws {
    guard mkdir(folder.systemPath, 0o700) != 0, errno != EEXIST || !Paths.isFolder(folder) else { return }
    let code = errno
    throw Failure(
      [EACCES, EPERM, EROFS].contains(code) ? .noPermission : code == ENOSPC || code == EIO ? .io : .cannotCreate,
      path: folder, words("batch.no-folder", ["why": SystemReason.said(code)]), advice: words("error.output.other-folder"))
  }

  /// What a run that was killed left half written.
  package func clear(_ item: BatchItem) {
    let folder = outputs(item)
    for name in Paths.names(in: folder) ?? [] where name.hasPrefix(".stylet-") && name.hasSuffix(".tmp") {
      Paths.remove(folder.appendingPath(name))
    }
  }

  /// The result of an item by these settings; nil where there is none, or one of other settings or of another scan.
  /// - Throws: a ``Failure`` where a file of that name is no result.
  package func result(_ item: BatchItem, _ settings: String) throws -> BatchResult? {
    guard let found = try BatchResult(reading: result(item)) else { return nil }
    guard found.item == item.id, found.settings == settings, found.fingerprint == item.fingerprint else { return nil }
    return found
  }
}
