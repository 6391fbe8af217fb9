import Foundation
import StyletBase
import StyletCore
import Testing

@testable import StyletScreen

/// What somebody sees and presses who has never been here.
@Suite struct FirstMinuteTests {
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 55)]) func theFirstScreenSaysHowToBegin(
    _ size: (Int, Int)
  ) throws {
    let bench = try Bench()
    bench.work.handle(.resize(width: size.0, height: size.1))
    let long = String(repeating: "the slices are not equally far apart and something else is to be known ", count: 5)
    for news in [[], ["one thing"], [long]] {
      bench.work.welcome(news)
      let text = bench.work.draw(width: size.0, height: size.1).text
      let flat = text.replacing("\n", with: " ").split(separator: " ").joined(separator: " ")
      // The five that matter, each whole.
      for key in ["? help", "PgUp PgDn slices", "Space paint", ": commands", ":q leave"] {
        #expect(flat.contains(key), "\(key) in \(text)")
      }
      #expect(flat.contains(ResearchUse.notice), "\(text)")
      if news == [long] {
        #expect(flat.contains("The slices are not"))
        // Whole, or with the way to the rest.
        let times = flat.lowercased().components(separatedBy: "the slices are not").count - 1
        #expect(flat.contains(":messages") || times == 5)
      }
      // What the reader works with is still there.
      #expect(flat.contains("NAVIGATE"))
    }
    try bench.play("<Right>")
    #expect(!bench.work.draw(width: size.0, height: size.1).text.contains("For research use"))
  }

  @Test func theFirstKeysAreThoseOfTheKeyMap() throws {
    var map = Keymap.standard
    map.bind(Binding(.navigate, [.function(1)], Invocation("help")))
    map.unbind([.character("?")], in: .navigate)
    #expect(Sentence.firstKeys(map).hasPrefix("F1 help"))
  }

  @Test func aLongMessageStandsWhole() throws {
    let bench = try Bench()
    let words = (1...24).map { "word\($0)" }
    bench.work.say(words.joined(separator: " "), .warning)
    let text = bench.work.draw(width: 80, height: 24).text
    for word in words { #expect(text.contains(word)) }
    #expect(text.contains("NAVIGATE"))
  }

  @Test func whatWasSaidCanBeReadAgain() throws {
    let bench = try Bench()
    bench.work.say("the first", .warning)
    try bench.play("<Right>")
    bench.work.say("the second")
    try bench.play("<Right>:messages<CR>")
    let text = bench.work.draw(width: 80, height: 24).text
    let second = try #require(text.range(of: "the second")), first = try #require(text.range(of: "the first"))
    #expect(second.lowerBound < first.lowerBound)
    for n in 0..<1000 { bench.work.say("message \(n)") }
    #expect(bench.work.messages.notices.count == MessageLog.most)
  }

  @Test func controlCSaysHowToLeave() throws {
    let bench = try Bench().play("<C-c>")
    #expect(bench.notice.contains(":q"))
  }

  /// Nothing is drawn that cannot be seen; what was typed says so.
  @Test func noKeyDrawsWhileThePictureIsHidden() throws {
    let bench = try Bench().play("<Space>")
    let before = bench.drawn
    bench.work.handle(.resize(width: 40, height: 10))
    try bench.play("5<Right><Space>")
    #expect(bench.notice.contains("enlarge"))
    #expect(bench.work.draw(width: 40, height: 10).text.contains("enlarge"))
    try bench.play("p3<Right>px.u")
    #expect(bench.drawn == before)
    bench.work.handle(.resize(width: 80, height: 24))
    try bench.play("<Space>")
    #expect(bench.drawn.count > before.count)
  }

  @Test func aPenThatIsDownRestsWhileThePictureIsHidden() throws {
    let bench = try Bench().play("p")
    bench.work.handle(.resize(width: 40, height: 10))
    try bench.play("3<Right>")
    #expect(bench.drawn.isEmpty)
  }
}
