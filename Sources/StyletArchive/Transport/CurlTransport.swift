import Glibc
import StyletBase
import StyletProject

/// HTTP by libcurl. Certificates are verified, no redirect is followed: nobody else is shown who asks. A connection is
/// kept for the next exchange.
///
/// Used by one thread at a time.
package final class CurlTransport: ArchiveTransport {
  private let library: CurlLibrary
  private let handle: CurlLibrary.Handle
  private let web: ArchiveWeb
  private let name: String
  private var secret: String?
  /// What the library says of the last failure (CURL_ERROR_SIZE).
  private let said = UnsafeMutablePointer<CChar>.allocate(capacity: 256)

  /// - Throws: a ``Failure`` where libcurl is missing.
  package init(_ web: ArchiveWeb, name: String) throws {
    library = try CurlLibrary.load()
    guard let handle = library.handle() else { throw Failure(.io, words("archive.no-curl")) }
    (self.handle, self.web, self.name) = (handle, web, name)
  }

  deinit {
    library.free(handle)
    said.deallocate()
  }

  /// Seconds: to connect, and with next to nothing.
  private static let connecting = 10, stalled = 60
  /// Bytes a second that are more than nothing: the slowest line has more, and who sends one now and then would never end.
  private static let slowest = 16

  package func exchange(
    _ request: ArchiveRequest, begun: (ArchiveHead) throws -> Void, bytes: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    library.reset(handle)
    said.initialize(repeating: 0, count: 256)
    library.set(handle, .errorBuffer, UnsafeRawPointer(said))
    try prepare()
    library.set(handle, .url, request.url)
    if web.isLoopback { library.set(handle, .noProxy, "*") }
    var lines = request.headers
    // Without it the library waits a second for an interim answer before it sends.
    if request.method == .post { lines.append("Expect:") }
    if web.auth == .bearer { lines.append("Authorization: Bearer \(try theSecret())") }
    try withoutActuallyEscaping(begun) { begun in
      try withoutActuallyEscaping(bytes) { bytes in
        let answer = CurlAnswer(begun: begun, bytes: bytes)
        let code = library.withLines(lines) { list in
          library.set(handle, .httpHeader, list)
          return withExtendedLifetime(answer) { perform(request, into: answer) }
        }
        if let thrown = answer.thrown { throw thrown }
        guard code == 0 else { throw failure(code, begun: answer.isBegun) }
        try answer.begin()
      }
    }
  }

  private func perform(_ request: ArchiveRequest, into answer: CurlAnswer) -> Int {
    let box = Unmanaged.passUnretained(answer).toOpaque()
    library.set(handle, .headerData, UnsafeRawPointer(box))
    library.set(handle, .writeData, UnsafeRawPointer(box))
    library.set(handle, .header) { bytes, size, count, box in
      guard let bytes, let box else { return 0 }
      let length = size * count
      let answer = Unmanaged<CurlAnswer>.fromOpaque(box).takeUnretainedValue()
      answer.header(UnsafeBufferPointer(start: bytes, count: length))
      return length
    }
    library.set(handle, .write) { bytes, size, count, box in
      guard let bytes, let box else { return 0 }
      let length = size * count, answer = Unmanaged<CurlAnswer>.fromOpaque(box).takeUnretainedValue()
      return answer.take(UnsafeBufferPointer(start: bytes, count: length)) ? length : 0
    }
    guard request.method == .post else {
      library.set(handle, .httpGet, 1)
      return library.perform(handle)
    }
    library.set(handle, .post, 1)
    return request.body.withUnsafeBytes { body in
      library.set(handle, .postSize, body.count)
      library.set(handle, .postFields, body.baseAddress)
      return library.perform(handle)
    }
  }

  private func prepare() throws {
    let agreed = [
      library.set(handle, .verifyPeer, 1), library.set(handle, .verifyHost, 2),
      library.set(handle, .protocols, web.url.hasPrefix("https") ? 2 : 3), library.set(handle, .noSignal, 1),
      library.set(handle, .connectTimeout, Self.connecting), library.set(handle, .lowSpeedLimit, Self.slowest),
      library.set(handle, .lowSpeedTime, Self.stalled), library.set(handle, .userAgent, "stylet/\(Release.version)"),
    ]
    guard agreed.allSatisfy({ $0 }) else { throw Failure(.io, words("archive.no-curl")) }
    for (option, path) in [(CurlOption.caInfo, web.trusted), (.certificate, web.certificate), (.key, web.key)] {
      if let path, !library.set(handle, option, path) { throw Failure(.io, path: path, words("archive.no-curl")) }
    }
    switch web.auth {
    case .none, .bearer: break
    case .netrc: library.set(handle, .netrc, 2)  // the file alone says it
    case .basic:
      library.set(handle, .httpAuth, 1)
      library.set(handle, .userName, web.user ?? "")
      library.set(handle, .password, try theSecret())
    }
  }

  /// Read once.
  private func theSecret() throws -> String {
    if let secret { return secret }
    let read = try ArchiveSecret.read(web.secret, archive: name)
    secret = read
    return read
  }

  /// What curl's number means to somebody who waits for an archive (libcurl-errors(3)).
  private func failure(_ code: Int, begun: Bool) -> Failure {
    said[255] = 0
    let detail = String(cString: said), why = detail.isEmpty ? library.reason(code) : detail
    if let cause = TLSFault(code, why) {
      return Failure(
        .io, path: name, words("archive.tls", ["url": web.url, "cause": cause.rawValue, "why": why]),
        advice: words("archive.tls-advice", ["own": cause == .ours]))
    }
    switch code {
    case 5, 6, 7:
      return Failure(
        .io, path: name, words("archive.not-reached", ["url": web.url, "why": why]),
        advice: words("archive.not-reached-advice"))
    case 28: return Failure(.io, path: name, words("archive.silent", ["url": web.url]), advice: words("archive.again"))
    case 8, 16, 18, 52, 55, 56, 92, 95:
      // Who does not show a certificate that is wanted may see no more of it than that.
      let mayWantOurs = !begun && web.url.hasPrefix("https") && web.certificate == nil
      return Failure(
        .io, path: name, words("archive.broken-off", ["begun": begun, "why": why]),
        advice: words(mayWantOurs ? "archive.again-or-certificate" : "archive.again"))
    default: return Failure(.io, path: name, words("archive.broken-off", ["begun": begun, "why": why]))
    }
  }
}

