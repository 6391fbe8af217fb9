import StyletBase
import StyletProject

@testable import StyletArchive

/// An archive of recorded answers: what is asked is looked up by a rule, and kept.
final class RecordedArchive: ArchiveTransport {
  struct Answer {
    var status = 200
    var type: String? = "application/dicom+json"
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    static func json(_ text: String, status: Int = 200) -> Answer { Answer(status: status, body: Array(text.utf8)) }
    static func status(_ status: Int, _ headers: [String: String] = [:]) -> Answer {
      Answer(status: status, type: nil, headers: headers)
    }
  }

  /// What was asked for: paths with their queries, and the form.
  private(set) var asked: [(path: String, accept: String)] = []
  private let answer: (_ path: String, _ accept: String, _ body: [UInt8]) -> Answer

  init(_ answer: @escaping (_ path: String, _ accept: String, _ body: [UInt8]) -> Answer) { self.answer = answer }

  func exchange(
    _ request: ArchiveRequest, begun: (ArchiveHead) throws -> Void, bytes: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    let path = request.url.replacing("http://127.0.0.1/dicom-web/", with: "")
    let accept = request.headers.first { $0.hasPrefix("Accept: ") }.map { String($0.dropFirst(8)) } ?? ""
    asked.append((path, accept))
    let found = answer(path, accept, request.body)
    var headers = found.headers
    headers["content-type"] = found.type
    try begun(ArchiveHead(status: found.status, headers: headers))
    for start in stride(from: 0, to: found.body.count, by: 1000) {
      try found.body[start..<min(start + 1000, found.body.count)].withUnsafeBufferPointer { try bytes($0) }
    }
  }

  /// The settings that lead here.
  static func place(_ more: String = "") throws -> ArchivePlace {
    let text = "[archive.x]\nurl = \"http://127.0.0.1/dicom-web/\"\n" + more
    return try UserSettings.parse(text, name: "settings.toml").archive("x", settings: "settings.toml")
  }

  /// - Parameter waits: seconds that were waited.
  func client(_ waits: @escaping (Double) -> Void = { _ in }) throws -> DICOMweb {
    guard case .web(let web) = try Self.place().way else { throw Failure(.usage, "no web") }
    return DICOMweb(web, name: "x", transport: self, wait: waits)
  }
}
