import StyletProject
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletScreen

/// French as it is printed, in every message and wherever messages are joined; names that files have in English are
/// said in French.
@Suite struct FrenchTests {
  /// A sign that wants a blank before it and has none; « and » that want one beside them. `:command` and the like begin
  /// a word, and times and addresses have no blank behind.
  private static func flaws(_ text: String) -> [Substring] {
    let text: String = text.replacing(#/:[a-z-]+!?/#, with: "x")
    let before = #/[^\s(\[{«`][;:!?](?=\s|$)/#, percent = #/\S%(?=[\s.,;)]|$)/#, quotes = #/«\S|\S»/#
    return text.matches(of: before).map(\.output) + text.matches(of: percent).map(\.output)
      + text.matches(of: quotes).map(\.output)
  }

  @Test func everyMessageHasItsBlanks() {
    let catalogue = Catalogue(.french)
    for id in catalogue.identifiers.sorted() {
      for form in ScreenCatalogue.forms(WordPattern(catalogue.written(id) ?? "")) {
        #expect(Self.flaws(form).isEmpty, "\(id): \(Self.flaws(form)) in \(form)")
      }
    }
    for flawed in ["a; b", "a: b", "quoi?", "5% de", "«a »", "« a»", "fin!"] { #expect(!Self.flaws(flawed).isEmpty) }
    for good in ["a ; :reopen", "à 12:30 UTC", "« a »", "5 % de", "(:w)", ":w! remplace"] {
      #expect(Self.flaws(good).isEmpty, "\(good)")
    }
  }

  /// Where messages are joined: two notices, a failure and its advice, a name and what it is.
  @Test func jointsHaveTheirBlanks() throws {
    #expect(Joint.clauses(["a", "b", "c"]) == "a; b; c" && Joint.clauses([]) == "" && Joint.named("a", "b") == "a: b")
    Words.$inTask.withValue(.french) {
      #expect(Joint.clauses(["a", "b", "c"]) == "a ; b ; c" && Joint.named("a", "b") == "a : b")
      #expect("\(Failure(.usage, "quoi", advice: "faire"))" == "quoi ; faire")
      #expect("\(ProjectProblem(.warning, at: "scan.path", "absent"))" == "avertissement : scan.path : absent")
      #expect(Sentence.finding(LabelTable.standard.findings[0]) == "GGO : Verre dépoli")
    }
    #expect("\(ProjectProblem(at: "scan.path", "gone"))" == "error: scan.path: gone")
  }

  /// No joint is written into code: what people read is joined by the language in force.
  @Test func noJointIsInCode() throws {
    let joints = #/[\s(+]"[;:] +"|\\\([^()"]*\)[;:] \\\(/#
    let modules = ["StyletScreen", "StyletReport", "StyletStudy"]
    for file in try SourceFile.all(modules) where !file.name.hasSuffix("JSON.swift") {
      for line in file.text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        #expect(line.firstMatch(of: joints) == nil, "\(file.name): \(line)")
      }
    }
  }

  @Test func theResearchNoticeIsFollowedBySentences() throws {
    let bench = try Bench()
    bench.work.welcome(["2 étapes récupérées", "le projet a été commencé par dupont", "scan.nii est en double"])
    #expect(bench.notice == "2 étapes récupérées.  Le projet a été commencé par dupont.  scan.nii est en double")
  }

  /// Names of findings, lungs and windows in keys, hints, palette and notices.
  @Test func namesAreFrench() throws {
    try Words.$inTask.withValue(.french) {
      let keys = KeyTable.text(.standard)
      let said = ["GGO  Verre dépoli"] + ["poumon", "médiastin", "os", "graisse"].map { "fenêtrage : " + $0 }
      for name in said { #expect(keys.contains(name), "\(name)") }
      let english = [
        "Ground-glass", "Consolidation", ": lung", "mediastinum", "bone", ": fat", "Right lung", "Left lung", "Trachea",
      ]
      for name in english { #expect(!keys.contains(name), "\(name)") }
      for script in ["s1", "s", "w", "gl", "sl", "?", "?<PageDown>", "?<End>"] {
        let bench = try LungBench(badges: [.noCarina])
        try bench.play(script)
        let text = bench.text(120, 40)
        for name in english { #expect(!text.contains(name), "\(script): \(name)\n\(text)") }
      }
    }
  }

  /// `?` has a row for each finding that the project has.
  @Test func helpHasEveryFinding() throws {
    var table = LabelTable.standard
    let more = ["RET", "HON"].filter { code in !table.findings.contains { $0.code == code } }
    for code in more { _ = table.add(code: code, name: code.lowercased(), colour: table.findings[0].colour) }
    try #require(more.count == 2)
    let bench = try Bench(table: table).play("?")
    guard case .help(_, let sections, _) = bench.work.overlay else { return #expect(Bool(false), "no help") }
    let texts = sections.flatMap(\.rows).map(\.text)
    for finding in table.findings { #expect(texts.contains("\(finding.code)  \(finding.said)"), "\(finding.code)") }
  }

  /// A limit that no reader has set has its mark in list and picture, and a stand-in is not called what it stands for.
  @Test func landmarksSayWhoseTheyAre() throws {
    let grid = try Bench.volume().grid
    func landmark(_ mark: ZoneMark, _ source: LungZones.Source) -> Landmark {
      var landmark = Landmark(id: mark.id, name: mark.name, point: SIMD3(3, 4, 5))
      landmark.zoneSource = source
      return landmark
    }
    #expect(MeasureText.name(landmark(.carina, .automatic)) == "carina~")
    #expect(MeasureText.name(landmark(.veins, .proxy)) == "midway carina–dome~")
    #expect(MeasureText.name(landmark(.veins, .reader)) == "inferior pulmonary veins")
    #expect(MeasureText.row(landmark(.carina, .automatic), grid).hasPrefix("carina~, "))
    #expect(MeasureText.name(Landmark(id: "x", name: "apex", point: SIMD3(3, 4, 5))) == "apex")
    Words.$inTask.withValue(.french) {
      #expect(MeasureText.name(landmark(.carina, .automatic)) == "carène~")
      #expect(MeasureText.name(landmark(.veins, .proxy)) == "mi-chemin carène–coupole~")
      #expect(MeasureText.name(landmark(.veins, .reader)) == "veines pulmonaires inférieures")
    }
  }

  /// Steps on a zone's limit name it in the language in which they are read; a reader's own name stays.
  @Test func stepsNameLimits() {
    let limit = Landmark(id: ZoneMark.veins.id, name: ZoneMark.veins.name, point: .zero)
    let own = Landmark(id: "x", name: "apex", point: .zero)
    let steps = [StepName.marked(limit, .delete), .marked(limit), .marked(own, .delete)]
    #expect(steps.map(\.words) == [
      "Delete Zone limit, inferior pulmonary veins", "Zone limit, inferior pulmonary veins", "Delete Landmark apex",
    ])
    Words.$inTask.withValue(.french) {
      #expect(steps.map(\.words) == [
        "Supprimer : Limite de zone, veines pulmonaires inférieures", "Limite de zone, veines pulmonaires inférieures",
        "Supprimer : Repère apex",
      ])
    }
  }

  @Test func aSignatureSaysItsMeaning() throws {
    try Words.$inTask.withValue(.french) {
      let desk = try FormDesk().play(FormDesk.normal + "a")
      let text = desk.text(), signature = try #require(desk.work.readingRecord.signature)
      let form = try #require(desk.work.reading.form)
      #expect(signature.meaning == "author" && !text.contains("(author)"), "\(text)")
      let title = try #require(form.meanings.first { $0.id == "author" }?.title)
      #expect(ReadingText.signed(signature, form).contains(title))
    }
  }

  /// The values that growing takes are in the units and words of the language.
  @Test func grownValuesAreFrench() throws {
    try Words.$inTask.withValue(.french) {
      let notice = try Bench().play("r").notice
      #expect(notice.contains(" à ") && notice.contains("UH"), "\(notice)")
      #expect(!notice.contains(" to ") && !notice.contains("HU"), "\(notice)")
    }
  }

  private func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  /// What a refused mask's grid differs in has the decimal mark of the language.
  @Test func differencesOfGridsAreFrench() throws {
    let scan = VoxelGrid(size: GridSize(8, 8, 8)!, affine: Affine(spacing: [0.703, 0.703, 1.25]))
    let others = [
      Affine(spacing: [0.8, 0.703, 1.5]), Affine(spacing: [0.703, 0.703, 1.25], origin: [0.3, 0, 0]),
      Affine([0.7, 0.06, 0], [-0.06, 0.7, 0], [0, 0, 1.25], origin: .zero),
    ]
    for other in others {
      let grid = VoxelGrid(size: scan.size, affine: other)
      let said = Words.$inTask.withValue(.french) {
        [failure { _ = try scan.aligned(LabelMap(size: scan.size), of: grid) }?.description, scan.mismatch(with: grid)]
      }
      for text in said {
        let text = try #require(text)
        #expect(text.contains(#/[0-9],[0-9]/#) && !text.contains(#/[0-9]\.[0-9]/#), "\(text)")
      }
    }
  }

  /// Mistakes in JSON, where those in TOML are, and the path before what is wrong.
  @Test func mistakesInTextsAreFrench() throws {
    func said(_ body: () throws -> Void) -> String {
      Words.$inTask.withValue(.french) { failure(body)?.about("a.txt").description ?? "none" }
    }
    let json = said { _ = try JSONValue(reading: Array("{\"a\": \"b".utf8)) }
    #expect(json == "a.txt : pas du JSON : texte sans fin, ligne 1, colonne 7 ; exportez-le à nouveau")
    let toml = said { _ = try TOMLText.parse("a = 1\nb = ", name: "b.toml") }
    #expect(toml.hasPrefix("b.toml : ") && toml.contains(", ligne 2, colonne 5 ; "), "\(toml)")
    let english = ["expected", "without", "twice", "line ", "nested", "already", "control", "escape ", "number"]
    let objects = [
      "{", "[1", "{\"a\" 1}", "{a}", "\"\u{1}\"", "\"\\x\"", "{\"a\":1,\"a\":2}", "-", "[] 1", "\"\\ud800\"",
    ]
    for text in objects {
      let told = said { _ = try JSONValue(reading: Array(text.utf8)) }
      for word in english { #expect(!told.contains(word), "\(text): \(told)") }
    }
  }

  /// Facts of a file as people read them.
  @Test func factsAreFrench() {
    #expect(ScanFactWords.value("12 of 16") == "12 of 16" && ScanFactWords.value("1 in 1 file") == "1 in 1 file")
    Words.$inTask.withValue(.french) {
      let said = [
        "275 in 275 files": "275 dans 275 fichiers", "12 of 16": "12 sur 16", "1.0 mm": "1 mm",
        "1.250000 mm": "1,25 mm", "120 kV": "120 kV", "DICOM series": "série DICOM", "NIfTI-1": "NIfTI-1", "100.50 kV": "100,5 kV",
        "little endian": "petit-boutiste", "1.2.840.10008": "1.2.840.10008", "SIEMENS": "SIEMENS",
        "voxel sizes": "tailles de voxel", "-2000 to 5": "-2000 à 5",
      ]
      for (value, french) in said { #expect(ScanFactWords.value(value) == french, "\(value)") }
      #expect(ScanFactWords.name("geometry from") == "géométrie d'après")
      #expect(ScanFactWords.name("rescale type") == "unité des valeurs")
    }
  }
}
