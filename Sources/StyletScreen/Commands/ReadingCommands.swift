extension CommandTable {
  /// The structured reading: a form made from the study's protocol.
  static let reading: [Command] = [
    Command("reading", in: .reading) { work, _ in try work.reading.toggleForm() },
    Command(
      "reading-protocol", in: .reading, aliases: ["protocol"], argument: "[NAME|FILE]"
    ) { try $0.reading.followProtocol($1.argument) },
    Command("reader", in: .reading, argument: "NAME", needsScan: false) { try $0.reading.setReader($1.argument) },
    Command("reading-next", in: .reading) { work, _ in work.reading.goTo(missing: 1) },
    Command("reading-sign", in: .reading, aliases: ["sign"], argument: "[REASON]") {
      try $0.reading.signReading(because: $1.argument)
    },
    Command(
      "reading-reopen", in: .reading, aliases: ["reopen"], argument: "REASON"
    ) { try $0.reading.reopenReading($1.argument) },
  ]
}
