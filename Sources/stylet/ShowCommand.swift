import ArgumentParser
import StyletCore
import StyletFormats
import StyletScreen

/// `stylet show`: one slice as text.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print one slice as text.")

  @Argument(help: "An image file, a folder of DICOM files, or a project.", transform: Input.path) var scan: String
  @Option(help: "axial, coronal or sagittal.") var plane = "axial"
  @Option(help: "Slice number, base 1; the middle one when not given, or the one with most of the findings.")
  var slice: Int?
  @Option(help: "lung, mediastinum, bone, fat, or LEVEL,WIDTH in HU as in --window=-600,1500.") var window = "lung"
  @Option(help: "Columns x rows of the picture.") var size = "80x40"
  @Option(help: "A project or mask whose findings are shown.", transform: Input.path) var labels: String?
  @OptionGroup var which: ScanOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    guard let plane = Plane(rawValue: plane) else {
      throw Failure(.usage, "--plane \(plane) is not a plane", advice: "give axial, coronal or sagittal")
    }
    let (width, height) = try ScreenOptions.parsedSize(size)
    let window = try parsedWindow()
    let opened = try LabelledScan.open(scan, which.choice, labels: labels, incomplete: true)
    let count = plane.size(of: opened.volume.size).w
    if let slice, !(1...count).contains(slice) {
      throw Failure(
        .usage, "--slice \(slice) is not in the scan", advice: "its \(plane.rawValue) slices are 1 to \(count)")
    }
    let w = slice.map { $0 - 1 } ?? opened.labels.fullestSlice(plane) ?? count / 2
    let picture = SlicePicture(
      volume: opened.volume, labels: opened.labels, table: opened.table, plane: plane, w: w, window: window)
    let traits = screen.traitsForPrinting()
    try screen.print(picture.draw(traits: traits, width: width, height: height), traits: traits)
  }

  private func parsedWindow() throws -> DisplayWindow {
    if let preset = DisplayWindow.presets.first(where: { $0.name == window }) { return preset.window }
    let parts = window.split(separator: ",").compactMap { Double($0) }
    guard parts.count == 2, window.filter({ $0 == "," }).count == 1, abs(parts[0]) <= 1e6, (1...1e6).contains(parts[1])
    else {
      throw Failure(
        .usage, "--window \(window) is not a window",
        advice: "give \(DisplayWindow.presets.map(\.name).joined(separator: ", ")) or LEVEL,WIDTH")
    }
    return DisplayWindow(level: parts[0], width: parts[1])
  }
}
