import StyletBase

extension CommandTable {
  /// Saving, leaving, masks in and out.
  static let project: [Command] = [
    Command("save", in: .project, aliases: ["w", "write"]) { work, _ in try work.project.save() },
    Command("save-replacing", in: .project, aliases: ["w!"]) { work, _ in try work.project.save(replacing: true) },
    Command("leave", in: .project, aliases: ["q", "quit"], needsScan: false) { work, _ in work.project.leaveProgram() },
    Command("save-and-leave", in: .project, aliases: ["wq"]) { work, _ in try work.project.saveAndLeave() },
    Command(
      "leave-discarding", in: .project, aliases: ["q!", "quit!"], needsScan: false
    ) { work, _ in try work.project.leaveDiscarding() },
    Command("export", in: .project, argument: "FILE") { try $0.project.export(to: $1.argument) },
    Command(
      "export-replacing", in: .project, aliases: ["export!"], argument: "FILE"
    ) { try $0.project.export(to: $1.argument, replacing: true) },
    Command("import", in: .project, argument: "FILE") { try $0.project.importMask(from: $1.argument) },
    Command(
      "archive", in: .project, argument: "[NAME]", needsScan: false
    ) { try $0.project.turnToArchive($1.argument) },
  ]

  /// Finding one's way.
  static let help: [Command] = [
    Command("palette", in: .help) { work, _ in work.workspace.openPalette() },
    Command("help", in: .help, aliases: ["keys"]) { work, _ in
      work.workspace.open(PanelText.help, KeyTable.sections(work.workspace.keymap, work.workspace.table))
    },
    Command(
      "lang", in: .help, argument: "[" + Language.allCases.map(\.rawValue).joined(separator: "|") + "]"
    ) { try $0.workspace.speak($1.argument) },
    Command("messages", in: .help) { work, _ in work.workspace.openMessages() },
  ]
}
