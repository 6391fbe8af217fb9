import StyletBase
import StyletImaging

/// Where an NRRD image lies: its three axes of space out of the axes it has.
struct NRRDGeometry {
  private(set) var extents: [Int]
  /// What the other axes make.
  private(set) var volumes: VolumeChoice
  private(set) var affine: Affine
  private(set) var problems: [String] = []

  init(_ h: NRRDHeader) throws {
    let d = try h.required("dimension")
    let dimension = try integers(d.text, in: Int(Int32.min)...Int(Int32.max), count: 1, of: "dimension", at: d.place)[0]
    guard (1...16).contains(dimension) else { throw Failure(.badData, "\(dimension) axes", at: d.place) }
    let s = try h.required("sizes")
    let sizes = try integers(s.text, in: Int.min / 2...Int.max / 2, count: dimension, of: "sizes", at: s.place)
    let directions = try Self.directions(h, count: dimension)
    let space = try Self.space(h)
    var problems: [String] = []
    let axes = try Self.spaceAxes(h, sizes, directions, &problems)
    volumes = try VolumeChoice(sizes, space: axes, at: s.place)
    extents = axes.map { sizes[$0] }

    var columns: [PatientPoint]
    if let directions {
      columns = try axes.map { try Self.threeD(directions[$0] ?? [], space) * space.signs }
      if space.name == nil { problems.append(words("scan.space-unnamed")) }
    } else {
      columns = try Self.spacings(h, axes, dimension, &problems)
      problems.append(words("scan.no-direction"))
    }
    // An image of one slice: the third axis at right angles to the other two.
    while extents.count < 3 {
      extents.append(1)
      if columns.count == 2 {
        let normal = cross(columns[0], columns[1])
        columns.append(length(normal) > 0 ? normal / length(normal) : [0, 0, 1])
      }
      problems.append(words("scan.single-1mm"))
    }
    var origin = PatientPoint.zero
    if let o = h.field("space origin") {
      origin = try Self.threeD(Self.vectors(o.text, at: o.place).first.flatMap { $0 } ?? [], space) * space.signs
    } else {
      problems.append(words("scan.no-position"))
    }
    if let name = space.name, !space.isAnatomical { problems.append(words("scan.space-as-lps", ["name": name])) }
    affine = Affine(columns[0], columns[1], columns[2], origin: origin).scaled(by: try Self.millimetres(h, &problems))
    self.problems = problems
  }

  // MARK: Fields

  private struct Space {
    var name: String?
    /// What turns its axes into LPS.
    var signs: SIMD3<Double> = [1, 1, 1]
    var isAnatomical = false
  }

  private static func space(_ h: NRRDHeader) throws -> Space {
    guard let f = h.field("space") else { return Space() }
    let name = f.text.lowercased()
    let plain = name.hasSuffix("-time") ? String(name.dropLast(5)) : name
    switch name.count == 4 && name.hasSuffix("t") ? String(name.dropLast()) : plain {
    case "left-posterior-superior", "lps": return Space(name: name, signs: [1, 1, 1], isAnatomical: true)
    case "right-anterior-superior", "ras": return Space(name: name, signs: [-1, -1, 1], isAnatomical: true)
    case "left-anterior-superior", "las": return Space(name: name, signs: [1, -1, 1], isAnatomical: true)
    case "scanner-xyz", "3d-right-handed", "3d-left-handed": return Space(name: name)
    default: throw Failure(.badData, "the space \"\(f.text)\" is not known", at: f.place)
    }
  }

  /// A direction for each axis, nil for an axis that does not run through space; nil when the field is missing.
  private static func directions(_ h: NRRDHeader, count: Int) throws -> [[Double]?]? {
    guard let f = h.field("space directions") else { return nil }
    let list = try vectors(f.text, at: f.place)
    guard list.count == count else {
      throw Failure(.badData, "\(list.count) directions for \(count) axes", at: f.place)
    }
    // A direction of NaNs is another way to write "none".
    return list.map { v in v.flatMap { $0.contains { $0.isNaN } ? nil : $0 } }
  }

