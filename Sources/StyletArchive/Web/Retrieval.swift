import StyletBase
import StyletFiles

/// The ways to ask DICOMweb for files, from the one that gives them as they are stored, in one answer, down.
enum RetrievalWay: Int, CaseIterable, Comparable {
  case series, seriesAnySyntax, instance, instanceAnySyntax, instanceBare, old

  static func < (l: RetrievalWay, r: RetrievalWay) -> Bool { l.rawValue < r.rawValue }

  var isOfSeries: Bool { self == .series || self == .seriesAnySyntax }
  /// Whether it asks for what is stored, not for what the archive makes of it.
  var asksForStored: Bool { self == .series || self == .instance || self == .old }

  /// Exactly in this form: some archives refuse others (PS3.18 8.7.3.5.2).
  var accept: String {
    switch self {
    case .series, .instance: #"multipart/related; type="application/dicom"; transfer-syntax=*"#
    case .seriesAnySyntax, .instanceAnySyntax: #"multipart/related; type="application/dicom""#
    case .instanceBare, .old: "application/dicom"
    }
  }
}

extension DICOMweb {
  package func fetch(_ series: ReceivedSeries) throws {
    do {
      if series.isMostlyMissing {
        for way in RetrievalWay.allCases where way.isOfSeries && !refused.contains(way) {
          if try retrieve(nil, of: series, way) { break }
        }
      }
      for uid in series.missing { try fetch(uid, of: series) }
    } catch let failure as Failure where failure.kind == .io || failure.kind == .noInput {
      try series.mustBeWhole(because: failure)
    }
    try series.mustBeWhole()
  }

  private func fetch(_ uid: String, of series: ReceivedSeries) throws {
    for way in RetrievalWay.allCases where !way.isOfSeries && !refused.contains(way) {
      if way == .old, web.wadoURL == nil { continue }
      if try retrieve(uid, of: series, way) { return }
    }
    throw failure(ArchiveHead(status: 406))
  }

  /// - Returns: false where the archive does not answer in this way.
  private func retrieve(_ uid: String?, of series: ReceivedSeries, _ way: RetrievalWay) throws -> Bool {
    let place = "studies/\(series.study)/series/\(series.series)" + (uid.map { "/instances/\($0)" } ?? "")
    var url = "\(web.url)/\(place)"
    if way == .old, let old = web.wadoURL, let uid {
      url = "\(old)?requestType=WADO&studyUID=\(series.study)&seriesUID=\(series.series)&objectUID=\(uid)"
        + "&contentType=application%2Fdicom&transferSyntax=*"
    }
    let parts = ReceivedParts(series)
    let head = try exchange(
      ArchiveRequest(url, headers: ["Accept: \(way.accept)"]), begun: parts.begin, bytes: parts.take)
    switch head.status {
    case 200, 206:
      try parts.finish()
      if !way.asksForStored { series.mayBeTranscoded = true }
      return true
    case 400, 406, 415, 501:
      refused.insert(way)
      return false
    default: throw failure(head)
    }
  }
}

/// What an answer brings, part by part, into the series' folder.
private final class ReceivedParts {
  private let series: ReceivedSeries
  private enum Form { case none, parts(MultipartReader), bare }
  private var form = Form.none
  private var file: OutputFile?

  init(_ series: ReceivedSeries) { self.series = series }

  func begin(_ head: ArchiveHead) throws {
    guard head.status == 200 || head.status == 206 else { return }
    let type = head.mediaType
    if let boundary = type?.boundary {
      form = .parts(try faults { () throws(MultipartReader.Fault) in try MultipartReader(boundary: boundary) })
    } else if type?.name == "application/dicom" {
      // What does not say where it ends cannot be known to be whole.
      guard head.hasEnd else { throw Failure(.io, words("archive.no-end")) }
      form = .bare
      file = try series.begin()
    } else {
      throw Failure(
        .io, words("archive.other-type", ["type": type?.name ?? "-"]), advice: words("archive.other-type-advice"))
    }
  }

  func take(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try series.mustBeWanted()
    switch form {
    case .none: break
    case .bare: try file?.write(UnsafeRawBufferPointer(bytes))
    case .parts(var reader):
      form = .none  // not copied while it changes
      defer { form = .parts(reader) }
      try faults { try reader.take(bytes, tell) }
    }
  }

  private func tell(_ event: MultipartReader.Event) throws {
    switch event {
    case .part: file = try series.begin()
    case .bytes(let bytes): try bytes.withUnsafeBytes { try file?.write($0) }
    case .end: try end()
    }
  }

  private func end() throws {
    guard let ended = file else { return }
    file = nil
    try series.end(ended)
  }

  func finish() throws {
    switch form {
    case .none: break
    case .bare: try end()
    case .parts(let reader): try faults { try reader.finish() }
    }
  }

  private func faults<R>(_ body: () throws -> R) throws -> R {
    do { return try body() } catch let fault as MultipartReader.Fault {
      throw Failure(.io, words("archive.multipart", ["fault": "\(fault)"]))
    }
  }
}
