import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

/// Annotations in edits, in the journal and in the project file.
@Suite struct AnnotationTests {
  static let foreign = try! JSONParser.parse(
    Array(#"[{"at": [1, 2, 3]}, {"id": "m9", "type": "spiral", "voxels": [[0, 0, 0]], "n": 1.50}, null, "x", 7]"#.utf8)
  ).array!

  static let ruler = Measurement(
    id: "m1", shape: .ruler, plane: .coronal, points: [[1, 2, 3], [4, 2, 0]], name: "é \"", finding: "GGO",
    time: "2026-03-01T09:30:00Z", reader: "reader-07")

  static let ellipse = Measurement(
    id: "m2", shape: .ellipse, plane: .sagittal, points: [[1, 2, 3]], radii: [1.25, 3], time: "t")

  static let axes = Measurement(
    id: "m3", shape: .bidirectional, plane: .axial, points: [[1, 2, 3], [4, 2, 3], [2, 0, 3], [2.125, 3.5, 3]])

  static let landmark = Landmark(id: "l1", name: "carina", point: [6, 4, 3], time: "t", reader: "r")

  private func parsed(_ object: JSONObject) throws -> JSONValue { try JSONParser.parse(JSONValue.object(object).bytes) }

  @Test func entriesComeBack() throws {
    let volume = Case.volume()
    let polygon = Measurement(id: "m4", shape: .polygon, plane: .axial, points: [[0, 0, 1], [4, 0, 1], [2, 4, 1]])
    let between = Measurement(id: "m5", shape: .ruler, plane: nil, points: [[0, 0, 1], [4, 0, 2]])
    for m in [Self.ruler, Self.ellipse, Self.axes, polygon, between] {
      let entry = try parsed(m.json(Case.grid, values: m.values(in: volume)))
      #expect(Measurement(entry, on: Case.grid) == m)
      let patient = entry.object?["patient"]?.array?[0].array?.compactMap(\.double)
      let point = Case.grid.affine.patient(of: m.points[0])
      #expect(patient == [point.x, point.y, point.z])
      #expect(entry.object?["values"] != nil)
    }
    let entry = try parsed(Self.landmark.json(Case.grid))
    #expect(Landmark(entry, on: Case.grid) == Self.landmark)
  }

  /// Members of another program survive a change of name.
  @Test func otherMembersSurvive() throws {
    var entry = Self.ruler.json(Case.grid, values: nil)
    entry["colour"] = .string("#ff0000")
    entry["values"] = .object(["millimetres": .int(9999)])
    var m = try #require(Measurement(.object(entry), on: Case.grid))
    m.name = "other"
    let again = m.json(Case.grid, values: m.values(in: Case.volume()))
    #expect(again["colour"]?.string == "#ff0000" && again["name"]?.string == "other")
    #expect(again["values"]?.object?["millimetres"]?.double != 9999)  // derived, never read back
  }

  /// Each member of an entry replaced by anything, or missing: understood or not, never a trap.
  @Test func hostileEntries() throws {
    let odd: [JSONValue?] = try [
      "null", "true", "-1", "1e308", "1e400", "99999999999999999999", "\"\"", "\"axial\"", "[]", "[[1e400, 0, 0]]",
      "[[0, 0], [1, 1, 1]]", "[[null, 0, 0], [1, 1, 1]]", "[[0, 0, 0], [1e18, 1, 1]]", "[[-1e308, 1e308, 1e308]]", "{}",
      "[1, 2, 3]", "[1e400, 1e400]", "[0, 0]", "[-1, 2]", "[1e300, 1e300]",
    ].map { try JSONParser.parse(Array($0.utf8)) } + [nil]
    let volume = Case.volume()
    var understood = 0
    for m in [Self.ruler, Self.ellipse, Self.axes] {
      let entry = m.json(Case.grid, values: m.values(in: volume))
      for member in entry.members {
        for value in odd {
          var changed = entry
          changed[member.name] = value
          let session = EditSession(
            volume: volume, annotations: Annotations(measurements: [.object(changed)], landmarks: [.object(changed)]))
          understood += session.marks.measurements.count
          for m in session.marks.measurements { #expect(m.measurement.isSound(on: Case.size)) }
          #expect(session.marks.landmarks.isEmpty)
        }
      }
    }
    #expect(understood > 50)
    for value in odd {
      var entry = Self.landmark.json(Case.grid)
      entry["voxel"] = value
      #expect((Landmark(.object(entry), on: Case.grid) != nil) == (value?.array?.count == 3 && value != odd[9]))
    }
  }

  @Test func changesFitOrDoNothing() {
    let a = JSONValue.int(1), b = JSONValue.int(2)
    var lists = Annotations(measurements: [a, b])
    let before = lists
    let bad: [[AnnotationChange]] = [
      [AnnotationChange(.measurements, at: 3, old: nil, new: a)],
      [AnnotationChange(.measurements, at: -1, old: nil, new: a)],
      [AnnotationChange(.measurements, at: 0, old: b, new: a)],
      [AnnotationChange(.measurements, at: 2, old: a, new: nil)],
      [AnnotationChange(.landmarks, at: 0, old: a, new: b)],
      [AnnotationChange(.measurements, at: 0, old: nil, new: nil)],
      [
        AnnotationChange(.measurements, at: 0, old: a, new: nil),
        AnnotationChange(.measurements, at: Int.max, old: b, new: nil),
      ],
    ]
    for changes in bad {
      let fits = lists.apply(ifFitting: changes)
      #expect(!fits)
      #expect(lists == before)
    }
    let good = [
      AnnotationChange(.measurements, at: 1, old: nil, new: .null),
      AnnotationChange(.measurements, at: 0, old: a, new: nil),
      AnnotationChange(.landmarks, at: 0, old: nil, new: b), AnnotationChange(.measurements, at: 1, old: b, new: a),
    ]
    let fit = lists.apply(ifFitting: good)
    #expect(fit)
    #expect(lists == Annotations(measurements: [.null, a], landmarks: [b]))
    let edit = Edit(name: "", tool: "", runs: [], annotations: good)
    let back = lists.apply(ifFitting: edit.inverse.annotations)
    #expect(back)
    #expect(lists == before)
  }

  @Test func idsAreNew() {
    #expect(Annotations().freeID(in: .measurements) == "m1")
    var lists = Annotations(measurements: Self.foreign)
    #expect(lists.freeID(in: .measurements) == "m10" && lists.freeID(in: .landmarks) == "l1")
    lists[.measurements].append(.object(["id": .string("m99999999999999999999")]))
    #expect(lists.freeID(in: .measurements) == "m10")
  }

  // MARK: Sessions

  /// A random annotation edit: in, out, or another.
  private func annotate(_ session: EditSession, _ random: inout SeededRandom) -> Edit {
    let list = AnnotationList.allCases.randomElement(using: &random)!
    let lists = session.annotations
    func entry() -> JSONObject {
      if list == .landmarks { return Self.landmark.json(Case.grid) }
      var m = [Self.ruler, Self.ellipse, Self.axes].randomElement(using: &random)!
      m.id = lists.freeID(in: list)
      return m.json(Case.grid, values: m.values(in: session.volume))
    }
    if let at = lists[list].indices.randomElement(using: &random), Bool.random(using: &random) {
      let other = Bool.random(using: &random) ? entry() : nil
      if let edit = lists.replacing(at, of: list, with: other, name: "Change", tool: "t") { return edit }
    }
    return lists.adding(entry(), to: list, name: "Add", tool: "t")
  }

  /// Strokes and annotations mixed, with undo and redo; the state after each step.
  private func work(
    _ session: inout EditSession, steps: Int, seed: UInt64
  ) throws -> [(drawing: Drawing, lists: Annotations)] {
    var random = SeededRandom(seed: seed)
    var states = [(Drawing(session), session.annotations)]
    while states.count <= steps {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: if try session.undo() == nil { continue }
      case 1: if try session.redo() == nil { continue }
      case 2, 3: try session.perform(annotate(session, &random))
      default: try session.perform(Case.stroke(session, &random), stroke: 1)
      }
      states.append((Drawing(session), session.annotations))
    }
    return states
  }

  @Test func undoAndRedoAreExactAmongStrokes() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      var session = EditSession(volume: Case.volume(), annotations: Annotations(measurements: Self.foreign))
      let first = (Drawing(session), session.annotations)
      _ = try work(&session, steps: 30, seed: seed)
      while try session.redo() != nil {}
      let last = (Drawing(session), session.annotations)
      while try session.undo() != nil {}
      #expect(session.annotations == first.1 && Drawing(session) == first.0)
      #expect(session.marks.isEmpty)
      while try session.redo() != nil {}
      #expect(session.annotations == last.1 && Drawing(session) == last.0)
      // marks are what a fresh session finds
      let fresh = EditSession(volume: Case.volume(), annotations: session.annotations)
      #expect(session.marks.measurements == fresh.marks.measurements)
      #expect(session.marks.landmarks == fresh.marks.landmarks)
    }
  }

  /// The journal keeps them: cut at every line, what is recovered is the state after that step.
  @Test func crashesLoseNothing() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let states = try work(&opened.session, steps: 12, seed: 4)
      try opened.store.close(opened.session, keepingUnsaved: true)
      let bytes = try read(files.journal)
      let ends = bytes.indices.filter { bytes[$0] == 10 }
      for (n, end) in ends.enumerated() {
        try write(Array(bytes[...end]), files.journal)
        let again = try Case.open(files)
        #expect(again.session.annotations == states[n].lists && Drawing(again.session) == states[n].drawing, "\(n)")
        try again.store.close(again.session, keepingUnsaved: true)
      }
      // `stylet recover` has no session, and finds the same
      var whole = try Case.open(files)
      try whole.store.save(&whole.session)
      let more = try work(&whole.session, steps: 6, seed: 5).last
      try whole.store.close(whole.session, keepingUnsaved: true)
      _ = try ProjectCheck.recover(files.project, reader: "r")
      let project = try Project(decoding: read(files.project), path: "p")
      #expect(project.annotations == more?.lists)
      #expect(project.layers.first.map { Drawing($0).labels } == more?.drawing.labels)
    }
  }

  @Test func savedClosedAndOpened() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      var opened = try Case.open(files)
      let volume = Case.volume()
      let lists = Annotations(measurements: Self.foreign)
      for entry in Self.foreign {
        try opened.session.perform(
          Edit(
            name: "", tool: "", runs: [],
            annotations: [
              AnnotationChange(.measurements, at: opened.session.annotations.measurements.count, old: nil, new: entry)
            ]))
      }
      #expect(opened.session.annotations == lists && opened.session.marks.isEmpty)
      try opened.session.perform(
        opened.session.annotations.adding(
          Self.ruler.json(Case.grid, values: Self.ruler.values(in: volume)), to: .measurements, name: "", tool: ""))
      try opened.session.perform(
        opened.session.annotations.adding(Self.landmark.json(Case.grid), to: .landmarks, name: "", tool: ""))
      #expect(opened.store.hasUnsavedWork(opened.session))
      let marked = opened.session.annotations
      try opened.store.save(&opened.session)
      var random = SeededRandom(seed: 3)
      try opened.session.perform(Case.stroke(opened.session, &random))
      try opened.store.save(&opened.session)
      try opened.store.close(opened.session, keepingUnsaved: false)
      let again = try Case.open(files)
      #expect(again.session.annotations == marked && again.notices.isEmpty)
      #expect(again.session.marks.measurements.map(\.measurement) == [Self.ruler])
      #expect(again.session.marks.landmarks.map(\.landmark) == [Self.landmark])
      #expect(again.store.project.measurements.isEmpty)
    }
  }

  /// What a journal of an earlier version wrote whole is taken up, and changes go on from there.
  @Test func wholeListsOfEarlierJournals() throws {
    try withTemporaryFolder { folder in
      let files = try Case.files(in: folder)
      let header = JournalHeader(project: nil, grid: Case.grid, reader: "r")
      var bytes = JournalLine.encode(JSONValue.object(header.json).bytes)
      bytes += JournalLine.encode(Array(#"{"n": 1, "fields": {"landmarks": [{"at": 1}], "reading": {"a": 1}}}"#.utf8))
      bytes += JournalLine.encode(
        Array(
          #"{"n": 2, "edit": {"name": "", "tool": "", "parameters": {}, "layer": "findings", "origins": [], "#.utf8)
          + Array(#""annotations": [{"list": "landmarks", "at": 0, "old": {"at": 1}, "new": 5}], "runs": ""}}"#.utf8))
      try write(bytes, files.journal)
      let opened = try Case.open(files)
      #expect(opened.session.annotations == Annotations(landmarks: [.int(5)]))
      #expect(opened.store.project.reading["a"] == .int(1))
    }
  }

  @Test(arguments: [
    #"[{"list": "landmarks", "at": 1, "new": 5}]"#, #"[{"list": "landmarks", "at": 0, "old": 4}]"#,
    #"[{"list": "landmarks", "at": 1e300, "new": 5}]"#, #"[{"list": "others", "at": 0, "new": 5}]"#, "[5]",
    #"[{"list": "landmarks", "at": -9223372036854775808, "new": 5}]"#, #"[{"list": "landmarks", "at": 0}]"#,
  ])
  func hostileJournals(changes: String) throws {
    try withTemporaryFolder { folder in
      for word in ["edit", "undo", "redo"] {
        let files = try Case.files(in: folder, scan: "\(word).nii.gz")
        let header = JournalHeader(project: nil, grid: Case.grid, reader: "r")
        let text = """
          {"n": 1, "\(word)": {"name": "", "tool": "", "parameters": {}, "layer": "findings", "origins": [], \
          "annotations": \(changes), "runs": ""}}
          """
        // an undo of a change that took an entry out would fit: what it gives back was there
        if word == "undo", changes.contains("\"old\"") { continue }
        var bytes = JournalLine.encode(JSONValue.object(header.json).bytes)
        bytes += JournalLine.encode(Array(text.utf8))
        try write(bytes, files.journal)
        let opened = try Case.open(files)
        #expect(opened.session.annotations == Annotations() && opened.session.revision == 0)
      }
    }
  }
}