  /// "(1,0,0) none (0,1,0)"
  static func vectors(_ text: String, at place: String) throws -> [[Double]?] {
    var out: [[Double]?] = []
    var rest = Substring(text)
    while true {
      while let c = rest.first, c.isWhitespace { rest.removeFirst() }
      if rest.isEmpty { return out }
      if rest.lowercased().hasPrefix("none") {
        rest = rest.dropFirst(4)
        out.append(nil)
        continue
      }
      guard rest.first == "(", let close = rest.firstIndex(of: ")") else {
        throw Failure(.badData, "\"\(rest.prefix(40))\" is not a vector", at: place)
      }
      let inner = rest[rest.index(after: rest.startIndex)..<close]
      out.append(
        try inner.split(separator: ",", omittingEmptySubsequences: false).map { part in
          guard let value = Double(part.trimmed), !value.isInfinite else {
            throw Failure(.badData, "\"\(part.prefix(40))\" is not a number", at: place)
          }
          return value
        })
      rest = rest[rest.index(after: close)...]
    }
  }

  private static func threeD(_ v: [Double], _ space: Space) throws -> PatientPoint {
    // A fourth component is time, which an axis of space does not run along.
    let used = v.count == 4 && v[3] == 0 ? Array(v.prefix(3)) : v
    guard used.count == 3, used.allSatisfy(\.isFinite) else {
      throw Failure(.badData, "a vector of \(v.count) numbers where three are wanted", at: "space directions or origin")
    }
    return SIMD3(used[0], used[1], used[2])
  }

  /// The two or three axes that run through space: those with a direction; without directions those whose kind says
  /// so; without kinds the first three.
  private static func spaceAxes(
    _ h: NRRDHeader, _ sizes: [Int], _ directions: [[Double]?]?, _ problems: inout [String]
  ) throws -> [Int] {
    var axes = Array(sizes.indices)
    if let directions {
      axes = axes.filter { axis in
        guard let d = directions[axis] else { return false }
        // In a space with time, an axis that runs along time alone.
        return !(d.count == 4 && d[3] != 0 && d.prefix(3).allSatisfy { $0 == 0 })
      }
    } else if let kinds = h.field("kinds")?.text.lowercased().words, kinds.count == sizes.count {
      axes = axes.filter { ["domain", "space", "???", "none"].contains(kinds[$0]) }
    }
    while axes.count > 3, let single = axes.last(where: { sizes[$0] == 1 }) { axes.removeAll { $0 == single } }
    if axes.count > 3, directions == nil {
      problems.append(words("scan.axes-unstated", ["count": axes.count]))
      axes = Array(axes.prefix(3))
    }
    guard (2...3).contains(axes.count) else {
      let what = axes.count > 3 ? "an image of \(axes.count) axes in space" : "data of less than two axes are no image"
      throw Failure(.badData, what, at: "space directions, kinds or dimension")
    }
    return axes
  }

  private static func spacings(
    _ h: NRRDHeader, _ axes: [Int], _ dimension: Int, _ problems: inout [String]
  ) throws -> [PatientPoint] {
    var lengths = axes.map { _ in 1.0 }
    if let f = h.field("spacings") {
      let stated = f.text.words
      guard stated.count == dimension else {
        throw Failure(.badData, "\(stated.count) spacings for \(dimension) axes", at: f.place)
      }
      for (n, axis) in axes.enumerated() {
        guard let value = Double(stated[axis]), !value.isInfinite else {
          throw Failure(.badData, "\"\(stated[axis].prefix(40))\" is not a number", at: f.place)
        }
        if value.isNaN || value == 0 {
          problems.append(words("scan.axis-distance", ["axis": axis + 1]))
        } else {
          lengths[n] = abs(value)
        }
      }
    } else {
      problems.append(words("scan.no-distance"))
    }
    let units: [PatientPoint] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return lengths.indices.map { units[$0] * lengths[$0] }
  }

  private static func millimetres(_ h: NRRDHeader, _ problems: inout [String]) throws -> Double {
    guard let f = h.field("space units") else { return 1 }
    let units = Set(f.text.lowercased().split(separator: "\"").map { $0.trimmed }.filter { !$0.isEmpty })
    guard let unit = units.first, units.count == 1 else { return 1 }
    let factors = ["mm": 1, "millimeter": 1, "millimetre": 1, "cm": 10, "m": 1000, "um": 0.001, "µm": 0.001]
    guard let factor = factors[unit] else {
      problems.append(words("scan.unit-as-mm", ["unit": String(unit.prefix(20))]))
      return 1
    }
    if factor != 1 { problems.append(words("scan.lengths-in", ["unit": unit])) }
    return factor
  }
}
