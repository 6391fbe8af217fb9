import StyletBase
import StyletImaging

extension Project {
  /// The file's bytes: UTF-8, keys in a fixed order, one slice a line. The same project gives the same bytes.
  /// Cost: the rows of the slices in use.
  public func encoded() -> [UInt8] {
    var w = JSONWriter()
    w.raw("{\n  \"format\": ")
    w.string(Project.format)
    member(&w, "version", .int(Project.version))
    member(&w, "scan", scanObject)
    member(&w, "reader", JSONObject.object(["name": .string(reader)], unknown.reader))
    if let p = readingProtocol {
      let known: JSONObject = ["id": .string(p.id), "version": .int(p.version)]
      member(&w, "protocol", JSONObject.object(known, unknown.readingProtocol))
    }
    list(&w, "labels", labels.findings.map { .object($0.json.with(unknown.labels[$0.value] ?? [:])) })
    writeLayers(&w)
    list(&w, "landmarks", landmarks)
    list(&w, "measurements", measurements)
    if !lungs.isEmpty { list(&w, "lungs", lungs) }
    if !proposal.isEmpty { list(&w, "proposal", proposal) }
    if !comparison.isEmpty { list(&w, "comparison", comparison) }
    member(&w, "reading", .object(reading))
    if !view.isEmpty { member(&w, "view", .object(view)) }
    member(&w, "extent", .object(extent))
    member(
      &w, "timing",
      JSONObject.object(
        ["sessions": .int(timing.sessions), "seconds": .double(timing.seconds)], unknown.timing))
    list(&w, "audit", audit.map(\.json))
    for other in unknown.top.members { member(&w, other.name, other.value) }
    w.raw("\n}\n")
    return w.bytes
  }

  private func member(_ w: inout JSONWriter, _ name: String, _ value: JSONValue) {
    w.raw(",\n  ")
    w.string(name)
    w.raw(": ")
    w.value(value)
  }

  /// An element a line.
  private func list(_ w: inout JSONWriter, _ name: String, _ values: [JSONValue]) {
    guard !values.isEmpty else { return member(&w, name, .array([])) }
    w.raw(",\n  ")
    w.string(name)
    w.raw(": [")
    for (n, value) in values.enumerated() {
      n == 0 ? w.raw("\n    ") : w.raw(",\n    ")
      w.value(value)
    }
    w.raw("\n  ]")
  }

  private func writeLayers(_ w: inout JSONWriter) {
    w.raw(",\n  \"layers\": [")
    for (n, layer) in layers.enumerated() {
      n == 0 ? w.raw("\n    {\"name\": ") : w.raw(",\n    {\"name\": ")
      w.string(layer.name)
      w.raw(", \"slices\": [")
      let others = unknown.slices[layer.name] ?? [:]
      var first = true
      LayerCodec.forEachSlice(of: layer) { key, runs in
        first ? w.raw("\n      {\"k\": ") : w.raw(",\n      {\"k\": ")
        first = false
        w.value(.int(Int(key.k)))
        w.raw(", \"label\": ")
        w.value(.int(Int(key.label)))
        let origin = LayerCodec.members(of: layer.origins[key] ?? .manual)
        w.members(origin, first: false)
        w.raw(", \"runs\": \"")
        w.raw(runs)
        w.raw("\"")
        w.members(JSONObject(checked: (others[key] ?? [:]).members.filter { origin[$0.name] == nil }), first: false)
        w.raw("}")
      }
      first ? w.raw("]") : w.raw("\n    ]")
      w.members(unknown.layers[layer.name] ?? [:], first: false)
      w.raw("}")
    }
    layers.isEmpty ? w.raw("]") : w.raw("\n  ]")
  }

  private var scanObject: JSONValue {
    var object: JSONObject = ["path": .string(scan.path)]
    for member in scan.choice.json.members { object[member.name] = member.value }
    object["sha256"] = scan.sha256.map(JSONValue.string)
    object["fingerprint"] = scan.fingerprint.map(JSONValue.string)
    object["grid"] = JSONObject.object(scan.grid.json, unknown.grid)
    return JSONObject.object(object, unknown.scan)
  }
}

extension JSONObject {
  fileprivate static func object(_ known: JSONObject, _ others: JSONObject) -> JSONValue { .object(known.with(others)) }
}

extension VoxelGrid {
  /// The canonical grid as project and journal write it.
  package var json: JSONObject {
    let s = spacing
    let rows = (0..<3).flatMap { row in (0..<3).map { axis in JSONValue.double(affine[axis][row] / s[axis]) } }
    return [
      "size": .array([.int(size.i), .int(size.j), .int(size.k)]),
      "spacing": .array((0..<3).map { .double(s[$0]) }),
      "origin": .array((0..<3).map { .double(affine.origin[$0]) }),
      "direction": .array(rows),
    ]
  }
}

extension Finding {
  /// The name in other languages, by code.
  var namesJSON: JSONValue { .object(JSONObject(names.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })) }

  package var json: JSONObject {
    var row: JSONObject = [
      "value": .int(Int(value)), "code": .string(code), "name": .string(name), "colour": .string(colour.description),
    ]
    if !names.isEmpty { row["names"] = namesJSON }
    return row
  }
}

extension AuditEntry {
  package var json: JSONValue {
    let known: JSONObject = [
      "time": .string(time), "reader": .string(reader), "action": .string(action), "detail": .string(detail),
    ]
    return .object(known.with(others))
  }
}
