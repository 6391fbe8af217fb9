import StyletBase
import StyletCore
import StyletProject
import Testing

@testable import StyletScreen

/// A command that does not do what it was told leaves a refusal, which a script ends with; advice leaves none.
@Suite struct RefusedCommandTests {
  /// What a script that ends here is told; nil where all was done.
  private static func told(_ keys: String) throws -> String? {
    let bench = try Bench().play(keys)
    return (bench.work.unknownInput ?? bench.work.refusal)?.description
  }

  static let refused = [
    ":goto 1<CR>", ":zoom x<CR>", ":mark 3<CR>", ":slice -1<CR>", ":slice 0<CR>", ":slice 999<CR>", ":slice x<CR>",
    ":slice<CR>", "99G", ":brush<CR>", ":brush -3<CR>", ":bru<Down><CR>", ":finding XX<CR>", ":undo x<CR>", ":undo 4<CR>",
    "u", "U", ":window 1<CR>", ":lang xx<CR>", ":q and more<CR>", ":undolist 3<CR>", ":undol 3<CR>", ":cursor-left x<CR>",
    ":export<CR>", ":import<CR>", ":gate 5<CR>", ":gate a b<CR>", ":layout q<CR>", ":pane q<CR>", ":reader<CR>",
    ":macro<CR>", ":macro-save x<CR>", "@", ".", ":preview-more<CR>", "n", "<Space>:lock GGO<CR>l<Space>",
    ":gate -3000 -2900<CR><Space>", "x:draw-over unlabelled<CR>s2<Space>s1<Space>", ":lesion-next<CR>",
    ":measure-go 7<CR>", ":measure-name x<CR>", "v<BS>", "<Space>:q<CR>",
  ]

  @Test(arguments: refused) func whatWasNotDoneIsTold(_ keys: String) throws {
    let told = try Self.told(keys)
    #expect(told != nil && told?.contains("{") == false && told?.hasSuffix(": ") == false, "\(keys): \(told ?? "")")
  }

  /// What holds already, what is only to be known, and what was left by the reader's own key.
  static let done = [
    "j", "9999k", "99l", ":slice 3<CR>", "3G", "x", "<Space><Space>", "<Space>:q<CR><Esc>", ":gate on<CR>", ":goto<Esc>",
    ":br<Tab> 4<CR>", ":undol<CR>", ":undolist<CR>", ":messages<CR>", ":bru<Down><CR>4<CR>", ":slice 3", "?", "<Space>u",
    ":seed-background-clear<CR>", ":lock GGO<CR>x", "<Space>:lock GGO<CR><Space>",
  ]

  @Test(arguments: done) func adviceIsNoRefusal(_ keys: String) throws {
    let told = try Self.told(keys)
    #expect(told == nil, "\(keys): \(told ?? "")")
  }

  /// What a signature refuses, one command after another.
  @Test(arguments: ["<Space>", "p", ":lungs-accept<CR>", "R1", "am", ":protocol ild<CR>"])
  func whatASignatureRefusesIsTold(_ keys: String) throws {
    let desk = try FormDesk().play(FormDesk.normal + "a<Esc>")
    #expect(desk.work.refusal == nil)
    let told = try desk.play(keys).work.refusal ?? desk.work.unknownInput
    #expect(told != nil, "\(keys)")
  }

  /// The first is kept; it has the keys in force, for it is read where no screen is.
  @Test func theFirstRefusalIsKept() throws {
    let bench = try Bench().play(":slice x<CR>u")
    #expect(bench.work.refusal?.what == "This needs a slice number" && bench.work.refusal?.kind == .usage)
  }

  /// What is typed behind the beginning of a name is not lost.
  @Test func theBeginningOfANameKeepsWhatItTakes() throws {
    let bench = try Bench().play(":undol<CR><Esc>:brush-sh<CR>:bright 4<CR>")
    guard case .palette(let line, _, _, _) = bench.work.overlay else {
      Issue.record("the line is gone")
      return
    }
    #expect(line.hasSuffix(" 4") || bench.work.unknownInput != nil)
    let other = try Bench().play(":slic 3<CR>")
    #expect(other.work.overlay == .none || other.work.unknownInput != nil)
  }
}
