extension JSONValue {
  /// For people and programs: the members of an object, and the elements of an array in it, one a line.
  public var text: String {
    guard let object else {
      var writer = JSONWriter()
      writer.value(self)
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    let lines = object.members.map { member in
      "  " + JSONValue.string(member.name).text + ": " + member.value.elementsOnLines
    }
    return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n}"
  }

  private var elementsOnLines: String {
    var writer = JSONWriter()
    guard let array, array.contains(where: { $0.object != nil }) else {
      writer.value(self)
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    let lines = array.map { element in
      var writer = JSONWriter()
      writer.value(element)
      return "    " + String(decoding: writer.bytes, as: UTF8.self)
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n  ]"
  }
}
