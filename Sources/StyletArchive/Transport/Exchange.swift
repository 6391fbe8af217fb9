/// What an archive is asked by HTTP.
package struct ArchiveRequest: Sendable {
  package enum Method: String, Sendable { case get = "GET", post = "POST" }

  package var method = Method.get
  package var url: String
  /// "Accept: …"; of what says who asks there is nothing among them.
  package var headers: [String] = []
  package var body: [UInt8] = []

  package init(_ url: String, headers: [String] = []) { (self.url, self.headers) = (url, headers) }
}

/// The beginning of an answer.
package struct ArchiveHead: Sendable, Equatable {
  package var status: Int
  /// By their names in lower case; the last of a name counts.
  package var headers: [String: String]

  package init(status: Int, headers: [String: String] = [:]) { (self.status, self.headers) = (status, headers) }

  package var mediaType: MediaType? { headers["content-type"].flatMap { MediaType($0) } }
  /// Whether the answer says itself where it ends.
  var hasEnd: Bool {
    headers["content-length"] != nil || headers["transfer-encoding"]?.lowercased().contains("chunked") == true
  }
}

/// The way to an archive and back: libcurl, or what a test has recorded.
package protocol ArchiveTransport: AnyObject {
  /// One exchange, to its end.
  /// - Parameters:
  ///   - begun: called once, before the first bytes: final headers, not those of an interim answer.
  ///   - bytes: called with each piece.
  /// - Throws: a ``StyletBase/Failure`` where there is no answer or it breaks off, and what the closures throw.
  func exchange(
    _ request: ArchiveRequest, begun: (ArchiveHead) throws -> Void, bytes: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws
}
