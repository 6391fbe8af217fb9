import StyletCore
import StyletProject
import Testing

@testable import StyletScreen

/// A signed reading on the screen: what it still offers, and what it says when the signature holds no more.
@Suite struct SignedFormTests {
  private static let sizes = [(80, 24), (120, 40), (200, 55)]

  /// Keys that would answer are not offered where no answer is taken; what opens the reading again is.
  @Test(arguments: sizes) func offersNoAnswers(_ size: (Int, Int)) throws {
    let desk = try FormDesk(size: size).play("R")
    #expect(desk.text(size.0, size.1).contains("0-9 answer"))
    try desk.play("<Esc>" + FormDesk.normal + "a")
    #expect(desk.work.readingRecord.isSigned, "\(desk.notice)")
    let model = try #require(desk.work.formModel)
    #expect(model.isSigned && model.keys.contains { $0.key == ":reopen" })
    for gone in ["0-9", "Enter", "x", "BS", "n", "a", "S"] {
      #expect(!model.keys.contains { $0.key == gone }, "\(gone)")
    }
    try desk.play("<Home>")
    let signed = desk.text(size.0, size.1)
    #expect(!signed.contains("0-9 answer") && signed.contains(":reopen open again"), "\(signed)")
    try desk.play("<Esc>:reopen second look<CR>R")
    #expect(desk.text(size.0, size.1).contains("0-9 answer"))
  }

  /// What is seen first of a signed project is that it is signed, and how it is opened again.
  @Test(arguments: sizes) func aSignedProjectSaysSoWhenItOpens(_ size: (Int, Int)) throws {
    let signed = try FormDesk(size: size).play(FormDesk.normal + "a").work
    let opened = try FormDesk(size: size)
    opened.work.take(
      reading: signed.readingRecord.json, following: signed.reading.reference, form: signed.reading.form)
    opened.work.welcome([])
    let text = opened.text(size.0, size.1)
    #expect(text.contains("signed by reader-07") && text.contains(":reopen"), "\(text)")
    let plain = try FormDesk(size: size)
    plain.work.welcome([])
    #expect(!plain.text(size.0, size.1).contains("signed"))
  }

  /// What was proposed when it was signed stands in the report: no other proposal takes its place.
  @Test func nothingIsProposedWhileItIsSigned() throws {
    let desk = try FormDesk().play(FormDesk.normal + "a").play("<Esc>:propose<CR>")
    #expect(desk.notice.contains("is signed by reader-07") && desk.work.proposals.search == nil, "\(desk.notice)")
    try desk.play(":reopen second look<CR>:propose<CR>")
    #expect(desk.work.proposals.search != nil, "\(desk.notice)")
    try desk.play(":propose-stop<CR>")
    desk.work.endProposing()
  }

  /// Drawn on after it was signed: the form says so in place of who signed, until it is signed anew.
  @Test(arguments: sizes) func aVoidSignatureIsSaidInTheForm(_ size: (Int, Int)) throws {
    let desk = try FormDesk(size: size).play(FormDesk.normal + "a")
    let record = desk.work.readingRecord
    let reference = try #require(desk.work.reading.reference)
    func check(_ session: EditSession) -> SignatureCheck {
      let content = SignedContent(
        record, labels: desk.work.findingsTable, layers: session.layers, annotations: session.annotations)
      return SignatureCheck(record, content: content, following: reference)
    }
    desk.work.take(check(desk.work.session))
    #expect(desk.text(size.0, size.1).contains("signed by reader-07"))

    let drawn = try Bench().play("<Space>")
    let void = check(drawn.work.session)
    #expect(void.state == .void)
    desk.work.take(void)
    desk.work.welcome([try #require(void.remark)])
    // What is under the welcome is seen once it has gone.
    #expect(desk.text(size.0, size.1).contains("the signature is void"))
    try desk.play("<Home>")
    let text = desk.text(size.0, size.1)
    #expect(text.contains("the signature is void") && !text.contains("signed by reader-07"), "\(text)")
    #expect(desk.work.formModel?.state == "the signature is void: the drawing of the findings is not what was signed")
    try desk.play("<Esc>:messages<CR>")
    #expect(desk.text(size.0, size.1).contains("The signature is void"))

    try desk.play("<Esc>:reopen drawn on<CR>RS")
    #expect(!desk.text(size.0, size.1).contains("void"))
    try desk.play("a")
    #expect(desk.text(size.0, size.1).contains("signed by reader-07"), "\(desk.notice)")
  }
}
