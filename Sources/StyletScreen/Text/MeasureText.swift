import StyletBase
import StyletCore
import StyletImaging

/// Measurements and landmarks in words.
enum MeasureText {
  /// - Parameter isRuler: whether it goes along a ruler, else across the cursor.
  static func profile(_ profile: LineProfile, isRuler: Bool, _ plane: Plane, w: Int) -> PageOverlay {
    let known = profile.values.filter { $0.isFinite }.map(Double.init)
    let mean = known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
    let line = words(
      "measure.profile-values",
      [
        "mm": NumberText.short(profile.length), "low": NumberText.fixed(known.min() ?? .nan, 0),
        "high": NumberText.fixed(known.max() ?? .nan, 0), "mean": NumberText.fixed(mean, 0),
      ])
    let title = words("measure.profile", ["ruler": isRuler, "plane": PanelText.name(plane), "n": w + 1])
    return PageOverlay(
      title: title, lines: [.init(line, .quiet)], plot: LinePlot(values: profile.values, length: profile.length))
  }

  /// "Ruler"
  static func title(_ shape: Measurement.Shape) -> String {
    switch shape {
    case .ruler: words("measure.title-ruler")
    case .bidirectional: words("measure.title-bidirectional")
    case .ellipse: words("measure.title-ellipse")
    case .polygon: words("measure.title-polygon")
    }
  }

  /// Beside the lines: "23.4 mm", "23.4 × 12.1 mm", "−650 ± 45 HU, 123 mm²".
  static func beside(_ values: MeasuredValues?) -> String {
    switch values {
    case .length(let mm): "\(NumberText.fixed(mm, 1)) mm"
    case .axes(let long, let short, _): "\(NumberText.fixed(long, 1)) × \(NumberText.fixed(short, 1)) mm"
    case .region(let r):
      words(
        "measure.beside",
        ["mean": NumberText.fixed(r.mean, 0), "sd": NumberText.fixed(r.sd, 0), "area": NumberText.short(r.area)])
    case nil: ""
    }
  }

  /// What stands beside its lines, from the longest form; the number is that of the list and of a report.
  static func forms(_ values: MeasuredValues?, name: String?, number: Int) -> [String] {
    let numbers = beside(values)
    let name = name.map { $0.escapedForTerminal } ?? ""
    let whole = [numbers, name].filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? [whole, "#\(number)"] : [whole, numbers, "#\(number)"]
  }

  /// All that there is to say: for a line and the list.
  static func whole(_ values: MeasuredValues?) -> String {
    switch values {
    case .axes(_, _, let degrees):
      words("measure.axes", ["axes": beside(values), "degrees": NumberText.fixed(degrees, 0)])
    case .region(let r):
      words(
        "measure.region",
        [
          "mean": NumberText.fixed(r.mean, 1), "sd": NumberText.fixed(r.sd, 1),
          "median": NumberText.trimmed(r.median), "low": NumberText.trimmed(r.minimum),
          "high": NumberText.trimmed(r.maximum), "area": NumberText.fixed(r.area, 1), "n": r.voxels,
        ])
    case .length, nil: beside(values)
    }
  }

  /// "Ruler 23.4 mm"
  static func said(_ m: Measurement, _ values: MeasuredValues?) -> String {
    let numbers = whole(values)
    return title(m.shape) + (numbers.isEmpty ? "" : " " + numbers)
  }

  /// For the list: with its name and its slice, counted from 1.
  static func row(_ m: Measurement, _ values: MeasuredValues?) -> String {
    let place =
      if let plane = m.plane, let slice = m.slice {
        words("measure.place", ["plane": plane.rawValue, "n": slice + 1])
      } else {
        words("measure.between")
      }
    let said = said(m, values) + ", " + place
    return m.name.map { words("measure.named", ["name": $0.escapedForTerminal, "what": said]) } ?? said
  }

  /// "carina~": a zone's limit that no reader has set has a mark, and what only stands for another is called what it
  /// is.
  static func name(_ l: Landmark) -> String {
    guard let source = l.zoneSource, source != .reader else { return l.said.escapedForTerminal }
    return (source == .proxy ? words("zone.midway") : l.said.escapedForTerminal) + "~"
  }

  static func row(_ l: Landmark, _ grid: VoxelGrid) -> String {
    let v = l.voxel(in: grid.size)
    return [
      name(l), PanelText.position(grid.patient(of: v)),
      words("measure.place", ["plane": Plane.axial.rawValue, "n": v.k + 1]),
    ].joined(separator: ", ")
  }
}

extension Sentence {
  static var measurements: String { words("say.measurements") }
  static var landmarks: String { words("say.landmarks") }
  static var nothingMeasured: String { words("say.nothing-measured") }

  static func measuring(_ m: Measuring, _ live: LiveMeasurement?) -> String {
    let numbers = live.map { MeasureText.whole($0.values) } ?? ""
    let what = MeasureText.title(m.shape) + (numbers.isEmpty ? "" : " " + numbers)
    return words("say.measuring", ["what": what, "next": next(m)])
  }

  private static func next(_ m: Measuring) -> String {
    let n = m.points.count
    switch m.shape {
    case .ruler: return n == 0 ? words("say.next-ruler-start") : words("say.next-ruler-end")
    case .bidirectional:
      return switch n {
      case 0: words("say.next-long-start")
      case 1: words("say.next-long-end")
      case 2: words("say.next-short-start")
      default: words("say.next-short-end")
      }
    case .ellipse: return n == 0 ? words("say.next-ellipse-centre") : words("say.next-ellipse")
    case .polygon: return n < 3 ? words("say.next-polygon") : words("say.next-polygon-closes")
    }
  }

  static func measured(_ m: Measurement, _ values: MeasuredValues?) -> String {
    words("say.measured", ["what": MeasureText.said(m, values)])
  }

  static func measuredElsewhere(_ m: Measuring) -> Failure {
    Failure(
      .usage,
      words("say.measured-elsewhere", ["shape": m.shape.rawValue, "plane": m.plane.rawValue, "n": m.w + 1]),
      advice: words("say.measured-elsewhere-advice"))
  }

  static var samePoint: Failure { Failure(.usage, words("say.same-point"), advice: words("say.same-point-advice")) }
  static var tooFewCorners: Failure {
    Failure(.usage, words("say.too-few-corners"), advice: words("say.too-few-corners-advice"))
  }
  static var noCrossAxis: Failure {
    Failure(.usage, words("say.no-cross-axis"), advice: words("say.no-cross-axis-advice"))
  }
  static var notMeasured: Failure {
    Failure(
      .usage, words("say.not-measured"), advice: words("say.not-measured-advice"))
  }
  static var markNumberExpected: Failure { expected(words("expected.mark"), "measure-go 2") }
  static var markNameExpected: Failure { expected(words("expected.name"), "measure-name carina") }
  static var noMarkHere: Failure {
    Failure(
      .usage, words("say.no-mark-here"), advice: words("say.no-mark-here-advice"))
  }

  static func landmarkSet(_ name: String) -> String { words("say.landmark-set", ["name": name]) }
  /// What is said of a name that was too long.
  static func nameCut(_ said: String) -> String { words("say.name-cut", ["said": said]) }

  static func visited(_ n: Int, of count: Int, _ what: String) -> String {
    words("say.visited", ["n": n, "count": count, "what": what])
  }
  static func deletedNotice(_ what: String) -> String { words("say.deleted-notice", ["what": what]) }
}
