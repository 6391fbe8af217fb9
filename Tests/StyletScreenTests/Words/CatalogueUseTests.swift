import TestSupport
import Testing

@testable import StyletBase
@testable import StyletScreen

/// What Sources ask for stands in the catalogues with the arguments that are given, and nothing stands there unasked.
@Suite struct CatalogueUseTests {
  /// Identifiers that are put together of a table's and what a row is called.
  private static let madeUp: Set<String> = {
    var ids = Set(CommandTable.all.flatMap { ["command.\($0.id).title", "command.\($0.id).help"] })
    ids.formUnion(Command.Section.allCases.map { "section.\($0.rawValue)" })
    ids.formUnion(AssistTable.all.map { "assist.\($0.id)" })
    for parameter in AssistTable.all.flatMap(\.parameters) {
      if parameter.options.isEmpty { ids.insert("assist-parameter.\(parameter.id)") }
      ids.formUnion(parameter.options.map { "assist-choice.\($0.name)" })
    }
    for argument in CommandTable.all.compactMap(\.argument) {
      ids.formUnion(argument.matches(of: #/[A-Z]+/#).map { "command-argument.\($0.output.lowercased())" })
    }
    return ids
  }()

  private static func isOurs(_ id: String) -> Bool {
    ScreenCatalogue.tables.contains(String(id.prefix { $0 != "." })) && id.contains(".")
  }

  @Test func everyMessageAskedForIsThere() throws {
    let english = Catalogue(.english)
    var seen = 0
    let known = english.identifiers
    for call in try MessageCall.all() where !call.isMember {
      for id in call.ids where !id.contains("\0") && Self.isOurs(id) {
        seen += 1
        #expect(known.contains(id), "\(call.file): \(id)")
        let taken = english.arguments(of: id), given = call.arguments ?? []
        #expect(taken.isSubset(of: given), "\(call.file): \(id) takes \(taken.sorted())")
        // Where code chooses between messages, each may leave out what another one takes.
        if call.ids.count == 1 { #expect(given == taken, "\(call.file): \(id) is given \(given.sorted())") }
      }
    }
    #expect(seen > 500)
    for id in Self.madeUp.sorted() { #expect(english.identifiers.contains(id), "\(id)") }
  }

  @Test func everyMessageIsAskedFor() throws {
    var asked = Self.madeUp
    for call in try MessageCall.all() where !call.isMember { asked.formUnion(call.ids) }
    let unasked = ScreenCatalogue.texts(.english).keys.filter { !asked.contains($0) }.sorted()
    #expect(unasked == [])
  }

  /// Calls are found, however they are written.
  @Test func callsAreFound() {
    let text = #"""
      static var a: String { words("say.a") }
      words(isOn ? "say.b" : "say.c", ["n": f(["x": 1]), "name": "\(g("y"))"])
      StepName.words("tool.no", more); func words(_ id: String) {}
      words("command.\(id).title")
      """#
    let calls = MessageCall.calls(in: text)
    #expect(calls.map(\.ids) == [["say.a"], ["say.b", "say.c"], ["tool.no"], ["command.\0.title"]])
    #expect(calls.map(\.arguments) == [[], ["n", "name"], nil, []])
    #expect(calls.map(\.isMember) == [false, false, true, false])
  }

  /// A variant that no language but one has would never be said there.
  @Test(arguments: Language.allCases) func patternsAreWellFormed(_ language: Language) {
    for (id, text) in ScreenCatalogue.texts(language) {
      for form in ScreenCatalogue.forms(WordPattern(text)) {
        #expect(!form.contains("{$") && !form.contains("|"), "\(id): \(form)")
      }
    }
  }

  /// Palette and help tell commands apart by their titles.
  @Test(arguments: Language.allCases) func noTwoCommandsShareATitle(_ language: Language) {
    Words.$inTask.withValue(language) {
      let titles = Dictionary(grouping: CommandTable.all, by: { $0.title.lowercased() })
      for (title, commands) in titles { #expect(commands.count == 1, "\(title): \(commands.map(\.id))") }
    }
  }

  @Test func decimalMarksAreThoseOfTheLanguage() {
    Words.$inTask.withValue(.french) {
      #expect(NumberText.fixed(-12.345, 2) == "−12,35" && NumberText.trimmed(2.5) == "2,5" && NumberText.trimmed(5) == "5")
      #expect(NumberText.short(0.25) == "0,25")
    }
    #expect(NumberText.trimmed(2.5) == "2.5" && NumberText.short(0.25) == "0.25")
  }

  /// What is typed may have either mark in any language.
  @Test(arguments: Language.allCases) func typedNumbersTakeBothMarks(_ language: Language) throws {
    try Words.$inTask.withValue(language) {
      for typed in [":brush 2,5<CR>", ":brush 2.5<CR>"] {
        #expect(try Bench().play(typed).work.tool.radius == 2.5)
      }
      for typed in [":gate -750,5 -300<CR>", ":gate -750.5 -300<CR>", ":gate -750.5,-300<CR>"] {
        #expect(try Bench().play(typed).work.tool.gate == -750.5 ... -300, "\(typed)")
      }
      let window = try Bench().play(":window 1500,-600<CR>").work.view.window
      #expect(window.width == 1500 && window.level == -600)
      let other = try Bench().play(":window -600,5 1500<CR>").work.view.window
      #expect(other.width == 1500 && other.level == -600.5)
    }
  }

  /// `:lang` speaks at once, and of this workstation alone.
  @Test func theLanguageIsChosenInTheProgram() throws {
    let bench = try Bench().play(":lang fr<CR>")
    #expect(bench.notice == "Stylet parle français")
    try bench.play("?")
    #expect(bench.work.draw(width: 120, height: 40).text.contains("Se déplacer"))
    try bench.play("<Esc>:lang EN<CR>")
    #expect(bench.notice == "Stylet speaks English")
    try bench.play(":lang xx<CR>")
    #expect(bench.notice.hasPrefix("This needs a language: en, fr"))
    try bench.play(":lang<CR>")
    #expect(bench.notice == "Stylet parle français")
    #expect(try Bench().play("u").notice == "Nothing to undo")
  }
}
