import StyletCore

/// Measurements and landmarks in words.
enum MeasureText {
  /// "Ruler"
  static func title(_ shape: Measurement.Shape) -> String {
    switch shape {
    case .ruler: "Ruler"
    case .bidirectional: "Bidirectional"
    case .ellipse: "Ellipse"
    case .polygon: "Polygon"
    }
  }

  /// Beside the lines: "23.4 mm", "23.4 × 12.1 mm", "−650 ± 45 HU, 123 mm²".
  static func beside(_ values: MeasuredValues?) -> String {
    switch values {
    case .length(let mm): "\(NumberText.fixed(mm, 1)) mm"
    case .axes(let long, let short, _): "\(NumberText.fixed(long, 1)) × \(NumberText.fixed(short, 1)) mm"
    case .region(let r):
      "\(NumberText.fixed(r.mean, 0)) ± \(NumberText.fixed(r.sd, 0)) HU, \(NumberText.short(r.area)) mm²"
    case nil: ""
    }
  }

  /// What stands beside its lines, from the longest form; the number is that of the list and of a report.
  static func forms(_ values: MeasuredValues?, name: String?, number: Int) -> [String] {
    let numbers = beside(values), name = name.map { $0.escapedForTerminal } ?? ""
    let whole = [numbers, name].filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? [whole, "#\(number)"] : [whole, numbers, "#\(number)"]
  }

  /// All that there is to say: for a line and the list.
  static func whole(_ values: MeasuredValues?) -> String {
    switch values {
    case .axes(_, _, let degrees): "\(beside(values)), \(NumberText.fixed(degrees, 0)) degrees"
    case .region(let r):
      "mean \(NumberText.fixed(r.mean, 1)), SD \(NumberText.fixed(r.sd, 1)), median \(NumberText.trimmed(r.median)), "
        + "\(NumberText.trimmed(r.minimum)) to \(NumberText.trimmed(r.maximum)) HU; "
        + "\(NumberText.fixed(r.area, 1)) mm², " + (r.voxels == 1 ? "1 voxel" : "\(r.voxels) voxels")
    case .length, nil: beside(values)
    }
  }

  /// "Ruler 23.4 mm"
  static func words(_ m: Measurement, _ values: MeasuredValues?) -> String {
    let numbers = whole(values)
    return title(m.shape) + (numbers.isEmpty ? "" : " " + numbers)
  }

  /// For the list: with its name and its slice, counted from 1.
  static func row(_ m: Measurement, _ values: MeasuredValues?) -> String {
    let place =
      if let plane = m.plane, let slice = m.slice { "\(plane.rawValue) slice \(slice + 1)" } else { "between slices" }
    let name = m.name.map { $0.escapedForTerminal + ": " } ?? ""
    return name + words(m, values) + ", " + place
  }

  static func row(_ l: Landmark, _ grid: VoxelGrid) -> String {
    let v = l.voxel(in: grid.size)
    return "\(l.name.escapedForTerminal), \(PanelText.position(grid.patient(of: v))), axial slice \(v.k + 1)"
  }

  /// As the undo list names it.
  static func step(_ m: Measurement) -> String {
    guard let plane = m.plane, let slice = m.slice else { return title(m.shape) + " between slices" }
    return title(m.shape) + (plane == .axial ? ", slice " : ", \(plane.rawValue) slice ") + "\(slice + 1)"
  }
}

extension Say {
  static let measurements = "Measurements"
  static let landmarks = "Landmarks"
  static let nothingMeasured = "Nothing is measured or marked yet; {ruler} measures a length, {ellipse} an area"

  static func measuring(_ m: Measuring, _ live: LiveMeasurement?) -> String {
    let numbers = live.map { MeasureText.whole($0.values) } ?? ""
    return MeasureText.title(m.shape) + (numbers.isEmpty ? "" : " " + numbers) + ": " + next(m)
  }

  private static func next(_ m: Measuring) -> String {
    let n = m.points.count
    switch m.shape {
    case .ruler: return n == 0 ? "Space drops the start" : "Space drops the end, Esc leaves"
    case .bidirectional:
      let what = ["the long axis' start", "the long axis' end", "the short axis' start", "the short axis' end"]
      return "Space drops \(what[min(n, 3)])" + (n == 0 ? "" : ", Backspace takes one back, Esc leaves")
    case .ellipse: return n == 0 ? "Space drops the centre" : "arrows open it, Space keeps it, Esc cancels"
    case .polygon:
      return n < 3 ? "Space drops a corner, Esc leaves" : "Space drops a corner, {measure-close} closes it, Esc leaves"
    }
  }

  static func measured(_ m: Measurement, _ values: MeasuredValues?) -> String {
    MeasureText.words(m, values) + ", kept; {undo} undoes it"
  }

  static func measuredElsewhere(_ m: Measuring) -> Failure {
    Failure(
      .usage, "The \(MeasureText.title(m.shape).lowercased()) is on \(m.plane.rawValue) slice \(m.w + 1)",
      advice: "go back there, or leave it with Esc")
  }

  static let samePoint = Failure(.usage, "This point is dropped already", advice: "move the cursor first")
  static let tooFewCorners = Failure(.usage, "A polygon needs three corners", advice: "Space drops one")
  static let noCrossAxis = Failure(.usage, "The short axis has no length here", advice: "move across the long axis")
  static let notMeasured = Failure(
    .usage, "This cannot be measured: it has no extent or leaves the scan", advice: "Backspace takes a point back")
  static let noMarkHere = Failure(
    .usage, "Nothing is measured or marked on this slice", advice: "{measure-next} goes to the next measurement")

  static func landmarkSet(_ name: String) -> String { "Landmark \(name), kept; {undo} undoes it" }
  static func landmarkStep(_ name: String) -> String { "Landmark \(name)" }

  static func visited(_ n: Int, of count: Int, _ words: String) -> String { "\(n) of \(count): \(words)" }
  static func deleted(_ step: String) -> String { "Delete \(step)" }
  static func deletedNotice(_ words: String) -> String { "Deleted: \(words); {undo} brings it back" }
  static func named(_ step: String) -> String { "Name \(step)" }
}