/// Why a connection is not safe, by curl's number and what it says: that of OpenSSL and of GnuTLS.
enum TLSFault: String {
  case expired, authority, host, ours, other

  init?(_ code: Int, _ said: String) {
    let text = said.lowercased()
    func has(_ any: String...) -> Bool { any.contains { text.contains($0) } }
    // The other side says so after the first exchange of keys, in what curl takes for a broken line.
    let isAlert = has("alert") && has("certificate required", "bad certificate", "handshake failure", "unknown ca")
    guard isAlert || [35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91].contains(code) else { return nil }
    if isAlert || code == 58 {
      self = .ours
    } else if has("expired") {
      self = .expired
    } else if has("subject name", "does not match", "doesn't match") {
      self = .host
    } else if has("issuer", "self-signed", "self signed", "signer not found", "unknown") {
      self = .authority
    } else {
      self = .other
    }
  }
}

/// What comes of one exchange.
private final class CurlAnswer {
  private let begun: (ArchiveHead) throws -> Void
  private let bytes: (UnsafeBufferPointer<UInt8>) throws -> Void
  private var head = ArchiveHead(status: 0)
  private(set) var isBegun = false
  private(set) var thrown: (any Error)?
  /// Bytes of all headers; more than so many are passed over.
  private var size = 0
  private static let most = 1 << 18

  init(
    begun: @escaping (ArchiveHead) throws -> Void, bytes: @escaping (UnsafeBufferPointer<UInt8>) throws -> Void
  ) {
    (self.begun, self.bytes) = (begun, bytes)
  }

  func header(_ line: UnsafeBufferPointer<UInt8>) {
    size += line.count
    guard size <= Self.most, !isBegun else { return }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // Of an interim answer nothing counts.
      let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
      head = ArchiveHead(status: status ?? 0)
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].drop { $0.isWhitespace }
      var end = value.endIndex
      while end > value.startIndex, value[value.index(before: end)].isWhitespace { end = value.index(before: end) }
      head.headers[text[..<colon].lowercased()] = String(value[..<end])
    }
  }

  /// - Returns: false where it is to end.
  func take(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
    do {
      try begin()
      try bytes(piece)
      return true
    } catch {
      thrown = error
      return false
    }
  }

  func begin() throws {
    guard !isBegun else { return }
    isBegun = true
    try begun(head)
  }
}
