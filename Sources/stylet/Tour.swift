import StyletBase
import StyletImaging
import StyletPhantom
import StyletScreen

/// A step of the guided tour: what the reader is asked to do, and the keys that do it.
struct TourStep {
  /// A line, in the words of the job.
  let text: String
  /// As a script: played where there is no terminal, typed by the reader where there is one.
  let keys: String
}

enum Tour {
  /// The way to the largest ground-glass lesion of a phantom, and through the tools there.
  static func steps(for phantom: Phantom) -> [TourStep] {
    let size = phantom.volume.size
    let lesion = phantom.lesions.filter { $0.label == 1 }.max { $0.millilitres < $1.millilitres }
    let at =
      lesion.flatMap { phantom.volume.grid.voxel(at: $0.centre) } ?? VoxelIndex(size.i / 2, size.j / 2, size.k / 2)
    func move(_ n: Int, _ forward: String, _ back: String) -> String {
      n == 0 ? "" : "\(abs(n))<\(n > 0 ? forward : back)>"
    }
    let across = move(at.i - size.i / 2, "Right", "Left"), down = move(at.j - size.j / 2, "Down", "Up")
    return [
      TourStep(
        text: words("cli.tour.slice", ["slice": at.k + 1]),
        keys: "\(at.k + 1)G"),
      TourStep(
        text: words("cli.tour.cursor", ["across": across, "down": down]),
        keys: across + down),
      TourStep(text: words("cli.tour.stamp"), keys: "<Space>"),
      TourStep(
        text: words("cli.tour.pen"), keys: "p4<Right>4<Down>p"),
      TourStep(text: words("cli.tour.adaptive"), keys: "tp8<Left>p"),
      TourStep(text: words("cli.tour.repeat"), keys: "<PageUp>."),
      TourStep(text: words("cli.tour.undo"), keys: "uU"),
      TourStep(text: words("cli.tour.window"), keys: "wmwl"),
      TourStep(
        text: words("cli.tour.lungs"),
        keys: "OO"),
      TourStep(text: words("cli.tour.propose"), keys: "Pp"),
      TourStep(text: words("cli.tour.accept"), keys: "PnPa"),
      TourStep(text: words("cli.tour.reading"), keys: "R<Enter><Esc>"),
      TourStep(text: words("cli.tour.plane"), keys: "<Tab><Tab><Tab>"),
      TourStep(text: words("cli.tour.save"), keys: ":w<Enter>"),
    ]
  }
}

/// Shows the tour's steps over the workstation's top line; each stands until its keys were typed.
final class TourGuide: Application {
  private let workstation: Workstation
  private let steps: [TourStep]
  private var step = 0
  private var typed: [Key] = []

  private let banner: Banner

  init(_ workstation: Workstation, steps: [TourStep], traits: TerminalTraits) {
    self.workstation = workstation
    self.steps = steps
    banner = Banner(traits)
  }

  var isFinished: Bool { workstation.isFinished }
  var wantsIdle: Bool { workstation.wantsIdle }
  func takesRepaint() -> Bool { workstation.takesRepaint() }
  func note(_ link: LinkReport) { workstation.note(link) }

  func handle(_ event: InputEvent) {
    workstation.handle(event)
    guard step < steps.count, case .key(let key) = event else { return }
    typed.append(key)
    // The step is done when its keys were typed one after another, whatever came before them.
    let wanted = (try? KeyScript.parse(steps[step].keys)) ?? []
    if typed.suffix(wanted.count).elementsEqual(wanted) {
      step += 1
      typed = []
    }
  }

  func draw(width: Int, height: Int) -> CellBuffer {
    var screen = workstation.draw(width: width, height: height)
    let text =
      step < steps.count
      ? "\(step + 1)/\(steps.count)  \(steps[step].text)" : words("cli.tour.over")
    banner.draw(text, into: &screen)
    return screen
  }
}
