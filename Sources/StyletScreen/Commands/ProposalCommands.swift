extension CommandTable {
  /// Lesions that a program proposes.
  static let proposals: [Command] = [
    Command(
      "propose", in: .findings, argument: "[SEGMENTER]", needsScan: true
    ) { try $0.proposals.propose($1.argument) },
    Command("propose-stop", in: .findings) { work, _ in work.proposals.stopProposing() },
    Command(
      "proposal-list", in: .findings, aliases: ["proposals"], needsScan: true
    ) { work, _ in try work.proposals.listProposals() },
    Command(
      "proposal-next", in: .findings, counts: .times, needsScan: true
    ) { try $0.proposals.goToProposal(by: $1.times) },
    Command(
      "proposal-previous", in: .findings, counts: .times, needsScan: true
    ) { try $0.proposals.goToProposal(by: -$1.times) },
    Command("proposal-accept", in: .findings, needsScan: true) { work, _ in try work.proposals.acceptProposal() },
    Command(
      "proposal-accept-all", in: .findings, needsScan: true
    ) { work, _ in try work.proposals.acceptAllProposals() },
    Command("proposal-reject", in: .findings, needsScan: true) { work, _ in try work.proposals.rejectProposal() },
    Command(
      "proposal-reject-all", in: .findings, needsScan: true
    ) { work, _ in try work.proposals.rejectAllProposals() },
  ]
}
