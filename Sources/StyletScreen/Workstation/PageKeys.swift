/// The keys of a page.
extension Workstation {
  func pressInPage(_ key: Key) {
    guard case .page(var page) = prompt else { return }
    let last = PageView.lastScroll(page, width: screen.width, height: screen.height)
    let step = max(screen.height - 6, 1)
    var at = min(page.scroll, last)
    switch key {
    case .up, .character("k"): at -= 1
    case .down, .character("j"), .enter: at += 1
    case .pageUp, .control("b"): at -= step
    case .pageDown, .control("f"), .character(" "): at += step
    case .home, .character("g"): at = 0
    case .end, .character("G"): at = last
    case .escape, .character("q"), .character("?"):
      prompt = .none
      return
    case .character(":"):
      workspace.openPalette()
      return
    default: return
    }
    page.scroll = min(max(at, 0), last)
    prompt = .page(page)
  }
}
