import ArgumentParser
import Glibc
import StyletBase
import StyletImaging

/// The command line. Each subcommand is a file; this one says which there are and how they end. Each states its name:
/// ArgumentParser makes one out of the type's by reflection, which takes a tenth of the start.
@main
struct Stylet: ParsableCommand {
  @OptionGroup var language: LanguageOption

  static let configuration = CommandConfiguration(
    commandName: "stylet",
    abstract: words("cli.stylet.abstract"),
    discussion: words("cli.stylet.discussion", ["notice": ResearchUse.notice]),
    version: "stylet \(Release.version)\n\(ResearchUse.notice)",
    subcommands: [
      Open.self, Demo.self, Info.self, Show.self, Convert.self, ExtentCommand.self, Agree.self, Compare.self,
      CompareScans.self, ConsensusCommand.self, DeidentifyCommand.self, Export.self, Import.self, IntakeCommand.self, LungsCommand.self,
      ProposeCommand.self, Report.self, Validate.self, Recover.self, Keys.self, Doctor.self, PhantomCommand.self,
      StudyCommand.self, BatchCommand.self, TriageCommand.self, ArchiveCommand.self,
    ],
    defaultSubcommand: Open.self)

  /// Runs the command and ends with its exit status: 0, or one of sysexits with one line on stderr.
  static func main() {
    // A reader of our output that goes away (`| head`) ends us quietly instead of by a signal, and a limit on
    // the size of files is an error that is handled like a full disk.
    Messages.holdStandardFiles()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    ParserWords.makeRoom()
    do {
      let environment = Paths.environment(["LC_ALL", "LC_MESSAGES", "LANG", "XDG_CONFIG_HOME", "HOME"])
      Words.speak(Language(environment: environment))
      let asked = try LanguageOption.take(Paths.arguments, environment: environment)
      Words.speak(asked.language)
      let arguments = asked.arguments.isEmpty ? StudyWork.ofThisFolder : asked.arguments
      if arguments.isEmpty { return try Output.line(Beginning.text) }
      var command = try parseAsRoot(arguments)
      // A batch and an intake drain, and deal with signals themselves; so does a terminal session, once it has begun.
      if !(command is BatchRun), !(command is IntakeTake) { Leftovers.watchSignals() }
      try command.run()
      Leftovers.waitWhereEnding()
      Messages.writeRemarks()
    } catch let signal as EndingSignal {
      Leftovers.clear()
      signal.end()
    } catch is ReaderLeft {
      Leftovers.waitWhereEnding()
    } catch let failure as Failure {
      report(failure)
      Glibc.exit(failure.kind.rawValue)
    } catch let memory as OutOfMemory {
      report(Failure(.io, "\(memory)", advice: words("cli.stylet.memory")))
      Glibc.exit(Failure.Kind.io.rawValue)
    } catch where exitCode(for: error) == .validationFailure {
      // Of ArgumentParser's lines the first says what is wrong; the usage that follows is what --help is for.
      let first = message(for: error).split(whereSeparator: \.isNewline).first.map(String.init)
      let what = first.map(ParserWords.said) ?? words("cli.stylet.wrong-usage")
      report(Failure(.usage, what, advice: words("cli.stylet.usage-advice")))
      Glibc.exit(Failure.Kind.usage.rawValue)
    } catch {
      tell(error)
    }
  }

  /// ArgumentParser's own: help, version, completions go the way of all output, so that a full disk is said.
  private static func tell(_ error: any Error) -> Never {
    guard exitCode(for: error) == .success else { exit(withError: error) }
    do { try Output.line(ParserWords.page(fullMessage(for: error))) } catch let failure as Failure {
      report(failure)
      Glibc.exit(failure.kind.rawValue)
    } catch {}  // its reader is gone
    Glibc.exit(0)
  }

  private static func report(_ failure: Failure) {
    Leftovers.waitWhereEnding()
    Messages.line(failure)
  }
}
