extension JSONValue {
  /// The value's canonical form: members by name, numbers by value, no blanks. Two texts that say the same give the same
  /// bytes, whoever wrote them. Cost: the value, and the sorting of its members.
  package var canonical: [UInt8] {
    var out: [UInt8] = []
    appendCanonical(to: &out)
    return out
  }

  private func appendCanonical(to out: inout [UInt8]) {
    switch self {
    case .null, .bool, .string: out += bytes
    case .number(let n):
      // A whole number is written as one, however it was spelt; what a Double cannot hold stays as it is.
      if let whole = n.int { return out += Array(String(whole).utf8) }
      out += Array((n.double.map { "\($0)" } ?? n.text).utf8)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (n, value) in values.enumerated() {
        if n > 0 { out.append(UInt8(ascii: ",")) }
        value.appendCanonical(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let object):
      out.append(UInt8(ascii: "{"))
      // By the bytes of the names: string order would compare what looks alike as equal.
      let members = object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      for (n, member) in members.enumerated() {
        if n > 0 { out.append(UInt8(ascii: ",")) }
        out += JSONValue.string(member.name).bytes
        out.append(UInt8(ascii: ":"))
        member.value.appendCanonical(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}
