import Foundation
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletScreen

/// Every view, box, form and dialog in each language but English: no sentence of the English catalogue is left, and
/// nothing is cut that has room in English.
@Suite struct ScreenWalkTests {
  /// Keys that lead to what a small scan shows.
  private static let scripts = [
    "", "?", "?<PageDown>", "?<End>", ":", ":les", ":brush ", ":finding ", ":nonesuch<CR>", "s", "w", "g", "z", "m", "P",
    "v<Space>", ":contour-wire<CR><Space>", "W", "mr<Right>", "me<Right>", ":polygon<CR><Right><Space>",
    ":bidirectional<CR><Right><Space>", "<Space>:undolist<CR>", "<Space>:lesions<CR>", "<Space>:lesion-diameters<CR>",
    ":measurements<CR>", "mr3<Right><Space>:measurements<CR>", ":landmark apex<CR>", ":messages<CR>", "<Space>:q<CR>",
    "<Space>u", "u", "U", ".", "t", ":gate -750 -300<CR>", "o", "oo", "p", "pe", "e", "[", "]", "b", ":brush-adaptive<CR>",
    ":interpolate<CR>", "<Space>:grow<CR>", "<Space>:grow-seeds<CR>", "<Space>:margin<CR>", "<Space>:smooth<CR>",
    "<Space>:islands<CR>", "<Space>:clip<CR>", "<Space>:split<CR>", "<Space>:fill-holes<CR>", ":union<CR>",
    ":lungs-report<CR>", ":qct<CR>", ":propose<CR>", ":proposals<CR>", ":lock<CR>", ":draw-over<CR>", ":macro-play<CR>",
    ":macro-record<CR>", ":draw-on lungs<CR>", ":within-lungs<CR>", ":window<CR>", ":window 5 5<CR>", ":slice 99<CR>",
    ":protocol<CR>", ":reader<CR>", ":carina<CR>", ":fill<CR>", ":copy<CR>", ":repeat<CR>", ":lesion-relabel<CR>",
    ":seed-background<CR>", "12",
  ]
  private static let lungScripts = ["", "gl", "!", ":qct<CR>", ":histogram<CR>", "<Space>", "<Space>:lesions<CR>", "?"]
  private static let formScripts = ["R", "R?", "R3", "Rn", "Rx", "R<CR>", FormDesk.normal]

  /// Shows the workstation after each of the scripts.
  private static func walk(_ width: Int, _ height: Int, _ look: (_ name: String, _ work: Workstation) -> Void) throws {
    for script in scripts {
      let bench = try Bench()
      bench.work.handle(.resize(width: width, height: height))
      try bench.play(script)
      bench.work.waitForWork()
      look(script, bench.work)
    }
    let badges: [LungBadge] = [.noCarina, .cutAtTop, .areaJump(.left, percent: 41, count: 2)]
    for script in lungScripts {
      let bench = try LungBench(badges: badges)
      bench.work.handle(.resize(width: width, height: height))
      try bench.play(script)
      look("lungs " + script, bench.work)
    }
    for script in formScripts { look("form " + script, try FormDesk(size: (width, height)).play(script).work) }
  }

  /// What stands on the screens after each of the scripts, in the language in force.
  private static func screens(_ width: Int, _ height: Int) throws -> [(name: String, text: String)] {
    var out: [(name: String, text: String)] = []
    try walk(width, height) { out.append(($0, $1.draw(width: width, height: height).text)) }
    return out
  }

  /// Members of the model that no script leads to: of a scan that is still read, a signature, a proposal in lungs.
  private static let elsewhere: Set<String> = ["loading", "signature", "proposedTotal"]

  /// A script leads to each mode, and to each view: a member of the model that is nil while it is closed. And the mouse
  /// finds the panes where they are drawn.
  @Test func everyModeAndViewIsWalked() throws {
    var modes: Set<Mode> = [], views: Set<String> = [], closed: Set<String> = []
    try Self.walk(120, 40) { name, work in
      modes.insert(work.mode)
      let model = work.model
      for child in Mirror(reflecting: model).children {
        let value = Mirror(reflecting: child.value)
        guard value.displayStyle == .optional, let view = child.label else { continue }
        if value.children.isEmpty { closed.insert(view) } else { views.insert(view) }
      }
      let drawn = ScreenLayout(width: 120, height: 40, model: model).panes.map(\.image)
      #expect(work.geometries.map(\.rect) == drawn, "\(name)")
    }
    #expect(modes == Set(Mode.allCases))
    #expect(closed.subtracting(views) == Self.elsewhere)
  }

  /// Pieces of English messages that no message of the language has: several words between arguments.
  private static func english(without language: Language) throws -> [(id: String, piece: String)] {
    let own = ScreenCatalogue.texts(language).values.joined(separator: "\n")
    var pieces: [String: String] = [:]
    for (id, text) in ScreenCatalogue.texts(.english) {
      for form in ScreenCatalogue.forms(WordPattern(text)) {
        let bare: String = form.replacing(#/\{[^{}]*\}/#, with: "\0")
        for part in bare.split(separator: "\0") {
          let piece = String(part).trimmed
          let words = piece.split(separator: " ").count
          if piece.count >= 14, words >= 3, !own.contains(piece) { pieces[piece] = id }
        }
      }
    }
    return pieces.map { (id: $0.value, piece: $0.key) }
  }

  /// Words that end with an ellipsis: "min…max" is whole, and so is "EXTENT …".
  private static func cuts(_ text: String) -> Int { text.matches(of: #/\p{L}…(?!\p{L})/#).count }

  @Test(arguments: Language.allCases.filter { $0 != .english }, [(80, 24), (120, 40)])
  func everyScreenIsSpoken(_ language: Language, _ size: (Int, Int)) throws {
    let english = try Self.screens(size.0, size.1)
    let spoken = try Words.$inTask.withValue(language) { try Self.screens(size.0, size.1) }
    let pieces = try Self.english(without: language)
    #expect(pieces.count > 200)
    for (was, now) in zip(english, spoken) {
      for (id, piece) in pieces where now.text.contains(piece) {
        Issue.record("\(now.name) at \(size): \(id) is English: \"\(piece)\"\n\(now.text)")
      }
      #expect(Self.cuts(now.text) <= Self.cuts(was.text), "\(now.name) at \(size)\n\(now.text)")
    }
    // Were it not found, nothing would be.
    #expect(english.contains { screen in pieces.contains { screen.text.contains($0.piece) } })
  }
}
