import StyletBase

/// What measures the picture by eye: grid, colour bar, minimap.
extension PaneController {
  /// mm between the lines of a grid that is asked for.
  private static let gridSteps = 1.0...100

  /// "" on and off, "off", "10" mm.
  func setGrid(_ asked: String) throws {
    switch asked {
    case "": view.grid = view.grid == nil ? 10 : nil
    case "off": view.grid = nil
    default:
      guard let mm = TypedNumber.number(asked), Self.gridSteps.contains(mm) else {
        throw Sentence.expected(words("expected.grid"), "grid 10")
      }
      view.grid = mm
    }
    say(Sentence.grid(view.grid))
  }

  func setColourBar(_ asked: String) throws {
    view.showsColourBar = try Self.isShown(asked, now: view.showsColourBar, "colour-bar shown")
    say(Sentence.colourBar(view.showsColourBar))
  }

  func setMinimap(_ asked: String) throws {
    view.showsMinimap = try Self.isShown(asked, now: view.showsMinimap, "minimap hidden")
    say(Sentence.minimap(view.showsMinimap))
  }

  private static func isShown(_ asked: String, now: Bool, _ example: String) throws -> Bool {
    switch asked {
    case "": !now
    case "shown": true
    case "hidden": false
    default: throw Sentence.expected(words("expected.shown"), example)
    }
  }
}
