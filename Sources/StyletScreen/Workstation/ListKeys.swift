/// The keys of a list.
extension Workstation {
  func pressInList(_ key: Key) {
    guard case .list(var list) = prompt else { return }
    if !list.actions.contains(where: { $0.keys.contains(key) }), countInBox(key) { return }
    let rows = list.rows(height: screen.height), typed = count
    let n = typed ?? 1
    count = nil
    var at = list.selected
    switch key {
    case .up, .character("k"), .backTab: at -= n
    case .down, .character("j"), .tab: at += n
    case .pageUp, .control("b"): at -= rows * n
    case .pageDown, .control("f"): at += rows * n
    case .home, .character("g"): at = typed.map { $0 - 1 } ?? 0
    case .end, .character("G"): at = typed.map { $0 - 1 } ?? list.count - 1
    case .escape, .character("q"):
      prompt = .none
      return
    case .character(":"):
      workspace.openPalette()
      return
    default:
      act(key, in: list)
      return
    }
    list.select(at, rows: rows)
    prompt = .list(list)
  }

  /// A digit goes to the number that repeats the next key: in lists and help no key map has other use for it.
  func countInBox(_ key: Key) -> Bool {
    guard case .character(let c) = key, let digit = keymap.digit(c), count != nil || digit != 0 else { return false }
    count = min((count ?? 0) * 10 + digit, Self.largestCount)
    return true
  }

  private func act(_ key: Key, in list: ListPrompt) {
    guard list.count > 0, let action = list.actions.first(where: { $0.keys.contains(key) }) else { return }
    do {
      if var next = try action.perform(list.selected) {
        next.select(next.selected, rows: next.rows(height: screen.height))
        prompt = .list(next)
      } else if case .list = prompt {
        prompt = .none
      }
    } catch {
      say(error)
    }
  }
}
