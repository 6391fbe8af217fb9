import StyletBase
import StyletPhantom
import StyletProject
import Testing

@testable import StyletScreen

/// What is asked and said before a reading is signed, and what a signature holds; keys in.
@Suite struct ReadingSignatureTests {
  /// Five minutes of a normal scan, in less than sixty keys; the image-only class stays, RSNA is the reader's.
  @Test func aNormalScanInFewKeys() throws {
    let desk = try FormDesk()
    let script = FormDesk.normal + "a"
    #expect(try KeyNotation.parse(script).count < 60)
    try desk.play(script)
    #expect(desk.notice.hasPrefix("Signed."), "\(desk.notice)")
    let signature = try #require(desk.work.readingRecord.signature)
    #expect(signature.reader == "reader-07" && signature.meaning == "author")
    #expect(desk.services.acts == [.signed("author")])
    #expect(desk.work.readingRecord.answer(to: "ggo")?.way == .normal)
    #expect(ReadingCheck.problems(of: desk.work.readingRecord, try BuiltInProtocol.covidChest.form) == [])
    #expect(desk.text().contains("signed by reader-07"))
  }

  /// Where somebody decides between readings, why is asked first; elsewhere it is taken where it is given.
  @Test func whoDecidesSaysWhy() throws {
    let desk = try FormDesk()
    desk.services.asksForReason = true
    try desk.play(FormDesk.normal)
    #expect(desk.notice.contains("Say why") && desk.text().contains(":sign"), "\(desk.text())")
    try desk.play("<Esc>")
    #expect(!desk.work.readingRecord.isSigned && desk.services.reasons == [])
    try desk.play("Sa vessel, no nodule<CR>")
    #expect(!desk.work.readingRecord.isSigned)
    try desk.play("a")
    #expect(desk.work.readingRecord.isSigned && desk.services.reasons == ["a vessel, no nodule"])
    #expect(desk.services.acts == [.signed("author")])
    let plain = try FormDesk().play(FormDesk.answers + "<Esc>:sign second look<CR>a")
    #expect(plain.work.readingRecord.isSigned && plain.services.reasons == ["second look"])
  }

  @Test func whatIsSignedStaysUntilItIsOpenedAgain() throws {
    let desk = try FormDesk().play(FormDesk.normal + "a")
    let signed = desk.work.readingRecord
    try desk.play("na2<BS>x")
    #expect(desk.work.readingRecord == signed && desk.notice.contains("is signed by reader-07"))
    try desk.play("<Esc>:reopen<CR>")
    #expect(desk.work.readingRecord == signed)
    try desk.play("<Esc>:reopen second look at the bases<CR>")
    #expect(!desk.work.readingRecord.isSigned && desk.work.readingRecord.reopenings == 1)
    #expect(desk.services.acts == [.signed("author"), .reopened("second look at the bases")])
    try desk.play("R<Home>2")
    #expect(desk.value("technical") == .word("limited"))
  }

  /// What does not go together is said in the form, and before the signature.
  @Test func contradictionsAreAskedAbout() throws {
    var record = ReadingRecord()
    record.set(ReadingAnswer(.word("typical"), reader: "reader-07", time: ""), for: "sfr")
    let desk = try FormDesk(record: record).play(FormDesk.normal)
    #expect(desk.text().contains("The SFR conclusion is typical, CO-RADS low"), "\(desk.text())")
    try desk.play("<Esc>")
    #expect(desk.work.readingRecord.signature == nil)
  }

  /// Who asked by a script for a signature and got none is told when the script ends.
  @Test func aSignatureThatIsNotGivenIsAFailure() throws {
    let normal = FormDesk.answers
    #expect(try FormDesk().play("RS").work.refusal?.what.hasPrefix("Not signed") == true)
    #expect(try FormDesk().play(normal + "Sr").work.refusal != nil, "nobody else's answers are there to agree with")
    #expect(try FormDesk(reader: "").play(normal + "S").work.refusal != nil)
    #expect(try FormDesk().play(normal + "Sa").work.refusal == nil)
    #expect(try FormDesk().play(normal + "S<Esc>").work.refusal == nil)
  }

  /// Who types "S" and "a" as always, and must not sign yet, has not given a section's normal answers.
  @Test func theAnswerToAQuestionThatDoesNotStandThereAnswersNothing() throws {
    for keys in ["RSa", "RSr", "R1Sa"] {
      let desk = try FormDesk().play(keys)
      #expect(desk.work.readingRecord.answered.count == (keys == "R1Sa" ? 1 : 0), "\(keys)")
      #expect(desk.notice.hasPrefix("Not signed"), "\(desk.notice)")
    }
    // Asked for by itself it does what it says.
    for keys in ["RSaa", "RSja", "RS<Down><Up>a"] {
      #expect(try !FormDesk().play(keys).work.readingRecord.answered.isEmpty, "\(keys)")
    }
  }

  /// Nor does anybody sign somebody else's answers without a word.
  @Test func signingSaysWhoseTheAnswersAre() throws {
    let normal = FormDesk.answers
    let dupont = try FormDesk(reader: "dupont").play(normal).work.readingRecord
    let count = dupont.answered.count
    let desk = try FormDesk(reader: "moreau", record: dupont).play("RS")
    #expect(desk.text().contains("\(count) answers are of dupont."), "\(desk.text())")
    try desk.play("a")
    let signature = try #require(desk.work.readingRecord.signature)
    #expect(signature.others.map(\.reader) == ["dupont"] && signature.others.map(\.count) == [count])
    #expect(try !FormDesk(reader: "dupont").play(normal + "S").text().contains("answers are of"))
  }

  /// Before they sign, a reader knows what the numbers leave out and what nobody has looked at.
  @Test func signingSaysWhatIsOpen() throws {
    let normal = FormDesk.normal
    let clean = try FormDesk().play(normal)
    #expect(clean.text().contains("Sign the reading as reader-07?") && !clean.text().contains("not reviewed"))
    // Interpolated slices that nobody has accepted.
    let drawn = try FormDesk().play(":brush 3<CR><Space>4<PageUp><Space>i<CR>" + normal)
    #expect(drawn.text().contains("interpolated or proposed"), "\(drawn.text())")
    let accepted = try FormDesk().play(":brush 3<CR><Space>4<PageUp><Space>i<CR>I" + normal)
    #expect(!accepted.text().contains("interpolated or proposed"))
  }

  /// Who reads can be said at any time; the form asks where nobody is known.
  @Test func theReaderCanBeNamedLater() throws {
    let desk = try FormDesk(reader: "").play("R")
    #expect(desk.notice.contains(":reader NAME"))
    try desk.play("<Esc>:reader reader-09<CR>R" + String(repeating: "a<Tab>", count: 11) + "Sa")
    #expect(desk.work.readingRecord.signature?.reader == "reader-09", "\(desk.notice)")
  }

  @Test func signingNeedsAllThatIsRequired() throws {
    let desk = try FormDesk().play("R1S")
    #expect(desk.notice.contains("required and not answered: Contrast medium") && desk.at == "contrast")
    #expect(!desk.work.readingRecord.isSigned && desk.services.acts.isEmpty)
    try desk.play("nnn")
    #expect(desk.at == "co-rads-image")
    try desk.play("N")
    #expect(desk.at == "stoic")
    let nobody = try FormDesk(reader: "").play(FormDesk.normal)
    #expect(nobody.notice.contains("--reader NAME") && !nobody.work.readingRecord.isSigned)
  }
}
