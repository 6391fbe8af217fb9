import StyletBase
import StyletCore
import StyletImaging

/// From the keys to a measurement in the project.
extension MeasuringController {
  var liveMeasurement: LiveMeasurement? {
    guard let m = measuring?.measurement(with: view.cursor, active: view.active, volume.grid) else { return nil }
    return LiveMeasurement(measurement: m, values: m.values(in: volume))
  }

  /// Begins one, its first point at the cursor.
  func beginMeasuring(_ shape: Measurement.Shape) {
    endPenStroke()
    if workspace.isRefusedAsSigned { return }
    workspace.leaveAll()
    measuring = Measuring(shape: shape, plane: view.active, w: place.w, points: [view.cursor])
    sayMeasuring()
  }

  func sayMeasuring() {
    if let measuring { say(Sentence.measuring(measuring, liveMeasurement), progress: .measurement) }
  }

  func dropMeasuringPoint() throws {
    guard var m = measuring else { return }
    if m.points.isEmpty { (m.plane, m.w) = (view.active, place.w) }
    if m.shape != .ruler, m.plane.coordinates(of: view.cursor, in: volume.size).w != m.w {
      throw Sentence.measuredElsewhere(m)
    }
    guard m.points.last != view.cursor else { throw Sentence.samePoint }
    if let needed = m.needed, m.points.count + 1 >= needed {
      let whole = m.measurement(with: view.cursor, active: view.active, volume.grid)
      guard let whole, whole.shape == m.shape else { throw Sentence.noCrossAxis }
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
    guard m.points.count >= 3 else { throw Sentence.tooFewCorners }
    try keep(Measurement(shape: .polygon, plane: m.plane, points: m.points.map { SIMD3($0) }))
  }

  private func keep(_ measured: Measurement) throws {
    var m = measured
    m.id = session.annotations.freeID(in: .measurements)
    (m.time, m.reader) = (UTC.now(), reader.isEmpty ? nil : reader)
    guard let values = m.values(in: volume) else { throw Sentence.notMeasured }
    let edit = session.annotations.adding(
      m.json(volume.grid, values: values), to: .measurements, name: .drawn(m), tool: m.shape.rawValue)
    try accept(edit)
    measuring = nil
    say(Sentence.measured(m, values))
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
        landmark.json(volume.grid), to: .landmarks, name: .marked(landmark), tool: "landmark"))
    let said = Sentence.landmarkSet(name)
    say(isCut ? Sentence.nameCut(said) : said, isCut ? .warning : .info)
  }
}
