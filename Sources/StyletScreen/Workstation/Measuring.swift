import StyletBase
import StyletCore
import StyletImaging

/// A measurement whose points are being dropped, each at the centre of a voxel.
struct Measuring: Hashable {
  let shape: Measurement.Shape
  /// Where its first point lies; a ruler may leave it.
  var plane: Plane
  var w: Int
  var points: [VoxelIndex]

  /// How many points make it; nil where the reader says when it is done.
  var needed: Int? {
    switch shape {
    case .ruler, .ellipse: 2  // the ellipse's second is the corner of the box around it
    case .bidirectional: 4
    case .polygon: nil
    }
  }

  /// What it is once the cursor's voxel is its next point, as far as it goes by then; nil while there is nothing yet.
  func measurement(with cursor: VoxelIndex, active: Plane, _ grid: VoxelGrid) -> Measurement? {
    let size = grid.size
    let here = SIMD3(cursor)
    guard let first = points.first, shape == .ruler || plane.coordinates(of: cursor, in: size).w == w else {
      return nil
    }
    let dropped = points.map { SIMD3($0) }
    func line(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ plane: Plane?) -> Measurement {
      Measurement(shape: .ruler, plane: plane, points: [a, b])
    }
    switch shape {
    case .ruler:
      let shared = ([active] + Plane.allCases).first {
        $0.coordinates(of: first, in: size).w == $0.coordinates(of: cursor, in: size).w
      }
      return line(dropped[0], here, shared)
    case .bidirectional:
      switch dropped.count {
      case 1: return line(dropped[0], here, plane)
      case 2: return line(dropped[0], dropped[1], plane)
      default:
        let end = grid.perpendicular(to: (dropped[0], dropped[1]), from: dropped[2], towards: here, on: plane)
        guard let end, end != dropped[2] else { return line(dropped[0], dropped[1], plane) }
        return Measurement(shape: .bidirectional, plane: plane, points: Array(dropped.prefix(3)) + [end])
      }
    case .ellipse:
      let a = plane.coordinates(of: first, in: size), b = plane.coordinates(of: cursor, in: size)
      let spacing = plane.spacing(of: grid)
      let radii = SIMD2(
        max(abs(Double(a.u - b.u)), 0.5) * spacing.u, max(abs(Double(a.v - b.v)), 0.5) * spacing.v)
      return Measurement(shape: .ellipse, plane: plane, points: [dropped[0]], radii: radii)
    case .polygon:
      let corners = dropped.last == here ? dropped : dropped + [here]
      guard corners.count >= 3 else { return line(dropped[0], here, plane) }
      return Measurement(shape: .polygon, plane: plane, points: corners)
    }
  }
}

/// A measurement as it would be, with its numbers.
struct LiveMeasurement: Hashable {
  var measurement: Measurement
  var values: MeasuredValues?
}

/// From the keys to a measurement in the project.
extension Workstation {
  var liveMeasurement: LiveMeasurement? {
    guard let m = measuring?.measurement(with: view.cursor, active: view.active, volume.grid) else { return nil }
    return LiveMeasurement(measurement: m, values: m.values(in: volume))
  }

  /// Begins one, its first point at the cursor.
  func beginMeasuring(_ shape: Measurement.Shape) {
    endPenStroke()
    if isRefusedAsSigned { return }
    leavePreview()
    leaveContour()
    adjusting = false
    tool.penDown = false
    measuring = Measuring(shape: shape, plane: view.active, w: place.w, points: [view.cursor])
    sayMeasuring()
  }

  func sayMeasuring() {
    if let measuring { say(Say.measuring(measuring, liveMeasurement), progress: .measurement) }
  }

  func dropMeasuringPoint() throws {
    guard var m = measuring else { return }
    if m.points.isEmpty { (m.plane, m.w) = (view.active, place.w) }
    if m.shape != .ruler, m.plane.coordinates(of: view.cursor, in: volume.size).w != m.w {
      throw Say.measuredElsewhere(m)
    }
    guard m.points.last != view.cursor else { throw Say.samePoint }
    if let needed = m.needed, m.points.count + 1 >= needed {
      let whole = m.measurement(with: view.cursor, active: view.active, volume.grid)
      guard let whole, whole.shape == m.shape else { throw Say.noCrossAxis }
      try keep(whole)
      return
    }
    m.points.append(view.cursor)
    measuring = m
    sayMeasuring()
  }

  func takeMeasuringPointBack(_ n: Int) {
    guard var m = measuring else { return }
    m.points.removeLast(min(max(n, 1), m.points.count))
    measuring = m
    sayMeasuring()
  }

  /// Joins the last corner of a polygon to its first.
  func closeMeasuring() throws {
    guard let m = measuring else { return }
    guard m.shape == .polygon else { return try dropMeasuringPoint() }
    guard m.points.count >= 3 else { throw Say.tooFewCorners }
    try keep(Measurement(shape: .polygon, plane: m.plane, points: m.points.map { SIMD3($0) }))
  }

  private func keep(_ measured: Measurement) throws {
    var m = measured
    m.id = session.annotations.freeID(in: .measurements)
    (m.time, m.reader) = (UTC.now(), reader.isEmpty ? nil : reader)
    guard let values = m.values(in: volume) else { throw Say.notMeasured }
    let edit = session.annotations.adding(
      m.json(volume.grid, values: values), to: .measurements, name: .drawn(m), tool: m.shape.rawValue)
    try accept(edit)
    measuring = nil
    say(Say.measured(m, values))
  }

  /// Names the cursor's voxel; without a name, asks for one.
  func setLandmark(_ name: String) throws {
    let isCut = name.count > 200, name = String(name.prefix(200))
    guard !name.isEmpty else {
      var line = PalettePrompt()
      line.set("landmark ")
      prompt = .palette(line)
      return
    }
    let landmark = Landmark(
      id: session.annotations.freeID(in: .landmarks), name: name, point: SIMD3(view.cursor), time: UTC.now(),
      reader: reader.isEmpty ? nil : reader)
    try accept(
      session.annotations.adding(
        landmark.json(volume.grid), to: .landmarks, name: .marked(name), tool: "landmark"))
    let said = Say.landmarkSet(name)
    say(isCut ? Say.nameCut(said) : said, isCut ? .warning : .info)
  }
}
