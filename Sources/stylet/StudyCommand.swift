import ArgumentParser
import StyletBase

/// `stylet study`: the study of many readers.
struct StudyCommand: ParsableCommand {
  @OptionGroup var language: LanguageOption

  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: words("cli.study.abstract"),
    discussion: words("cli.study.discussion"),
    subcommands: [
      StudyInit.self, StudyAdd.self, StudyPlan.self, StudyAssign.self, StudyWithdraw.self, StudyProtocolCommand.self,
      StudyAmend.self, StudyList.self, StudyStatusCommand.self, StudyBoardCommand.self, StudyGold.self,
      StudyDoctor.self, StudyCheckCommand.self, StudyWork.self, StudyCheckout.self, StudyCheckin.self,
      StudyAgreement.self, StudyConsensus.self, StudyAdjudicate.self, StudyExport.self,
    ])
}
