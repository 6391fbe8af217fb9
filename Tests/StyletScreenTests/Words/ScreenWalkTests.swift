import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletScreen

/// Every command of the table, from every place, in each language but English: no English word is on the screen, and
/// what is cut stands whole where a key leads to it. Commands, arguments, prefixes of keys and boxes are asked of their
/// tables, so that a new one is walked, too.
@Suite struct ScreenWalkTests {
  static let sizes = [(80, 24), (120, 40)]
  private static let languages = Language.allCases.filter { $0 != .english }

  @Test(arguments: languages, ScreenPlace.allCases)
  func everyCommandSpeaks(_ language: Language, _ place: ScreenPlace) throws {
    let english = try ScreenCatalogue.foreignWords(to: language)
    #expect(english.count > 500)
    try Words.$inTask.withValue(language) {
      for script in Self.scripts(at: place) {
        let placed = try place.open()
        defer { placed.close() }
        // The palette with its completions; then what the command does, or why not.
        let left = english.subtracting(ScreenCatalogue.words(script))
        for keys in [String(script.dropLast(4)), "<CR>"] {
          try placed.play(keys)
          Self.look(placed.work, "\(place) \(script)", left)
        }
      }
    }
  }

  /// What may follow a key, in every mode.
  @Test(arguments: languages) func everyPrefixSpeaks(_ language: Language) throws {
    let english = try ScreenCatalogue.foreignWords(to: language)
    try Words.$inTask.withValue(language) {
      for place in ScreenPlace.allCases where place != .form && place != .signed {
        let first = try place.open(), mode = first.work.mode
        first.close()
        let prefixes = Set(Keymap.standard.bindings.filter { $0.mode == mode }.flatMap { binding in
          (1..<max(binding.keys.count, 1)).map { KeyNotation.write(Array(binding.keys.prefix($0))) }
        })
        for prefix in prefixes.sorted() {
          let placed = try place.open()
          defer { placed.close() }
          try placed.play(prefix)
          Self.look(placed.work, "\(place) \(prefix)", english)
        }
      }
    }
  }

  /// The form's own keys, and all of its rows.
  @Test(arguments: languages) func everyFieldSpeaks(_ language: Language) throws {
    let english = try ScreenCatalogue.foreignWords(to: language)
    try Words.$inTask.withValue(language) {
      let placed = try ScreenPlace.form.open()
      for step in ["", "?", "<Esc>", "x", "3", "n", "a", "S", "<Esc>"] + [String](repeating: "<Down>", count: 120) {
        try placed.play(step)
        Self.look(placed.work, "form \(step)", english)
      }
    }
  }

  /// The first minute: what is to be known of a scan, the research notice and the keys.
  @Test(arguments: languages) func theWelcomeSpeaks(_ language: Language) throws {
    let english = try ScreenCatalogue.foreignWords(to: language)
    try Words.$inTask.withValue(language) {
      let placed = try ScreenPlace.bare.open()
      placed.work.welcome([words("cli.open.scan-replaced")])
      Self.look(placed.work, "welcome", english)
    }
  }

  /// Each mode, each kind of box and each part of a frame that may be there or not is walked; and were English not
  /// found, nothing would be.
  @Test func everyPartOfTheScreenHasAPlace() throws {
    var modes = Set<Mode>(), boxes = Set<String>(), parts = Set<String>(), all = Set<String>()
    let english = try ScreenCatalogue.foreignWords(to: .french)
    for place in ScreenPlace.allCases {
      for script in ["", ":", "?", "g", ":undolist<CR>", ":messages<CR>", ":qct<CR>", ":q<CR>", "5"] {
        let placed = try place.open()
        defer { placed.close() }
        try placed.play(script)
        let model = placed.work.model
        modes.insert(placed.work.mode)
        boxes.insert(model.overlay.kind)
        for part in Mirror(reflecting: model).children {
          let value = Mirror(reflecting: part.value)
          guard let name = part.label, value.displayStyle == .optional else { continue }
          all.insert(name)
          if !value.children.isEmpty { parts.insert(name) }
        }
        if script == "?" {
          let text = placed.work.draw(width: 120, height: 40).text
          #expect(!Self.seen(text).isDisjoint(with: english), "\(place)")
        }
      }
    }
    #expect(modes == Set(Mode.allCases))
    #expect(boxes == Overlay.kinds)
    #expect(all.subtracting(parts).sorted() == [], "no place shows it")
  }

  // MARK: What is typed

  /// Each command as the palette takes it: without what it takes, and where there is something to act on with each of
  /// its words, and with what is wrong.
  private static func scripts(at place: ScreenPlace) -> [String] {
    let isFull = [.drawn, .marked, .lungs].contains(place)
    // The language is what is walked.
    return CommandTable.all.filter { $0.id != "lang" }.flatMap { command in
      let asked = isFull ? command.argument.map(arguments) ?? [] : []
      return ([""] + asked.map { " " + $0 }).map { ":\(command.id)\($0)<CR>" }
    }
  }

  private static func arguments(_ shown: String) -> [String] {
    shown.split { "[]|".contains($0) }.map { word in
      guard word.contains(where: \.isUppercase) else { return String(word) }
      return word.split(separator: " ").map { examples[String($0)] ?? "5" }.joined(separator: " ")
    } + ["nonesuch"]
  }

