import ArgumentParser
import StyletBase
import StyletFormats
import StyletImaging
import StyletScreen

/// `stylet show`: one slice as text.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: words("cli.show.abstract"))

  @Argument(help: ArgumentHelp(words("cli.argument.opened")), transform: Input.path) var scan: String
  @Option(help: ArgumentHelp(words("cli.show.plane"))) var plane = "axial"
  @Option(help: ArgumentHelp(words("cli.show.slice")))
  var slice: Int?
  // A level is mostly negative: what follows is never taken for an option.
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.show.window"))) var window = "lung"
  @Option(help: ArgumentHelp(words("cli.show.size"))) var size = "80x40"
  @Option(help: ArgumentHelp(words("cli.show.labels")), transform: Input.path) var labels: String?
  @OptionGroup var which: ScanOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    guard let plane = Plane(rawValue: plane) else {
      throw Failure(.usage, words("cli.show.no-plane",
        ["plane": self.plane]), advice: words("cli.show.plane-advice"))
    }
    let (width, height) = try ScreenOptions.parsedSize(size)
    let window = try parsedWindow()
    let opened = try LabelledScan.open(scan, which.choice, labels: labels, incomplete: true)
    let count = plane.size(of: opened.volume.size).w
    if let slice, !(1...count).contains(slice) {
      throw Failure(
        .usage, words("cli.show.no-slice", ["slice": slice]), advice: words("cli.show.slice-advice",
          ["plane": plane.rawValue, "count": count]))
    }
    let w = slice.map { $0 - 1 } ?? opened.labels.fullestSlice(plane) ?? count / 2
    let picture = SlicePicture(
      volume: opened.volume, labels: opened.labels, table: opened.table, plane: plane, w: w, window: window)
    let traits = screen.traitsForPrinting()
    try screen.print(picture.draw(traits: traits, width: width, height: height), traits: traits)
  }

  private func parsedWindow() throws -> DisplayWindow {
    if let preset = DisplayWindow.presets.first(where: { $0.name == window }) { return preset.window }
    let parts = window.split(separator: ",").compactMap { PlainNumber.decimal($0) }
    guard parts.count == 2, window.filter({ $0 == "," }).count == 1, abs(parts[0]) <= 1e6, (1...1e6).contains(parts[1])
    else {
      throw Failure(
        .usage, words("cli.show.no-window", ["window": window]),
        advice: words("cli.show.window-advice", ["known": DisplayWindow.presets.map(\.name).joined(separator: ", ")]))
    }
    return DisplayWindow(level: parts[0], width: parts[1])
  }
}
