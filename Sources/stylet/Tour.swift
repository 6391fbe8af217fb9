import StyletCore
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
        text: "Type \(at.k + 1)G to go to slice \(at.k + 1). PgUp and PgDn step through the slices.",
        keys: "\(at.k + 1)G"),
      TourStep(
        text: "Type \(across)\(down): a number repeats an arrow. The cursor stands on a grey patch.",
        keys: across + down),
      TourStep(text: "Space stamps the brush. The extent panel follows every stroke.", keys: "<Space>"),
      TourStep(
        text: "p puts the pen down, arrows paint, p lifts it: type p4<Right>4<Down>p", keys: "p4<Right>4<Down>p"),
      TourStep(text: "t keeps the brush to the finding's HU: type tp8<Left>p", keys: "tp8<Left>p"),
      TourStep(text: "PgUp goes a slice towards the head; . repeats the stroke there.", keys: "<PageUp>."),
      TourStep(text: "u takes a stroke back, U does it again.", keys: "uU"),
      TourStep(text: "w m shows the mediastinal window, w l the lung window.", keys: "wmwl"),
      TourStep(
        text: "The lungs were found in the background: the panel has % and scores. O hides and shows them: type OO",
        keys: "OO"),
      TourStep(text: "Pp looks for opacities: dashes and question marks are a proposal, not counted until accepted.", keys: "Pp"),
      TourStep(text: "Pn goes to the next one, Pa accepts it: type PnPa", keys: "PnPa"),
      TourStep(text: "R and Enter open the study's questions beside the image; Esc goes back.", keys: "R<Enter><Esc>"),
      TourStep(text: "Tab makes the next plane active; three times return here.", keys: "<Tab><Tab><Tab>"),
      TourStep(text: ":w and Enter save. ? shows every key, : every command, Esc goes back.", keys: ":w<Enter>"),
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
      ? "\(step + 1)/\(steps.count)  \(steps[step].text)" : "The tour is over: go on, or leave with :q"
    banner.draw(text, into: &screen)
    return screen
  }
}
