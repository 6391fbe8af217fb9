extension CommandTable {
  /// Saving, leaving, masks in and out.
  static let project: [Command] = [
    Command(
      "save", "save the project", help: "Writes the project file; the one before is kept as .bak.", in: .project,
      aliases: ["w", "write"]
    ) { work, _ in try work.save() },
    Command(
      "save-replacing", "save over another's change",
      help: "Saves although another program has changed the project file; that version is kept as .bak.",
      in: .project, aliases: ["w!"]
    ) { work, _ in try work.save(replacing: true) },
    Command(
      "leave", "leave", help: "Leaves the workstation; asks when there are strokes that are not saved.", in: .project,
      aliases: ["q", "quit"], needsScan: false
    ) { work, _ in work.leave() },
    Command(
      "save-and-leave", "save and leave", help: "Saves and leaves.", in: .project,
      aliases: ["wq"]
    ) { work, _ in try work.saveAndLeave() },
    Command(
      "leave-discarding", "leave without saving",
      help: "Leaves at once; strokes since the last save are given up.", in: .project, aliases: ["q!", "quit!"],
      needsScan: false
    ) { work, _ in try work.leaveDiscarding() },
    Command(
      "export", "export the findings",
      help: "Writes the findings as a mask or a table; the name's ending gives the format.", in: .project,
      argument: "FILE"
    ) { try $0.export(to: $1.argument) },
    Command(
      "export-replacing", "export over another's file",
      help: "Exports although a file of that name is there that Stylet did not write. "
        + "Never over the scan or the project.",
      in: .project, aliases: ["export!"], argument: "FILE"
    ) { try $0.export(to: $1.argument, replacing: true) },
    Command(
      "import", "import a mask",
      help: "Replaces the findings by those of a mask on the scan's grid; one step to undo.", in: .project,
      argument: "FILE"
    ) { try $0.importMask(from: $1.argument) },
  ]

  /// Finding one's way.
  static let help: [Command] = [
    Command(
      "palette", "every command by name",
      help: "Type a part of a command's name or title; Tab completes, Enter runs it.", in: .help
    ) { work, _ in work.openPalette() },
    Command("help", "help", help: "The keys and what they do.", in: .help, aliases: ["keys"]) { work, _ in
      work.showHelp()
    },
    Command(
      "messages", "what was said", help: "The messages so far, the newest first: one too long for its line stands whole.",
      in: .help
    ) { work, _ in work.openMessages() },
  ]
}
