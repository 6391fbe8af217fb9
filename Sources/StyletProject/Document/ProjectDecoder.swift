import StyletBase
import StyletImaging

extension Project {
  /// Reads as much as can be read and logs what is wrong; nil when nothing sensible is left.
  package static func read(_ bytes: [UInt8], log: ProblemLog) -> Project? {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONParser.parse(bytes)
    } catch {
      log.add(ProjectProblem(at: error.place, bytes.isEmpty ? words("error.empty-file") : error.said))
      return nil
    }
    return read(value, log: log)
  }

  /// The same of JSON that is parsed.
  static func read(_ value: JSONValue, log: ProblemLog) -> Project? {
    guard let object = value.object, object["format"]?.string == Project.format else {
      log.add(ProjectProblem(at: "format", "not a Stylet project"))
      return nil
    }
    var fields = FieldReader(object, at: "", log: log)
    _ = fields.string("format")
    if let version = fields.int("version", in: 1...Int.max), version > Project.version {
      log.add(
        ProjectProblem(
          at: "version", "written by a newer Stylet (version \(version)); this one reads \(Project.version)",
          of: .version))
      return nil
    }
    return read(&fields)
  }

  private static func read(_ fields: inout FieldReader) -> Project? {
    var unknown = UnknownFields()
    guard var scanFields = fields.reader("scan"), let scan = scan(&scanFields, &unknown) else { return nil }
    var readerFields = fields.reader("reader")
    let reader = readerFields?.string("name") ?? ""
    unknown.reader = readerFields?.others ?? JSONObject()
    var project = Project(scan: scan, reader: reader, labels: table(fields.readers("labels", required: true), &unknown))
    if var p = fields.reader("protocol", required: false) {
      if let id = p.string("id"), let version = p.int("version", in: 0...Int.max) {
        project.readingProtocol = ProtocolReference(id: id, version: version)
      }
      unknown.readingProtocol = p.others
    }
    project.layers = layers(fields.readers("layers", required: true), size: scan.grid.size, &unknown)
    project.landmarks = fields.array("landmarks")
    project.measurements = fields.array("measurements")
    project.lungs = fields.array("lungs")
    project.proposal = fields.array("proposal")
    project.comparison = fields.array("comparison")
    project.reading = fields.object("reading") ?? JSONObject()
    project.view = fields.object("view") ?? JSONObject()
    project.extent = fields.object("extent") ?? JSONObject()
    if var t = fields.reader("timing", required: false) {
      project.timing.sessions = t.int("sessions", in: 0...Int(Int32.max), required: false) ?? 0
      project.timing.seconds = t.has("seconds") ? t.number("seconds", in: 0...1e12) : 0
      unknown.timing = t.others
    }
    project.audit = fields.readers("audit").map(AuditEntry.init)
    unknown.top = fields.others
    project.unknown = unknown
    StatedNumbers.check(project, fields.log)
    return project
  }

  private static func scan(_ fields: inout FieldReader, _ unknown: inout UnknownFields) -> ScanReference? {
    let path = fields.string("path")
    if let path, path.isEmpty || path.utf8.contains(0) { fields.report("path", "not a path") }
    var choice = ScanChoice(&fields)
    let sha = fields.string("sha256", required: false)
    if let sha, sha.utf8.count != 64 || !sha.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) {
      fields.report("sha256", "64 lower-case hexadecimal digits were expected")
    }
    let fingerprint = fields.string("fingerprint", required: false)
    guard var g = fields.reader("grid") else { return nil }
    unknown.scan = fields.others
    let size = g.numbers("size", count: 3), spacing = g.numbers("spacing", count: 3)
    let origin = g.numbers("origin", count: 3), direction = g.numbers("direction", count: 9)
    unknown.grid = g.others
    guard let path, let size, let spacing, let origin, let direction else { return nil }
    let whole = size.map { Int(exactly: $0) ?? 0 }
    guard let extents = GridSize(whole[0], whole[1], whole[2]) else {
      g.report("size", "three extents of 1 to \(GridSize.maximumExtent) voxels were expected")
      return nil
    }
    choice.drawn = DrawnScan(fingerprint: fingerprint, size: extents)
    let affine = Affine(spacing: spacing, direction: direction, origin: origin)
    guard spacing.allSatisfy({ $0 > 0 }), affine.determinant.isFinite, affine.determinant != 0 else {
      g.report("spacing", "spacing and direction give voxels without a volume")
      return nil
    }
    return ScanReference(
      path: path, choice: choice, sha256: sha, fingerprint: fingerprint,
      grid: VoxelGrid(size: extents, affine: affine))
  }

  /// One row of the label table; nil when it cannot be read.
  package static func finding(_ row: inout FieldReader) -> Finding? {
    let value = row.int("value", in: 1...255)
    let code = row.string("code"), name = row.string("name"), text = row.string("colour")
    let colour = text.flatMap { RGB($0) }
    if text != nil, colour == nil { row.report("colour", "\"#rrggbb\" was expected") }
    guard let value, let code, let name, let colour else { return nil }
    return Finding(value: UInt8(value), code: code, name: name, colour: colour, names: names(&row))
  }

  /// The name in other languages: a text for each language's code.
  private static func names(_ row: inout FieldReader) -> [String: String] {
    guard let table = row.reader("names", required: false) else { return [:] }
    var names: [String: String] = [:]
    for member in table.others.members {
      if let name = member.value.string, !name.isEmpty {
        names[member.name] = name
      } else {
        table.report(member.name, "a name was expected")
      }
    }
    return names
  }

  private static func table(_ rows: [FieldReader], _ unknown: inout UnknownFields) -> LabelTable {
    var findings: [Finding] = []
    for var row in rows {
      guard let finding = finding(&row) else { continue }
      if findings.contains(where: { $0.value == finding.value }) {
        row.report("value", "\(finding.value) stands twice")
        continue
      }
      findings.append(finding)
      unknown.labels[finding.value] = row.others
    }
    return LabelTable(findings) ?? .standard  // values are unique and not 0 by now
  }

  private static func layers(
    _ list: [FieldReader], size: GridSize, _ unknown: inout UnknownFields
  ) -> [LabelLayer] {
    var layers: [LabelLayer] = []
    for var fields in list {
      guard let name = fields.string("name") else { continue }
      if layers.contains(where: { $0.name == name }) {
        fields.report("name", "the layer \"\(name)\" stands twice")
        continue
      }
      let (layer, others) = LayerCodec.decode(name: name, fields.readers("slices", required: true), size: size)
      layers.append(layer)
      unknown.layers[name] = fields.others
      unknown.slices[name] = others
    }
    return layers
  }

}

extension AuditEntry {
  init(_ reader: FieldReader) {
    var fields = reader
    let time = fields.string("time") ?? "", who = fields.string("reader") ?? ""
    let action = fields.string("action") ?? "", detail = fields.string("detail", required: false) ?? ""
    self.init(time: time, reader: who, action: action, detail: detail, others: fields.others)
  }
}

extension Affine {
  /// - Parameters:
  ///   - spacing: mm along i, j, k.
  ///   - direction: nine numbers, row by row, of the matrix whose columns are the unit vectors of +i, +j, +k.
  ///   - origin: of voxel (0, 0, 0), mm. All three lists must have their full length.
  package init(spacing: [Double], direction d: [Double], origin: [Double]) {
    func column(_ a: Int) -> PatientPoint { PatientPoint(d[a], d[3 + a], d[6 + a]) * spacing[a] }
    self.init(column(0), column(1), column(2), origin: PatientPoint(origin[0], origin[1], origin[2]))
  }
}
