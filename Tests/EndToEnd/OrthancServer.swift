import Foundation
import Glibc
import TestSupport
import Testing

/// Orthanc with its DICOMweb plug-in, of a folder of its own.
final class OrthancServer {
  let web: UInt16, dicom: UInt16
  private var process = Process()
  private let folder: String

  static let missing = OtherProgram.said(.orthanc, .orthancDICOMweb, .dcmtk)
  static let isInstalled = OtherProgram.missing(.orthanc, .orthancDICOMweb, .dcmtk).isEmpty
  static let password = "test-only-7d1"

  init() throws {
    folder = NSTemporaryDirectory() + "/stylet-orthanc-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder + "/db", withIntermediateDirectories: true)
    (web, dicom) = (try LoopbackServer.freePort(), try LoopbackServer.freePort())
    let settings: [String: Any] = [
      "Name": "Stylet", "StorageDirectory": folder + "/db", "IndexDirectory": folder + "/db",
      "Plugins": [OtherProgram.orthancPlugin],
      "HttpPort": Int(web), "DicomPort": Int(dicom), "DicomAet": "ARCHIVE", "RemoteAccessAllowed": false,
      "AuthenticationEnabled": true, "RegisteredUsers": ["stylet": Self.password],
      "DicomModalities": ["stylet": ["STYLET", "127.0.0.1", 11112]],
      "DicomWeb": ["Enable": true, "Root": "/dicom-web/"],
    ]
    try JSONSerialization.data(withJSONObject: settings).write(to: URL(fileURLWithPath: folder + "/orthanc.json"))
    try start()
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Over what it had before it was stopped.
  func start() throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: OtherProgram.orthanc)
    process.arguments = [folder + "/orthanc.json"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
  }

  /// Not by asking: a program that a test's thread has started may hold the signal back.
  func stop() {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Files in its store: at least one for each object.
  var files: Int {
    // In folders by the first two digits of their names; the others are its index.
    (try? FileManager.default.subpathsOfDirectory(atPath: folder + "/db").count { $0.split(separator: "/").count == 3 }) ?? 0
  }

  /// Settings for the program that name it as an archive.
  /// - Parameters:
  ///   - secret: the path of the file with the password.
  ///   - more: lines that follow.
  func settings(_ name: String, port: UInt16? = nil, secret: String, _ more: String = "") -> String {
    """
    [archive.\(name)]
    url = "http://127.0.0.1:\(port ?? web)/dicom-web"
    auth = "basic"
    user = "stylet"
    secret-file = "\(secret)"
    \(more)

    """
  }
}
