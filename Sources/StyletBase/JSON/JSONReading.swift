extension JSONValue {
  /// The one value that a JSON text holds (RFC 8259): strictly read, at most ``JSONParser/depth`` deep.
  /// - Throws: a ``Failure`` (`badData`) with line and column. Cost: the bytes.
  public init(reading bytes: [UInt8]) throws {
    do {
      self = try JSONParser.parse(bytes)
    } catch {
      throw Failure(.badData, error.said, at: error.place, advice: words("error.export-again"))
    }
  }
}
