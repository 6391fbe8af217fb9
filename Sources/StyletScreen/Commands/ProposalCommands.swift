extension CommandTable {
  /// Lesions that a program proposes.
  static let proposals: [Command] = [
    Command("propose", in: .findings, argument: "[SEGMENTER]", needsScan: true) { try $0.propose($1.argument) },
    Command("propose-stop", in: .findings) { work, _ in work.stopProposing() },
    Command(
      "proposal-list", in: .findings, aliases: ["proposals"], needsScan: true
    ) { work, _ in try work.listProposals() },
    Command("proposal-next", in: .findings, counts: .times, needsScan: true) { try $0.goToProposal(by: $1.times) },
    Command("proposal-previous", in: .findings, counts: .times, needsScan: true) { try $0.goToProposal(by: -$1.times) },
    Command("proposal-accept", in: .findings, needsScan: true) { work, _ in try work.acceptProposal() },
    Command("proposal-accept-all", in: .findings, needsScan: true) { work, _ in try work.acceptAllProposals() },
    Command("proposal-reject", in: .findings, needsScan: true) { work, _ in try work.rejectProposal() },
    Command("proposal-reject-all", in: .findings, needsScan: true) { work, _ in try work.rejectAllProposals() },
  ]
}
