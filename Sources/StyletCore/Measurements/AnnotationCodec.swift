import StyletBase
import StyletImaging

/// Measurements and landmarks as entries of the project file; `Samples/stylet-project.schema.json` describes them.
///
/// Read back are the geometry in voxels and who made it. What follows from these, `patient` (mm, LPS) and `values`,
/// is written for programs that have not got the scan, and never read.
extension Measurement {
  /// - Parameter values: as ``values(in:)`` gives them; nil leaves them out.
  public func json(_ grid: VoxelGrid, values: MeasuredValues?) -> JSONObject {
    var o: JSONObject = ["id": .string(id), "type": .string(shape.rawValue)]
    o["plane"] = plane.map { .string($0.rawValue) } ?? .null
    o["slice"] = slice.map(JSONValue.int) ?? .null
    o["voxels"] = .array(points.map(JSONValue.init))
    o["patient"] = .array(points.map { JSONValue(grid.affine.patient(of: $0)) })
    if shape == .ellipse { o["radii"] = .array([.double(radii.x), .double(radii.y)]) }
    o["name"] = name.map(JSONValue.string)
    o["finding"] = finding.map(JSONValue.string)
    o["time"] = time.map(JSONValue.string)
    o["reader"] = reader.map(JSONValue.string)
    o["values"] = values.map { .object($0.json) }
    return o.with(others)
  }

  /// nil when the entry is not one that this version understands, or does not lie on the grid.
  public init?(_ entry: JSONValue, on grid: VoxelGrid) {
    guard let object = entry.object else { return nil }
    var fields = FieldReader(object, at: "", log: ProblemLog())
    guard let id = fields.string("id"), let shape = fields.string("type").flatMap(Shape.init(rawValue:)) else {
      return nil
    }
    let named = fields.string("plane", required: false)
    let plane = named.flatMap(Plane.init(rawValue:))
    let points = fields.array("voxels").map { $0.point }
    guard (named == nil) == (plane == nil), !points.contains(nil) else { return nil }
    self.init(id: id, shape: shape, plane: plane, points: points.compactMap { $0 })
    let slice = fields.int("slice", in: 0...GridSize.maximumExtent, required: false)
    let radii = fields.array("radii").map(\.double)
    if shape == .ellipse {
      guard radii.count == 2, let u = radii[0], let v = radii[1] else { return nil }
      self.radii = SIMD2(u, v)
    }
    name = fields.string("name", required: false)
    finding = fields.string("finding", required: false)
    time = fields.string("time", required: false)
    reader = fields.string("reader", required: false)
    _ = fields.array("patient")
    _ = fields.object("values")
    others = fields.others
    // Only what says nothing that was not understood is taken for one's own.
    guard fields.log.problems.isEmpty, isSound(on: grid.size), slice == self.slice else { return nil }
  }
}

extension Landmark {
  public func json(_ grid: VoxelGrid) -> JSONObject {
    var o: JSONObject = ["id": .string(id), "name": .string(name)]
    o["voxel"] = JSONValue(point)
    o["patient"] = JSONValue(grid.affine.patient(of: point))
    o["time"] = time.map(JSONValue.string)
    o["reader"] = reader.map(JSONValue.string)
    return o.with(others)
  }

  /// nil when the entry is not one that this version understands, or does not lie on the grid.
  public init?(_ entry: JSONValue, on grid: VoxelGrid) {
    guard let object = entry.object else { return nil }
    var fields = FieldReader(object, at: "", log: ProblemLog())
    guard let id = fields.string("id"), let name = fields.string("name"),
      let point = JSONValue.array(fields.array("voxel")).point
    else { return nil }
    self.init(id: id, name: name, point: point)
    time = fields.string("time", required: false)
    reader = fields.string("reader", required: false)
    _ = fields.array("patient")
    others = fields.others
    let inside = (0..<3).allSatisfy { point[$0] >= -0.5 && point[$0] <= Double(grid.size[$0]) - 0.5 }
    guard fields.log.problems.isEmpty, inside else { return nil }
  }
}

extension MeasuredValues {
  package var json: JSONObject {
    switch self {
    case .length(let mm): return ["millimetres": .double(mm)]
    case .axes(let long, let short, let degrees):
      return ["long": .double(long), "short": .double(short), "degrees": .double(degrees)]
    case .region(let r):
      return [
        "voxels": .int(r.voxels), "square_millimetres": .double(r.area), "mean": .double(r.mean), "sd": .double(r.sd),
        "minimum": .double(r.minimum), "maximum": .double(r.maximum), "median": .double(r.median),
      ]
    }
  }
}

extension JSONValue {
  /// A point as a list of three numbers; whole ones without a fraction.
  fileprivate init(_ p: SIMD3<Double>) {
    self = .array(
      (0..<3).map { n in
        p[n].rounded() == p[n] && abs(p[n]) < 1e9 ? .int(Int(p[n])) : .double(p[n])
      })
  }

  /// nil unless three finite numbers.
  fileprivate var point: SIMD3<Double>? {
    guard let list = array, list.count == 3, let x = list[0].double, let y = list[1].double, let z = list[2].double
    else { return nil }
    return SIMD3(x, y, z)
  }
}
