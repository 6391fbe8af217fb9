import Testing

@testable import StyletProject
@testable import StyletScreen

/// A signature that is gone by the trail's word, on the screen: refused and said as one that is void.
@Suite struct GoneSignatureTests {
  private static let sizes = [(80, 24), (120, 40), (200, 55)]

  /// Signed by another, as the trail says, and nothing of it left.
  private func desk(_ size: (Int, Int) = (160, 50)) throws -> FormDesk {
    let desk = try FormDesk(size: size)
    let audit = [AuditEntry(time: "2026-03-01T09:30:00Z", reader: "r-3", action: .signed, detail: "author")]
    let check = SignatureCheck(
      ReadingRecord(), content: SignedContent(), following: desk.work.reading.reference, audit: audit)
    #expect(check.state == .gone)
    desk.work.take(check)
    return desk
  }

  @Test func nothingIsAnsweredDrawnOrSignedUntilItIsOpenedAgain() throws {
    let desk = try desk()
    for keys in ["<Space>", "as", "p", "v", "mr", "Pa", "PA", "Px", "R1", "<Home>a", "S", "<Esc>:sign<CR>"] {
      try desk.play(keys)
      #expect(desk.notice.contains("signed by r-3") && desk.notice.contains(":reopen"), "\(keys): \(desk.notice)")
      #expect(desk.work.preview == nil && desk.work.tool.contour == nil && !desk.work.tool.penDown, "\(keys)")
    }
    #expect(desk.work.readingRecord.answered.isEmpty && desk.services.acts.isEmpty)
    try desk.play("<Esc>:reopen taken out of the file<CR>")
    #expect(desk.services.acts == [.reopened("taken out of the file")])
    #expect(desk.work.readingRecord.reopeningReasons.first?.signer == "r-3" && desk.work.session.seal == nil)
    try desk.play("<Space>")
    #expect(!desk.work.session.findings.labels.isEmpty, "\(desk.notice)")
  }

  /// The word that decides is seen at every size, in the form and above the image.
  @Test(arguments: sizes) func itIsSeenAtEverySize(_ size: (Int, Int)) throws {
    let desk = try desk(size)
    #expect(desk.text(size.0, size.1).contains("SIGNATURE GONE"))
    try desk.play("R")
    let form = desk.text(size.0, size.1)
    #expect(form.contains("the signature is gone"), "\(form)")
    #expect(form.contains(":reopen open again"))
  }

  @Test(arguments: sizes) func signedAndVoidHaveABadge(_ size: (Int, Int)) throws {
    let desk = try FormDesk(size: size).play(FormDesk.normal + "a<Esc>")
    #expect(desk.text(size.0, size.1).contains("SIGNED"))
    desk.work.reading.signatureState = .void
    #expect(desk.text(size.0, size.1).contains("SIGNATURE VOID"))
    try desk.play(":reopen second look<CR>")
    let text = desk.text(size.0, size.1)
    #expect(!text.contains("SIGNED") && !text.contains("SIGNATURE"))
  }

  /// A long remark stands whole where the form has the lines for it, and a click still finds its question.
  @Test func aLongRemarkIsWrapped() throws {
    let desk = try desk((120, 40)).play("R")
    let before = try #require(desk.work.formModel)
    desk.work.reading.signatureRemark =
      "the signature is void: the answers, the measurements, the drawing of the findings are not what was signed"
    let text = desk.text(120, 40)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in ["the signature is void:", "measurements", "drawing", "signed"] { #expect(words.contains(part), "\(text)") }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let title = try #require(before.rows.first { !$0.isHeading }?.title)
    let row = try #require(lines.firstIndex { $0.contains(title) })
    let layout = ScreenLayout(width: 120, height: 40, model: desk.work.model)
    let rect = try #require(layout.form), model = try #require(desk.work.formModel)
    let at = try #require(FormView.row(at: row, in: rect, model))
    #expect(model.rows[at].title == title)
  }

  /// What is left unsaved is called what it is.
  @Test func leavingNamesWhatIsNotSaved() throws {
    let desk = try FormDesk().play(FormDesk.normal + "a<Esc>:w<CR>:q<CR>")
    #expect(desk.work.isFinished)
    let other = try FormDesk().play(FormDesk.normal + "a<Esc>:w<CR>:reopen second look<CR>RSa<Esc>:q<CR>")
    #expect(other.question == "One signature and one reopening are not saved.")
    let one = try FormDesk().play(FormDesk.normal + "a<Esc>:w<CR>:reopen second look<CR>:q<CR>")
    #expect(one.question == "One reopening is not saved.")
  }
}
