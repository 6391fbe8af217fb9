import Glibc
import StyletBase
import StyletDICOM
import StyletProject

/// DICOMweb (PS3.18): searching by QIDO-RS. Retrieving and storing are in files of their own.
package final class DICOMweb: ArchiveClient {
  let web: ArchiveWeb
  let name: String
  private let transport: any ArchiveTransport
  private let wait: (Double) -> Void
  /// The ways to ask for files that this archive has refused.
  var refused: Set<RetrievalWay> = []

  /// - Parameter wait: so many seconds, where the archive asks for patience.
  package init(
    _ web: ArchiveWeb, name: String, transport: any ArchiveTransport,
    wait: @escaping (Double) -> Void = { usleep(UInt32($0 * 1e6)) }
  ) {
    (self.web, self.name, self.transport, self.wait) = (web, name, transport, wait)
  }

  // MARK: Exchanges

  /// A request is made so often where the archive is busy, and waited for so long at most, s.
  private static let tries = 3, longestWait = 60.0

  /// One exchange; asked again after the time that a busy archive names (429, 503).
  func exchange(
    _ request: ArchiveRequest, begun: (ArchiveHead) throws -> Void, bytes: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws -> ArchiveHead {
    for n in 1... {
      var head = ArchiveHead(status: 0)
      try transport.exchange(
        request,
        begun: {
          head = $0
          if !Self.isBusy(head) { try begun(head) }
        },
        bytes: { if !Self.isBusy(head) { try bytes($0) } })
      guard Self.isBusy(head) else { return head }
      let seconds = head.headers["retry-after"].flatMap { Double($0) } ?? Double(5 * n)
      guard n < Self.tries, seconds >= 0, seconds <= Self.longestWait else {
        throw Failure(
          .io, path: name, words("archive.busy", ["status": head.status]), advice: words("archive.later"))
      }
      wait(seconds)
    }
    throw failure(ArchiveHead(status: 0))
  }

  private static func isBusy(_ head: ArchiveHead) -> Bool { head.status == 429 || head.status == 503 }

  /// An answer that is small enough to be in memory.
  func answer(_ request: ArchiveRequest) throws -> (head: ArchiveHead, bytes: [UInt8]) {
    var all: [UInt8] = []
    let head = try exchange(
      request, begun: { _ in },
      bytes: { piece in
        guard all.count + piece.count <= DICOMAnswer.most else {
          throw Failure(.badData, path: self.name, words("archive.too-long"), advice: words("archive.narrower"))
        }
        all.append(contentsOf: piece)
      })
    return (head, all)
  }

  /// What a status means that is none of those that go well. Nothing of the answer's text is in it.
  func failure(_ head: ArchiveHead) -> Failure {
    switch head.status {
    case 401, 403:
      Failure(
        .noPermission, path: name, words("archive.not-let-in", ["status": head.status]),
        advice: words("archive.not-let-in-advice", ["name": name]))
    case 404, 410: Failure(.noInput, path: name, words("archive.not-there"), advice: words("archive.not-there-advice"))
    case 406, 415:
      Failure(
        .io, path: name, words("archive.no-form", ["status": head.status]), advice: words("archive.tell-them"))
    case 300..<400:
      Failure(
        .io, path: name, words("archive.elsewhere", ["status": head.status]), advice: words("archive.elsewhere-advice"))
    default:
      Failure(.io, path: name, words("archive.status", ["status": head.status]), advice: words("archive.again"))
    }
  }

  // MARK: Searching

  package func echo() throws { _ = try page("studies", [], limit: 1, offset: 0) }

  package func find(_ query: ArchiveQuery) throws -> ArchiveRows {
    if let study = query.study {
      guard isUID(study) else { throw noUID(study) }
      return try all(
        "studies/\(study)/series", [], by: ArchiveTag.seriesUID, most: query.most,
        including: [ArchiveTag.seriesDescription, ArchiveTag.seriesInstances, ArchiveTag.modality]
      ) { $0[ArchiveTag.studyUID].map { $0 == study } == false ? "StudyInstanceUID" : nil }
    }
    return try all(
      "studies", query.keys.map { ($0.name, $0.value) }, by: ArchiveTag.studyUID, most: query.most,
      including: [
        ArchiveTag.studyDescription, ArchiveTag.studySeries, ArchiveTag.studyInstances, ArchiveTag.modalities,
      ],
      contradicted: query.contradicted)
  }

  package func instances(study: String, series: String) throws -> [ListedInstance] {
    for uid in [study, series] where !isUID(uid) { throw noUID(uid) }
    let found = try all(
      "studies/\(study)/series/\(series)/instances", [], by: ArchiveTag.instanceUID, most: 100_000,
      including: [ArchiveTag.position]
    ) { $0[ArchiveTag.seriesUID].map { $0 == series } == false ? "SeriesInstanceUID" : nil }
    let listed = found.rows.compactMap { row in
      row[ArchiveTag.instanceUID].map { ListedInstance($0, at: Self.place(row)) }
    }
    guard listed.allSatisfy({ isUID($0.uid) }) else { throw Failure(.badData, path: name, words("archive.bad-uid")) }
    let counted = try all(
      "studies/\(study)/series", [("SeriesInstanceUID", series)], by: ArchiveTag.seriesUID, most: 1000,
      including: [ArchiveTag.seriesInstances]
    ) { $0[ArchiveTag.seriesUID] == series ? nil : "SeriesInstanceUID" }
    try checkCount(listed.count, of: counted.rows.first, in: name)
    return listed
  }

  private static func place(_ row: DICOMAnswer) -> SIMD3<Double>? {
    let numbers = (row.elements[ArchiveTag.position] ?? []).compactMap { Double($0) }.filter { abs($0) < 1e6 }
    return numbers.count == 3 ? SIMD3(numbers[0], numbers[1], numbers[2]) : nil
  }

  private func page(_ path: String, _ query: [(String, String)], limit: Int, offset: Int) throws -> [DICOMAnswer] {
    let asked = query + [("limit", "\(limit)"), ("offset", "\(offset)")]
    let text = asked.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
    let (head, bytes) = try answer(
      ArchiveRequest("\(web.url)/\(path)?\(text)", headers: ["Accept: application/dicom+json"]))
    switch head.status {
    case 204: return []
    case 200: do { return bytes.isEmpty ? [] : try DICOMAnswer.rows(bytes) } catch let failure as Failure {
      throw failure.about(name)
    }
    default: throw failure(head)
    }
  }

  /// All rows, page by page, until one brings nothing new: archives cut pages at lengths of their own.
  private func all(
    _ path: String, _ query: [(String, String)], by key: String, most: Int, including fields: [String],
    contradicted: (DICOMAnswer) -> String?
  ) throws -> ArchiveRows {
    var found = ArchiveRows(), seen: Set<String> = [], unheeded: Set<String> = [], asked = 0
    let query = query + fields.map { ("includefield", $0) }
    while found.rows.count < most {
      let rows = try page(path, query, limit: web.page, offset: asked)
      asked += rows.count
      let new = rows.filter { row in row[key].map { seen.insert($0).inserted } ?? false }
      if new.isEmpty {
        if !rows.isEmpty { found.remarks.append(words("archive.no-pages")) }
        break
      }
      for row in new {
        if let name = contradicted(row) { unheeded.insert(name) } else { found.rows.append(row) }
      }
      // A million rows that are not wanted are no answer.
      if seen.count > 100_000 + most { break }
    }
    if found.rows.count > most || found.rows.count == most {
      found.rows.removeLast(found.rows.count - most)
      found.isCut = true
    }
    for key in unheeded.sorted() { found.remarks.append(words("archive.unheeded", ["key": key])) }
    return found
  }

  /// Of the letters of an address those that mean nothing else (RFC 3986 §2.3); all others by their bytes.
  static func escaped(_ text: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      let isPlain = 48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || "-._~*".utf8.contains(byte)
      out += isPlain ? [byte] : [37, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    }
    return String(decoding: out, as: UTF8.self)
  }
}
