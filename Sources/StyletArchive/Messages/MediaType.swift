/// A media type as a header has it (RFC 9110 §8.3.1): type and parameters, these quoted or not.
package struct MediaType: Equatable {
  /// In lower case: "multipart/related".
  package var name: String
  /// By their names in lower case; the first of two of a name counts.
  package var parameters: [String: String] = [:]

  /// The longest header that is taken apart, bytes.
  private static let most = 4096

  /// - Returns: nil of what is no media type.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.most else { return nil }
    var rest = Array(text.utf8)[...]
    func trim() { rest = rest.drop { $0 == 32 || $0 == 9 } }
    func word() -> String {
      trim()
      let word = rest.prefix { $0 > 32 && $0 < 127 && !";=\",".utf8.contains($0) }
      rest = rest[word.endIndex...]
      trim()
      return String(decoding: word, as: UTF8.self)
    }
    name = word().lowercased()
    guard name.utf8.count(where: { $0 == 47 }) == 1, !name.hasPrefix("/"), !name.hasSuffix("/") else { return nil }
    while rest.first == UInt8(ascii: ";") {
      rest.removeFirst()
      let key = word().lowercased()
      if key.isEmpty { continue }
      guard rest.first == UInt8(ascii: "=") else { return nil }
      rest.removeFirst()
      trim()
      var value: String
      if rest.first == UInt8(ascii: "\"") {
        rest.removeFirst()
        guard let quoted = Self.quoted(&rest) else { return nil }
        value = quoted
        trim()
      } else {
        value = word()
        // Unquoted boundaries with "=" in them are sent, too.
        while rest.first == UInt8(ascii: "=") {
          rest.removeFirst()
          value += "=" + word()
        }
      }
      if parameters[key] == nil { parameters[key] = value }
    }
    // Some servers put the next parameter inside of the quotes: type="image/jls; transfer-syntax=1.2".
    if let type = parameters["type"], type.contains(";"), let inner = MediaType(type) {
      parameters["type"] = inner.name
      parameters.merge(inner.parameters) { own, _ in own }
    }
    guard rest.isEmpty else { return nil }
  }

  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return String(decoding: value, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        guard let next = rest.popFirst() else { return nil }
        value.append(next)
      } else {
        value.append(byte)
      }
    }
    return nil
  }

  /// What parts the parts of a multipart message: 1 to 70 characters (RFC 2046 §5.1.1); nil where it is none.
  package var boundary: String? {
    guard name.hasPrefix("multipart/"), let text = parameters["boundary"] else { return nil }
    let isGood = (1...70).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && text.last != " "
    return isGood ? text : nil
  }
}
