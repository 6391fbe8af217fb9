import StyletBase
import StyletCore
import StyletImaging

/// A line of the journal after its header.
enum JournalEntry {
  case event(SessionEvent)
  /// Members of the project that are not drawn, as they are from now on: `Project.journaled`; and what the audit trail
  /// tells of it.
  case fields(JSONObject, audit: [AuditEntry] = [])
  /// A save began; the project with this SHA-256 holds everything up to here. Written before the project is
  /// renamed into place, so that a crash between the two neither loses nor doubles a stroke.
  case saved(String)

  /// Whether it is work of a reader.
  var isStep: Bool {
    switch self {
    case .event(.takenOver), .saved: false
    case .event, .fields: true
    }
  }

  /// The stroke that an edit is a step of.
  var stroke: Int? { if case .event(.performed(_, let stroke)) = self { stroke } else { nil } }
}

/// What a journal continues: its first line.
struct JournalHeader {
  static let format = "stylet-journal"
  static let version = 1

  /// SHA-256 of the project file that the first edit was made on; nil when there was none yet.
  var project: String?
  var grid: VoxelGrid
  /// The fingerprint of the scan that was drawn on; nil in journals of earlier versions.
  var scan: String?
  var reader: String

  /// Of the journal at a path, and no more of it read; nil where that is none.
  init?(of path: String) {
    guard let first = try? JournalLine.reader(path).next(), first.isWhole, let line = JournalLine.decode(first.bytes) else {
      return nil
    }
    self.init(line, log: ProblemLog())
  }

  var json: JSONObject {
    var object = plain
    object["scan"] = scan.map(JSONValue.string)
    return object
  }

  private var plain: JSONObject {
    [
      "format": .string(Self.format), "version": .int(Self.version), "project": project.map(JSONValue.string) ?? .null,
      "grid": .object(grid.json), "reader": .string(reader), "started": .string(UTC.now()),
    ]
  }

  /// nil when `line` is not a header this version reads; the log then says why.
  init?(_ line: JSONValue, log: ProblemLog) {
    guard let object = line.object, object["format"]?.string == Self.format else { return nil }
    var fields = FieldReader(object, at: "header", log: log)
    guard fields.int("version", in: 1...Self.version) != nil, var g = fields.reader("grid"),
      let size = g.numbers("size", count: 3)?.map({ Int(exactly: $0) ?? 0 }),
      let spacing = g.numbers("spacing", count: 3), let origin = g.numbers("origin", count: 3),
      let direction = g.numbers("direction", count: 9), let extents = GridSize(size[0], size[1], size[2])
    else { return nil }
    project = fields.string("project", required: false)
    reader = fields.string("reader", required: false) ?? ""
    scan = fields.string("scan", required: false)
    grid = VoxelGrid(size: extents, affine: Affine(spacing: spacing, direction: direction, origin: origin))
  }

  init(project: String?, grid: VoxelGrid, scan: String? = nil, reader: String) {
    self.project = project
    self.grid = grid
    self.scan = scan
    self.reader = reader
  }
}

extension JournalEntry {
  /// The entry as JSON on one line. `runs` are `k j i count old new` for each run, one after another; `annotations`
  /// stand only where an edit changes some, and so does `also`, what it changes in
  /// other layers.
  func encoded(number: Int, strokeOffset: Int) -> [UInt8] {
    var w = JSONWriter()
    w.raw("{\"n\": ")
    w.decimal(number)
    switch self {
    case .event(.performed(let edit, let stroke)):
      if let stroke { w.members(["stroke": .int(stroke &+ strokeOffset)], first: false) }
      w.raw(", \"edit\": ")
      Self.write(edit, to: &w)
    case .event(.undone(let edit)):
      w.raw(", \"undo\": ")
      Self.write(edit, to: &w)
    case .event(.redone(let edit)):
      w.raw(", \"redo\": ")
      Self.write(edit, to: &w)
    case .event(.takenOver(let edit)):
      w.raw(", \"adopt\": ")
      Self.write(edit, to: &w)
    case .fields(let fields, let audit):
      w.members(["fields": .object(fields)], first: false)
      if !audit.isEmpty { w.members(["audit": .array(audit.map(\.json))], first: false) }
    case .saved(let project): w.members(["saved": .string(project)], first: false)
    }
    w.raw("}")
    return w.bytes
  }

