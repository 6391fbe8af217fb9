import Foundation
import Glibc
import TestSupport
import Testing

/// A folder with settings and a series that the archive has.
final class ArchiveCase {
  let path: String
  let orthanc: OrthancServer
  let series = SmallSeries(count: 8, patient: { _ in "P1" })

  init() throws {
    path = NSTemporaryDirectory() + "/stylet-archive-\(UUID().uuidString.prefix(8))"
    try series.write(to: path + "/ct")
    orthanc = try OrthancServer()
    try settings()
    try wait("Orthanc", seconds: 60) { (try? run("echo", "local").status) == 0 }
    try send(path + "/ct")
  }

  /// Into the archive, a folder of DICOM files.
  func send(_ folder: String) throws {
    let sender = Process()
    sender.executableURL = URL(fileURLWithPath: OtherProgram.storescu)
    // JPEG-LS lossless too, which is not among what it proposes by itself.
    sender.arguments = ["-R", "-xt", "-aec", "ARCHIVE", "127.0.0.1", "\(orthanc.dicom)", "+sd", folder]
    try sender.run()
    sender.waitUntilExit()
    try #require(sender.terminationStatus == 0)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// - Parameter through: another port than Orthanc's.
  func settings(through port: UInt16? = nil, password: String = OrthancServer.password) throws {
    try FileManager.default.createDirectory(atPath: path + "/set/stylet", withIntermediateDirectories: true)
    func web(_ name: String, _ more: String = "") -> String {
      orthanc.settings(name, port: port, secret: path + "/secret", more)
    }
    let text = web("local") + web("lab", "research = true") + """
      [archive.net]
      host = "127.0.0.1"
      port = \(orthanc.dicom)
      called = "ARCHIVE"
      research = true
      [archive.stranger]
      host = "127.0.0.1"
      port = \(orthanc.dicom)
      called = "ARCHIVE"
      calling = "NOBODY"
      """
    try text.write(toFile: path + "/set/stylet/settings.toml", atomically: false, encoding: .utf8)
    try password.write(toFile: path + "/secret", atomically: false, encoding: .utf8)
    chmod(path + "/secret", 0o600)
  }

  @discardableResult
  func run(_ arguments: String...) throws -> Ran { try command(["archive"] + arguments) }

  func command(_ arguments: [String]) throws -> Ran {
    try stylet(arguments, in: path, wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(path)/set"])
  }

  /// What is in a folder of a series, by instance.
  func received(_ folder: String) -> [String: Data] {
    let place = path + "/" + folder, names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.reduce(into: [:]) {
      $0[$1] = FileManager.default.contents(atPath: place + "/" + $1).map(Self.dataSet)
    }
  }

  /// The same as it was sent.
  var sent: [String: Data] {
    (0..<series.count).reduce(into: [:]) {
      $0["\(series.uid).\($1 + 1).dcm"] = Self.dataSet(series.slice($1))
    }
  }

  var study: String { series.uid + ".99" }

  /// What follows the meta information, whose length stands in its first element: an archive writes that anew.
  static func dataSet(_ file: Data) -> Data {
    let file = Data(file)
    guard file.count > 144 else { return file }
    let length = (0..<4).reduce(0) { $0 | Int(file[140 + $1]) << (8 * $1) }
    return Data(file.dropFirst(144 + length))
  }
}

/// How many bytes of files a server passes on; nil for all.
final class ByteLimit: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Int?
  var bytes: Int? {
    get { lock.withLock { value } }
    set { lock.withLock { value = newValue } }
  }
}
