import ArgumentParser
import Glibc
import StyletBase
import StyletBatch
import StyletImaging

/// `stylet batch work`: what a run starts for each item, and nobody else. It ends with the run.
struct BatchWork: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work", abstract: words("cli.batch.work.abstract"), shouldDisplay: false)

  @Option(help: ArgumentHelp(words("cli.batch.run.memory"))) var memory: Int
  @Option(help: ArgumentHelp(words("cli.batch.work.item"))) var item: String
  @Option(help: ArgumentHelp(words("cli.batch.work.settings"))) var settings: String
  @Option(help: ArgumentHelp(words("cli.batch.work.out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.batch.work.temporary"))) var temporary: String?
  @OptionGroup var language: LanguageOption

  func validate() throws { try BatchLimits.check("--memory", memory, 16...1_000_000) }

  func run() throws {
    limitMemory()
    if let temporary { setenv("TMPDIR", temporary.systemPath, 1) }
    EndOfParent.watch()
    // Segmenters, which may take more than they may have, end with it.
    if getpgrp() == getpid() { CommandRun.sharesGroup.withLock { $0 = true } }
    let work = BatchItemWork(try BatchItem(line: item), try BatchSettings(line: settings), folder: out)
    do {
      try work.run()
    } catch let failure as OutOfMemory {
      Messages.write("stylet: \(failure)\n".escapedForTerminal + "\n")
      Glibc.exit(BatchReason.memoryStatus)
    } catch is BatchItemWork.Changed {
      Messages.write("stylet: the scan is another than was planned\n")
      Glibc.exit(BatchReason.changedStatus)
    }
  }

  /// No more memory than it may have, with room for what a program has without using it. The run looks at what is used.
  private func limitMemory() {
    let bytes = rlim_t(memory) * 1_250_000 + 512_000_000
    var most = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &most)
  }
}
