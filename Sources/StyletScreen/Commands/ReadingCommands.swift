extension CommandTable {
  /// The structured reading: a form made from the study's protocol.
  static let reading: [Command] = [
    Command("reading", in: .reading) { work, _ in try work.toggleForm() },
    Command(
      "reading-protocol", in: .reading, aliases: ["protocol"], argument: "[NAME|FILE]"
    ) { try $0.followProtocol($1.argument) },
    Command("reader", in: .reading, argument: "NAME", needsScan: false) { try $0.setReader($1.argument) },
    Command("reading-next", in: .reading) { work, _ in work.goTo(missing: 1) },
    Command("reading-sign", in: .reading, aliases: ["sign"]) { work, _ in try work.signReading() },
    Command(
      "reading-reopen", in: .reading, aliases: ["reopen"], argument: "REASON"
    ) { try $0.reopenReading($1.argument) },
  ]
}
