import StyletBase
import StyletCore
import StyletImaging

/// A measurement or landmark of the project, with its place in its list.
enum Mark {
  case measured(KnownAnnotations.Measured)
  case marked(KnownAnnotations.Marked)

  var list: AnnotationList { if case .measured = self { .measurements } else { .landmarks } }

  var at: Int {
    switch self {
    case .measured(let m): m.at
    case .marked(let l): l.at
    }
  }
}

/// The mark gone to last: what is done next is about it while nothing else was done.
struct VisitedMark {
  /// Its place among all marks.
  var n: Int
  var cursor: VoxelIndex
  var revision: Int
}

/// The list of measurements and landmarks, and the way to each.
extension MeasuringController {
  private var allMarks: [Mark] {
    session.marks.measurements.map(Mark.measured) + session.marks.landmarks.map(Mark.marked)
  }

  func showMarks() {
    let marks = session.marks
    guard !marks.isEmpty else {
      say(Sentence.nothingMeasured, .warning)
      return
    }
    let measured = marks.measurements.enumerated().map { n, m in
      HintRow(key: "\(n + 1)", text: MeasureText.row(m.measurement, m.values))
    }
    let marked = marks.landmarks.enumerated().map { n, l in
      HintRow(key: "\(measured.count + n + 1)", text: MeasureText.row(l.landmark, volume.grid))
    }
    let sections = [
      HelpSection(title: Sentence.measurements, rows: measured), HelpSection(title: Sentence.landmarks, rows: marked),
    ]
    workspace.open(Sentence.measurements, sections.filter { !$0.rows.isEmpty })
  }

  /// Goes to the `n`-th mark from the one gone to last, round and round.
  func visitMark(by n: Int) {
    let all = allMarks
    guard !all.isEmpty else {
      refuse(Sentence.nothingMeasured)
      return
    }
    let from = visitedMark.map { min($0.n, all.count) } ?? (n > 0 ? -1 : all.count)
    visit(((from + n) % all.count + all.count) % all.count, of: all)
  }

  /// Goes to a mark by its number in the list, base 1.
  func visitMark(number: Int) throws {
    let all = allMarks
    guard number >= 1, number <= all.count else {
      throw Sentence.markNumberExpected
    }
    visit(number - 1, of: all)
  }

  private func visit(_ n: Int, of all: [Mark]) {
    show(all[n])
    visitedMark = VisitedMark(n: n, cursor: view.cursor, revision: session.revision)
    say(Sentence.visited(n + 1, of: all.count, words(all[n])))
  }

  private func show(_ mark: Mark) {
    switch mark {
    case .measured(let m):
      if let plane = m.measurement.plane { panes.activate(plane) }
      panes.visit(m.measurement.middle(in: volume.size))
    case .marked(let l): panes.visit(l.landmark.voxel(in: volume.size))
    }
  }

  private func words(_ mark: Mark) -> String {
    switch mark {
    case .measured(let m): MeasureText.row(m.measurement, m.values)
    case .marked(let l): MeasureText.row(l.landmark, volume.grid)
    }
  }

  private func step(_ mark: Mark, _ act: StepName.MarkAct) -> StepName {
    switch mark {
    case .measured(let m): .drawn(m.measurement, act)
    case .marked(let l): .marked(l.landmark, act)
    }
  }

  /// Takes out the mark gone to last, else the one nearest to the cursor on this slice.
  func deleteMark() throws {
    let mark = try markHere()
    let edit = session.annotations.replacing(
      mark.at, of: mark.list, with: nil, name: step(mark, .delete), tool: "delete-mark")
    guard let edit else { throw Sentence.noMarkHere }
    let said = Sentence.deletedNotice(words(mark))
    try accept(edit)
    say(said)
  }

  /// Gives a mark another name; an empty one takes a measurement's away.
  func nameMark(_ name: String) throws {
    let mark = try markHere()
    let isCut = name.count > 200
    let name = String(name.prefix(200))
    let entry: JSONObject
    switch mark {
    case .measured(let m):
      var named = m.measurement
      named.name = name.isEmpty ? nil : name
      entry = named.json(volume.grid, values: m.values)
    case .marked(let l):
      guard !name.isEmpty else { throw Sentence.markNameExpected }
      var named = l.landmark
      named.name = name
      entry = named.json(volume.grid)
    }
    let edit = session.annotations.replacing(
      mark.at, of: mark.list, with: entry, name: step(mark, .name), tool: "name-mark")
    if let edit { try accept(edit) }
    if let now = try? markHere() { say(isCut ? Sentence.nameCut(words(now)) : words(now), isCut ? .warning : .info) }
  }

  private func markHere() throws -> Mark {
    let all = allMarks
    if let visited = visitedMark, visited.cursor == view.cursor, visited.revision == session.revision,
      let mark = all[safe: visited.n]
    {
      return mark
    }
    let grid = volume.grid
    let spacing = view.active.spacing(of: grid)
    let scale = SIMD2(spacing.u, spacing.v)
    let here = SIMD2(Double(place.u), Double(place.v)) * scale
    var nearest: (mark: Mark, distance: Double)?
    for mark in all {
      let lines: MarkLines? =
        switch mark {
        case .measured(let m): MarkLines(m.measurement, view.active, w: place.w, grid)
        case .marked(let l): MarkLines(l.landmark, view.active, w: place.w, grid)
        }
      guard let distance = lines?.distance(to: here, scale: scale) else { continue }
      if distance < nearest?.distance ?? .infinity { nearest = (mark, distance) }
    }
    guard let nearest else { throw Sentence.noMarkHere }
    return nearest.mark
  }

  /// After undo or redo: brings into view what was measured, marked or taken out.
  func showMarks(of edit: Edit) {
    guard let change = edit.annotations.first, let entry = change.new ?? change.old else { return }
    let mark =
      change.list == .measurements
      ? Measurement(entry, on: volume.grid).map {
        Mark.measured(KnownAnnotations.Measured(at: 0, measurement: $0, values: nil))
      }
      : Landmark(entry, on: volume.grid).map { Mark.marked(KnownAnnotations.Marked(at: 0, landmark: $0)) }
    guard let mark else { return }
    let w = place.w
    let isShown =
      switch mark {
      case .measured(let m): MarkLines(m.measurement, view.active, w: w, volume.grid) != nil
      case .marked(let l): MarkLines(l.landmark, view.active, w: w, volume.grid) != nil
      }
    if !isShown { show(mark) }
  }
}
