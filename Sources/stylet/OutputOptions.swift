import ArgumentParser
import StyletBase
import StyletFiles

/// What a command may write over.
struct OutputOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(words("cli.output.force")))
  var force = false

  /// Writes files while what is read is safe from it.
  /// - Parameters:
  ///   - paths: said first whether they may be written, before anything long is done; no two of them one file.
  ///   - inputs: the files that the command reads.
  ///   - toStandardOutput: "-" is standard output, to which the command writes nothing else; otherwise it is refused.
  ///   - kinds: what is written is one of these.
  func writing<R>(
    _ paths: [String] = [], reading inputs: [String], toStandardOutput: Bool = false,
    as kinds: Set<OutputPolicy.Kind> = OutputPolicy.Kind.made, _ body: () throws -> R
  ) throws -> R {
    let policy = OutputPolicy(
      inputs: inputs, isForced: force, toStandardOutput: toStandardOutput, kinds: kinds)
    try OutputPolicy.checkDistinct(paths)
    for path in paths { try policy.check(path) }
    return try OutputPolicy.$current.withValue(policy) { try body() }
  }
}
