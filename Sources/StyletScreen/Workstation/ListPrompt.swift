import StyletCore

/// A list from which one row is chosen.
struct ListPrompt {
  var title: String
  var rows: [HintRow]
  var selected: Int
  var perform: (Workstation, _ row: Int) throws -> Void
}

extension Workstation {
  func pressInList(_ key: Key) {
    guard case .list(var list) = prompt else { return }
    let page = max(OverlayView.listRows(height: screen.height), 1)
    func go(_ row: Int) { list.selected = min(max(row, 0), list.rows.count - 1) }
    switch key {
    case .up, .character("k"): go(list.selected - 1)
    case .down, .character("j"): go(list.selected + 1)
    case .pageUp, .control("b"): go(list.selected - page)
    case .pageDown, .control("f"), .character(" "): go(list.selected + page)
    case .home, .character("g"): go(0)
    case .end, .character("G"): go(list.rows.count - 1)
    case .enter:
      prompt = .none
      do {
        try list.perform(self, list.selected)
      } catch {
        say(error)
      }
      return
    case .escape, .character("q"):
      prompt = .none
      return
    case .character(":"):
      openPalette()
      return
    default: break
    }
    prompt = .list(list)
  }
}
