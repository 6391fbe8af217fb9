import Glibc

/// How far a folder is looked through. A path such as `/` or `/home` is a slip of the hand: without a bound whoever typed
/// it waits until all files of the machine have been opened.
public struct FolderBound: Sendable {
  public let files: Int
  public let folders: Int
  /// Folders within folders.
  public let depth: Int

  public init(files: Int, folders: Int, depth: Int) { (self.files, self.folders, self.depth) = (files, folders, depth) }

  /// For what is one thing: a scan, a mask, a medium. A CT has up to some thousand files, a medium some ten thousand.
  public static let scan = FolderBound(files: 100_000, folders: 20_000, depth: 32)
  /// For what comes from a hospital, or is worked through item by item: ten thousand scans.
  public static let delivery = FolderBound(files: 5_000_000, folders: 500_000, depth: 64)
}

/// The count of what a walk through folders has met: the one place that ends walks.
public struct FolderCount {
  private let path: String
  private let bound: FolderBound
  private var files = 0
  private var folders = 0

  /// - Parameter path: where the walk begins.
  /// - Throws: a ``Failure`` where that is the root of all files, or no files at all but the system's own words.
  public init(_ path: String, _ bound: FolderBound) throws {
    (self.path, self.bound) = (path, bound)
    guard Paths.resolved(path) != "/" else { throw refusal(words("error.walk.root")) }
    guard !Self.isSystems(path) else { throw refusal(words("error.walk.system")) }
  }

  /// Before a folder is looked into.
  /// - Parameter depth: of it, 0 for that where the walk begins.
  /// - Returns: false where it is the system's own (`/proc`), and passed over.
  /// - Throws: a ``Failure`` at the bound.
  public mutating func enters(_ folder: String, depth: Int) throws -> Bool {
    if depth > 0, Self.isSystems(folder) { return false }
    folders += 1
    guard folders <= bound.folders else { throw refusal(words("error.walk.folders", ["most": bound.folders])) }
    guard depth <= bound.depth else { throw refusal(words("error.walk.depth", ["most": bound.depth])) }
    return true
  }

  /// For each thing in a folder.
  /// - Throws: a ``Failure`` at the bound.
  public mutating func meet() throws {
    files += 1
    guard files <= bound.files else { throw refusal(words("error.walk.files", ["most": bound.files])) }
  }

  private func refusal(_ what: String) -> Failure {
    Failure(.usage, path: path, what, advice: words("error.walk.advice"))
  }

  /// Whether what looks like files there are none of a disk: they have no end (`/proc/kcore`), or change when they are read.
  private static func isSystems(_ folder: String) -> Bool {
    guard let device = Paths.status(folder)?.st_dev else { return false }
    return systems.contains(device)
  }

  /// The devices of the file systems that the kernel makes up, by the folders where they are by convention (hier(7)).
  private static let systems: Set<dev_t> = {
    let disk = Paths.status("/")?.st_dev
    let usual = ["/proc", "/sys", "/dev", "/sys/fs/cgroup", "/sys/kernel/debug", "/sys/kernel/tracing", "/dev/pts"]
    return Set(usual.compactMap { Paths.status($0)?.st_dev }.filter { $0 != disk })
  }()
}
