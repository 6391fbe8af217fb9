import StyletBase

/// The fields of an NRRD header, up to the blank line that ends it, or the end of a detached one.
///
/// Source: "Definition of NRRD file format", teem.sourceforge.net/nrrd/format.html.
struct NRRDHeader {
  /// NRRD000n
  let version: Int
  /// Field name, lower case → text.
  private var fields: [String: (text: String, line: Int)] = [:]
  /// The key/value pairs of the user's, `key:=value`, in order, with their escapes (\\n, \\\\) undone. They may hold
  /// anything, so they are shown only by those who know the key.
  private(set) var pairs: [(key: String, value: String)] = []
  /// The lines after `data file: LIST`.
  private(set) var list: [String] = []
  /// Offset of the first byte after the header.
  private(set) var end = 0

  static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: Array("NRRD".utf8)) }

  init(_ path: String) throws {
    var lines = try HeaderLines(path)
    let magic = lines.next() ?? ""
    guard magic.hasPrefix("NRRD"), magic.count == 8, let number = Int(magic.dropFirst(4)) else {
      throw Failure(.badData, "not an NRRD file: it begins with \"\(magic.prefix(20))\"", at: "line 1")
    }
    guard (1...5).contains(number) else {
      throw Failure(
        .badData, "NRRD version \(number) is not known", at: "line 1", advice: "save it as NRRD0001 to NRRD0005")
    }
    version = number
    var isEnded = false
    while let line = lines.next() {
      isEnded = line.isEmpty
      if isEnded { break }
      if line.hasPrefix("#") { continue }
      guard let colon = line.firstIndex(of: ":") else {
        throw Failure(.badData, "\"\(line.prefix(40))\" is neither a field nor a comment", at: lines.place)
      }
      let value = line[line.index(after: colon)...]
      if value.hasPrefix("=") {
        pairs.append((Self.unescaped(line[..<colon]), Self.unescaped(value.dropFirst())))
        continue
      }
      var key = line[..<colon].trimmed.lowercased()
      key = Self.synonyms[key] ?? key
      if fields[key] != nil { throw Failure(.badData, "the field \(key) stands twice", at: lines.place) }
      fields[key] = (value.trimmed, lines.number)
      if key == "data file", value.words.first == "LIST" {
        while let name = lines.next() { if !name.trimmed.isEmpty { list.append(name.trimmed) } }
      }
    }
    guard isEnded || !lines.isCut else {
      throw Failure(.badData, "the header does not end within \(HeaderLines.limit >> 20) MB", at: lines.place)
    }
    end = lines.position
  }

  /// The value of the last pair with this key.
  func pair(_ key: String) -> String? { pairs.last { $0.key == key }?.value }

  private static func unescaped(_ text: Substring) -> String {
    var out = ""
    var isEscaped = false
    for c in text {
      if isEscaped {
        out += c == "n" ? "\n" : c == "\\" ? "\\" : "\\\(c)"
        isEscaped = false
      } else if c == "\\" {
        isEscaped = true
      } else {
        out.append(c)
      }
    }
    return isEscaped ? out + "\\" : out
  }

  private static let synonyms = [
    "datafile": "data file", "lineskip": "line skip", "byteskip": "byte skip", "centerings": "centers",
    "axismins": "axis mins", "axismaxs": "axis maxs", "sampleunits": "sample units",
  ]

  func field(_ name: String) -> (text: String, place: String)? {
    fields[name].map { ($0.text, "\(name), line \($0.line)") }
  }

  func required(_ name: String) throws -> (text: String, place: String) {
    guard let f = field(name) else {
      throw Failure(.badData, "the header has no field \"\(name)\"", advice: "copy the file again")
    }
    return f
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    try field(name).map { try integers($0.text, in: range, count: 1, of: name, at: $0.place)[0] }
  }

  func element() throws -> ElementType {
    let f = try required("type")
    switch f.text.lowercased() {
    case "signed char", "int8", "int8_t": return .int8
    case "uchar", "unsigned char", "uint8", "uint8_t": return .uint8
    case "short", "short int", "signed short", "signed short int", "int16", "int16_t": return .int16
    case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t": return .uint16
    case "int", "signed int", "int32", "int32_t": return .int32
    case "uint", "unsigned int", "uint32", "uint32_t": return .uint32
    case "longlong", "long long", "long long int", "signed long long", "signed long long int", "int64", "int64_t":
      return .int64
    case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t": return .uint64
    case "float": return .float32
    case "double": return .float64
    default:
      throw Failure(
        .badData, "voxels of type \"\(f.text)\" are not read", at: f.place, advice: "convert it to short or float")
    }
  }
}
