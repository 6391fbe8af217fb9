import ArgumentParser
import StyletBase
import StyletFormats

/// `stylet convert`: between image formats.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: words("cli.convert.abstract"))

  @Argument(help: ArgumentHelp(words("cli.argument.image")), transform: Input.path) var input: String
  @Argument(help: ArgumentHelp(words("cli.convert.output"))) var output: String
  @OptionGroup var which: ScanOptions
  @OptionGroup var out: OutputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let writer = try Scans.writer(for: output)
    try out.writing([output], reading: [input], as: [.scan]) {}
    let image = try Scans.read(input, which.choice, incomplete: which.incomplete)
    try out.writing(reading: [input] + image.description.parts, as: [.scan]) {
      try writer.write(image.volume, notes: image.description.notes, to: output)
    }
  }
}