  private static func write(_ edit: Edit, to w: inout JSONWriter) {
    var parameters = JSONObject()
    for (name, value) in edit.parameters.sorted(by: { $0.key < $1.key }) { parameters[name] = .string(value) }
    w.raw("{")
    let named = edit.title.arguments.sorted { $0.key < $1.key }.map {
      (name: $0.key, value: JSONValue.string($0.value))
    }
    w.members(["name": .string(edit.title.written)], first: true)
    if edit.title.id != nil { w.members(["words": .object(JSONObject(named))], first: false) }
    w.members(
      [
        "tool": .string(edit.tool), "parameters": .object(parameters),
        "layer": .string(edit.layer), "origins": json(edit.origins),
      ], first: false)
    if !edit.annotations.isEmpty {
      w.members(["annotations": .array(edit.annotations.map(\.json))], first: false)
    }
    write(edit.runs, to: &w)
    if !edit.otherLayers.isEmpty {
      w.raw(", \"also\": [")
      for (n, change) in edit.otherLayers.enumerated() {
        w.raw(n == 0 ? "{" : ", {")
        w.members(["layer": .string(change.layer), "origins": json(change.origins)], first: true)
        write(change.runs, to: &w)
        w.raw("}")
      }
      w.raw("]")
    }
    w.raw("}")
  }

  private static func json(_ origins: [OriginChange]) -> JSONValue {
    .array(
      origins.map {
        .array([
          .int(Int($0.key.k)), .int(Int($0.key.label)), $0.old.map { .string($0.rawValue) } ?? .null,
          $0.new.map { .string($0.rawValue) } ?? .null,
        ])
      })
  }

  private static func write(_ runs: [Run], to w: inout JSONWriter) {
    w.raw(", \"runs\": \"")
    var first = true
    for run in runs {
      for number in [run.k, run.j, run.i, run.count, Int32(run.old), Int32(run.new)] {
        if !first { w.raw(" ") }
        first = false
        w.decimal(Int(number))
      }
    }
    w.raw("\"")
  }

  /// - Returns: nil when the line is not the entry of that number; the reason is in the log when it is known.
  init?(_ line: JSONValue, number: Int, log: ProblemLog) {
    guard let object = line.object, object["n"]?.int == number else { return nil }
    var fields = FieldReader(object, at: "", log: log)
    if let edit = object["edit"] {
      let stroke = fields.int("stroke", in: Int.min...Int.max, required: false)
      guard let edit = Self.edit(edit, log) else { return nil }
      self = .event(.performed(edit, stroke: stroke))
    } else if let edit = object["undo"].flatMap({ Self.edit($0, log) }) {
      self = .event(.undone(edit))
    } else if let edit = object["redo"].flatMap({ Self.edit($0, log) }) {
      self = .event(.redone(edit))
    } else if let edit = object["adopt"].flatMap({ Self.edit($0, log) }) {
      self = .event(.takenOver(edit))
    } else if let members = object["fields"]?.object {
      let own = ProblemLog()
      var told = FieldReader(object, at: "", log: own)
      let audit = told.readers("audit").map(AuditEntry.init)
      guard own.firstError == nil else { return nil }
      self = .fields(members, audit: audit)
    } else if let project = object["saved"]?.string {
      self = .saved(project)
    } else {
      return nil
    }
  }

  /// What a step is called: the identifier of a message with its arguments, or, without those, words of an earlier
  /// version.
  private static func title(_ name: String, _ words: JSONObject?) -> StepName? {
    guard let words else { return StepName(words: name) }
    var arguments: [String: String] = [:]
    for member in words.members {
      guard let text = member.value.string else { return nil }
      arguments[member.name] = text
    }
    return StepName(id: name, arguments)
  }

