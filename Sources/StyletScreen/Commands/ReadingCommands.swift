extension CommandTable {
  /// The structured reading: a form made from the study's protocol.
  static let reading: [Command] = [
    Command(
      "reading", "structured reading",
      help: "Opens the form with the study's questions beside the image, where it was left. Every answer is kept as it "
        + "is given; Esc goes back to the image.",
      in: .reading
    ) { work, _ in try work.toggleForm() },
    Command(
      "reading-protocol", "follow a protocol",
      help: "Follows a protocol of the program by name, or one from a TOML file; without an argument it lists them. "
        + "Its findings join the list.",
      in: .reading, aliases: ["protocol"], argument: "[NAME|FILE]"
    ) { try $0.followProtocol($1.argument) },
    Command(
      "reader", "who reads",
      help: "Puts a name or pseudonym to what is answered, marked and signed from now on.", in: .reading,
      argument: "NAME", needsScan: false
    ) { try $0.setReader($1.argument) },
    Command(
      "reading-next", "next required question",
      help: "Opens the form at the next required question that has no answer.", in: .reading
    ) { work, _ in work.goTo(missing: 1) },
    Command(
      "reading-sign", "sign the reading",
      help: "Signs the answers with your name, the time and what the signature means, when nothing required is left. "
        + "They do not change after that.",
      in: .reading, aliases: ["sign"]
    ) { work, _ in try work.signReading() },
    Command(
      "reading-reopen", "open a signed reading again",
      help: "Makes the answers changeable again. What was signed is kept in the project, with your reason.",
      in: .reading, aliases: ["reopen"], argument: "REASON"
    ) { try $0.reopenReading($1.argument) },
  ]
}
