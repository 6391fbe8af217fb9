extension CommandTable {
  /// Lesions that a program proposes.
  static let proposals: [Command] = [
    Command(
      "propose", "propose lesions",
      help: "Looks for opacities in the lungs in the background, or lets a segmenter of the settings do it. What is "
        + "found is drawn as dashes or question marks and is part of no number until it is accepted.", in: .findings,
      argument: "[SEGMENTER]", needsScan: true
    ) { try $0.propose($1.argument) },
    Command(
      "propose-stop", "stop proposing", help: "Ends the search for lesions that is under way.", in: .findings
    ) { work, _ in work.stopProposing() },
    Command(
      "proposal-list", "list of what is proposed",
      help: "Lists what is proposed with finding, volume and place. Enter goes there, a accepts it, x rejects it, A "
        + "accepts all.", in: .findings, aliases: ["proposals"], needsScan: true
    ) { work, _ in try work.listProposals() },
    Command(
      "proposal-next", "next proposed lesion", help: "Goes to the next lesion proposed, from the largest down.",
      in: .findings, counts: .times, needsScan: true
    ) { try $0.goToProposal(by: $1.times) },
    Command(
      "proposal-previous", "previous proposed lesion", help: "Goes to the lesion proposed before.", in: .findings,
      counts: .times, needsScan: true
    ) { try $0.goToProposal(by: -$1.times) },
    Command(
      "proposal-accept", "accept the proposed lesion here",
      help: "Makes the proposed lesion under the cursor a finding, on all slices, as one step. What is drawn there "
        + "already stays as it is.", in: .findings, needsScan: true
    ) { work, _ in try work.acceptProposal() },
    Command(
      "proposal-accept-all", "accept all that is proposed",
      help: "Makes all that is proposed findings, as one step. What is drawn already stays as it is.", in: .findings,
      needsScan: true
    ) { work, _ in try work.acceptAllProposals() },
    Command(
      "proposal-reject", "reject the proposed lesion here",
      help: "Takes the proposed lesion under the cursor away, on all slices, as one step.", in: .findings,
      needsScan: true
    ) { work, _ in try work.rejectProposal() },
    Command(
      "proposal-reject-all", "reject all that is proposed", help: "Takes all that is proposed away, as one step.",
      in: .findings, needsScan: true
    ) { work, _ in try work.rejectAllProposals() },
  ]
}