  /// For the capitals of what commands take; numbers else.
  private static let examples = [
    "NAME": "apex", "FILE": "mask.nii.gz", "CODE": "CON", "FINDING": "CON", "PRESET": "mediastinum", "LOW": "-750",
    "HIGH": "-300", "REASON": "oubli", "SEGMENTER": "modele", "WIDTH": "1500",
  ]

  // MARK: What is seen

  /// At both sizes; of a list every row.
  private static func look(_ work: Workstation, _ what: String, _ english: Set<String>) {
    for size in sizes {
      var text = work.draw(width: size.0, height: size.1).text
      check(text, work, "\(what) at \(size)", english)
      // A notice lies over the form's lower lines until the next key.
      if let form = work.model.form, work.notice == nil, case .none = work.prompt {
        let value = form.editor == nil ? form.rows[safe: form.selected]?.value ?? "" : ""
        let said = [form.question, value, form.warnings.joined(separator: " ")] + form.notes
        expect(said.joined(separator: " "), on: text, "\(what) at \(size)")
      }
      guard case .list(let list) = work.prompt else { continue }
      for row in 0..<min(list.count, 40) {
        var moved = list
        moved.select(row, rows: list.rows(height: size.1))
        work.prompt = .list(moved)
        text = work.draw(width: size.0, height: size.1).text
        check(text, work, "\(what), row \(row) at \(size)", english)
        let said = list.row(row) + [list.detail?(row) ?? ""]
        expect(said.joined(separator: " "), on: text, "\(what), row \(row) at \(size)")
      }
      work.prompt = .list(list)
    }
  }

  /// Every word of it stands there whole.
  private static func expect(_ said: String, on text: String, _ what: String) {
    let stands = Set(pieces(text))
    for word in pieces(said) { #expect(stands.contains(word), "\(what): \(word)\n\(text)") }
  }

  private static func pieces(_ text: String) -> [Substring] { text.split { $0.isWhitespace || "│┃".contains($0) } }

  private static func check(_ text: String, _ work: Workstation, _ what: String, _ english: Set<String>) {
    let left = seen(text).intersection(english)
    #expect(left.isEmpty, "\(what): \(left.sorted())\n\(text)")
    let wholes = wholes(work)
    for cut in cuts(text) where !wholes.contains(where: { $0.contains(cut) }) {
      Issue.record("\(what): cut, and whole nowhere: \(cut)…\n\(text)")
    }
  }

  /// What a screen says, but for names of commands and files, and the reader's own.
  private static func seen(_ screen: String) -> Set<String> {
    let said = screen.replacing(#/:[a-z][a-z-]*!?|\[\S*…|reader-07|\S+\.(?:json|toml|gz)/#, with: " ")
    return Set(ScreenCatalogue.words(said))
  }

  /// What ends with an ellipsis, from where it begins: "min…max" is whole, and so are "EXTENT …" and "−750…−300".
  private static func cuts(_ text: String) -> [String] {
    text.split(separator: "\n").flatMap { line -> [String] in
      let line = String(line)
      return line.matches(of: #/[^\s…]…(?=[\s│┃]|$)/#).compactMap { match in
        let before = line[..<match.range.upperBound].dropLast()
        let begin = before.ranges(of: #/ {2,}|[│┃┌└─…]\s*/#).last?.upperBound ?? before.startIndex
        // A question that is open or contradicted has its mark before it.
        let cut = String(before[begin...].drop { " *!▸".contains($0) }).trimmed
        return cut.contains(where: \.isLetter) ? cut : nil
      }
    }
  }

  /// Where a key leads to the whole of what is cut: the messages, the help, the rows of a list and of the form once
  /// they are chosen.
  private static func wholes(_ work: Workstation) -> [String] {
    let log = work.workspace.messages.notices.flatMap { [$0.text] + $0.details }
    let help = KeyTable.sections(work.keymap, work.table).flatMap(\.rows).flatMap { [$0.key, $0.text] }
    var own: [String] = []
    if case .list(let list) = work.overlay { own = list.rows.flatMap { $0 } + [list.detail ?? ""] }
    if let form = work.model.form { own += form.rows.flatMap { [$0.title, $0.title.uppercased(), $0.value] } }
    let commands = CommandTable.all.flatMap { [$0.typed, $0.title, $0.help] }
    let typed = commands + scripts(at: .drawn).map { String($0.dropLast(4)) }
    return log + help + own + besideThree(work) + typed
  }

  /// The panel has less room beside one pane, the 3-D view and the mosaic: three panes, to which keys lead, have all of it.
  private static func besideThree(_ work: Workstation) -> [String] {
    var model = work.model
    let isNarrow = model.view.layout == .single || !model.parts.isDisjoint(with: [.solid, .mosaic, .followUp])
    guard isNarrow else { return [] }
    model.parts.subtract([.solid, .mosaic, .followUp])
    model.view.layout = .three
    // A notice of several lines lies over the panel's last rows until the next key.
    model.notice = nil
    let renderer = ScreenRenderer(traits: TerminalTraits())
    let texts = work.workspace.speaking {
      sizes.map { renderer.draw(model, width: $0.0, height: $0.1).text }
    }
    // With one blank where the wider panel has several.
    return texts.flatMap { $0.split(separator: "\n") }.map { $0.split(separator: " ").joined(separator: " ") }
  }
}