  private static func edit(_ value: JSONValue, _ log: ProblemLog) -> Edit? {
    guard let object = value.object else { return nil }
    var fields = FieldReader(object, at: "edit", log: log)
    guard let name = fields.string("name"), let tool = fields.string("tool"), let layer = fields.string("layer"),
      let runs = fields.string("runs").flatMap(Self.runs), let parameters = fields.object("parameters", required: true)
    else { return nil }
    var named: [String: String] = [:]
    for member in parameters.members {
      guard let text = member.value.string else { return nil }
      named[member.name] = text
    }
    guard let title = title(name, fields.object("words", required: false)) else { return nil }
    guard let origins = Self.origins(fields.array("origins")) else { return nil }
    var otherLayers: [LayerChange] = []
    for change in fields.array("also") {
      guard let object = change.object else { return nil }
      var fields = FieldReader(object, at: "edit.also", log: log)
      guard let other = fields.string("layer"), other != layer, !otherLayers.contains(where: { $0.layer == other }),
        let runs = fields.string("runs").flatMap(Self.runs), let origins = Self.origins(fields.array("origins"))
      else { return nil }
      otherLayers.append(LayerChange(layer: other, runs: runs, origins: origins))
    }
    let annotations = fields.array("annotations").map(AnnotationChange.init)
    guard !annotations.contains(nil) else { return nil }
    return Edit(
      name: title, tool: tool, parameters: named, layer: layer, runs: runs, origins: origins,
      annotations: annotations.compactMap { $0 }, otherLayers: otherLayers)
  }

  private static func origins(_ changes: [JSONValue]) -> [OriginChange]? {
    var origins: [OriginChange] = []
    for change in changes {
      guard let change = change.array, change.count == 4, let k = change[0].int, let label = change[1].int,
        k >= 0, k < GridSize.maximumExtent, (1...255).contains(label)
      else { return nil }
      origins.append(
        OriginChange(
          key: SliceKey(k: k, label: UInt8(label)), old: change[2].string.flatMap(Origin.init(rawValue:)),
          new: change[3].string.flatMap(Origin.init(rawValue:))))
    }
    return origins
  }

  /// nil unless the text is whole sixes of numbers with one blank between two, each within what a grid may have at
  /// most. Cost: the text; a history may have megabytes of it.
  private static func runs(_ text: String) -> [Run]? {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty else { return [] }
      var runs: [Run] = []
      var six = [0, 0, 0, 0, 0, 0]
      var place = 0, digits = 0
      for n in 0...bytes.count {
        if n < bytes.count, bytes[n] != 32 {
          let digit = Int(bytes[n]) - 48
          guard (0...9).contains(digit) else { return nil }
          six[place] = six[place] * 10 + digit
          digits += 1
          guard six[place] <= (place < 4 ? GridSize.maximumExtent : 255) else { return nil }
          continue
        }
        guard digits > 0 else { return nil }
        digits = 0
        place += 1
        if place == 6 {
          runs.append(Run(k: six[0], j: six[1], i: six[2], count: six[3], old: UInt8(six[4]), new: UInt8(six[5])))
          place = 0
        }
        six[place] = 0
      }
      return place == 0 ? runs : nil
    }
  }
}

extension AnnotationChange {
  /// `old` stands where an entry was, `new` where one is from then on.
  fileprivate var json: JSONValue {
    var o: JSONObject = ["list": .string(list.rawValue), "at": .int(at)]
    o["old"] = old
    o["new"] = new
    return .object(o)
  }

  fileprivate init?(_ value: JSONValue) {
    guard let object = value.object, let at = object["at"]?.int, at >= 0,
      let list = object["list"]?.string.flatMap(AnnotationList.init(rawValue:))
    else { return nil }
    self.init(list, at: at, old: object["old"], new: object["new"])
  }
}

extension ScanMatch {
  func fits(_ header: JournalHeader) -> Bool { mismatch(header.grid, header.scan) == nil }
}
