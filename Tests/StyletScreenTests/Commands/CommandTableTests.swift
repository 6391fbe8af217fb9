import Testing

@testable import StyletScreen

@Suite struct CommandTableTests {
  @Test func everyCommandSaysWhatItDoes() {
    for command in CommandTable.all {
      #expect(!command.title.isEmpty && !command.title.hasSuffix("."), "\(command.id)")
      #expect(command.help.hasSuffix(".") && command.help.count > 15, "\(command.id)")
      #expect(!command.modes.isEmpty, "\(command.id)")
      #expect(command.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(command.id)")
    }
  }

  @Test func noNameStandsTwice() {
    let names = CommandTable.all.flatMap { [$0.id] + $0.aliases }
    #expect(Set(names).count == names.count)
    for command in CommandTable.all { #expect(CommandTable.command(command.id)?.id == command.id) }
  }

  @Test func everyDefaultKeyNamesACommand() {
    for binding in Keymap.standard.bindings {
      #expect(CommandTable.command(binding.action.command) != nil, "\(binding)")
    }
  }

  /// The keys of the contract, key by key, as far as their tools exist.
  @Test(arguments: [
    ("<Left>", "cursor-left"), ("<Right>", "cursor-right"), ("<Up>", "cursor-up"), ("<Down>", "cursor-down"),
    ("h", "cursor-left"), ("j", "cursor-down"), ("k", "cursor-up"), ("l", "cursor-right"),
    ("H", "cursor-left 10"), ("J", "cursor-down 10"), ("K", "cursor-up 10"), ("L", "cursor-right 10"),
    ("<PgUp>", "slice-forward"), ("<PgDn>", "slice-back"), ("<C-b>", "slice-forward"), ("<C-f>", "slice-back"),
    ("<Tab>", "pane-next"), ("<S-Tab>", "pane-previous"), ("<Space>", "stamp"), ("p", "pen"), ("e", "erase"),
    ("[", "brush-smaller"), ("]", "brush-larger"), ("b", "brush-shape"), ("t", "gate"), ("v", "contour"),
    ("f", "fill"), ("c", "copy"), ("x", "clear"), (".", "repeat"), ("u", "undo"), ("U", "redo"), ("<C-r>", "redo"),
    ("s1", "finding 1"), ("s9", "finding 9"), ("<lt>", "finding-previous"), (">", "finding-next"),
    ("<CR>", "finding-take"), ("wl", "window lung"), ("wm", "window mediastinum"), ("wb", "window bone"),
    ("wf", "window fat"), ("wa", "window auto"), ("W", "window-adjust"), ("+", "zoom-in"), ("-", "zoom-out"),
    ("0", "zoom-fit"), ("=", "zoom-voxel"), ("gg", "slice-first"), ("G", "slice-last"), ("n", "drawn-next"),
    ("N", "drawn-previous"), ("o", "findings-display"), (":", "palette"), ("?", "help"), ("ZZ", "save-and-leave"),
    ("<Esc>", "back"),
  ])
  func contractKeys(_ keys: String, _ action: String) throws {
    #expect(
      Keymap.standard.meaning(of: try KeyNotation.parse(keys), in: .navigate) == .action(Invocation(parsing: action)))
  }

  @Test(arguments: [
    ("<CR>", "contour-vertex"), ("<Space>", "contour-vertex"), ("<BS>", "contour-back"), ("a", "contour-close"),
    ("<Esc>", "back"),
  ])
  func contourKeys(_ keys: String, _ action: String) throws {
    #expect(Keymap.standard.meaning(of: try KeyNotation.parse(keys), in: .contour) == .action(Invocation(action)))
  }

  @Test func everyCommandIsFoundInThePaletteByNameAndTitle() throws {
    let bench = try Bench()
    for command in CommandTable.all {
      for name in [command.id] + command.aliases {
        var palette = PalettePrompt()
        palette.insert(name)
        #expect(palette.matches(bench.work.keymap, bench.work.table).first?.row.key == command.typed, "\(name)")
      }
      #expect(PalettePrompt.rank(command, command.title.lowercased()) != nil)
    }
  }

  @Test func everyCommandStandsInTheHelp() {
    let rows = KeyTable.sections(.standard).flatMap(\.rows).map(\.text)
    for command in CommandTable.all {
      #expect(rows.contains { $0.contains(command.title) || command.id == "finding" }, "\(command.id)")
    }
    let text = KeyTable.text(.standard)
    #expect(text.contains("PgUp Ctrl-b") && text.contains("gg") && text.contains(":w"))
  }

  @Test(arguments: Mode.allCases) func theBenchComesToEveryMode(_ mode: Mode) throws {
    #expect(try Bench().play(mode.keys).work.mode == mode)
  }

  /// Whatever a command is called with, it does something or says why not, in every mode.
  @Test func hostileArguments() throws {
    let arguments = [
      "", "x", "-1", "0", "1e999", "nan", "-inf inf", "99999999999999999999", "5 5", "9 -9", "\u{1b}[2J", "é",
      "-600,0", "1e300 1e300", "9223372036854775807", "-9223372036854775808",
    ]
    for command in CommandTable.all {
      for mode in Mode.allCases {
        for argument in arguments {
          for count in [nil, 1, Workstation.largestCount] {
            let bench = try Bench().play(mode.keys)
            bench.work.run(Invocation(command.id, argument), count: count)
            #expect(Bench.size.contains(bench.cursor))
            #expect(bench.work.view.window.width >= 1 && bench.work.view.window.level.isFinite)
            #expect(bench.work.notice?.text.contains("\u{1b}") != true)
          }
        }
      }
    }
  }
}
