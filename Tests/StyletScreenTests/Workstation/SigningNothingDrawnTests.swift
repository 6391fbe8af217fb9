import StyletBase
import StyletCore
import StyletImaging
import StyletProject
import TestSupport
import Testing

@testable import StyletScreen

/// What a signature says of lesions where nothing is drawn: by keys, on a phantom with its lungs.
@Suite struct SigningNothingDrawnTests {
  /// Typical, CO-RADS 5, ground glass and consolidation, 10 to 25 % by eye; and the signature is asked for.
  private static let positive = "Ra<Tab>11511311000001311135<Tab>2a<Tab>a<Tab>a<Tab>a<Tab>a<Tab>aS"

  private func desk() throws -> FormDesk {
    let bench = try LungBench()
    try bench.play(":lungs-accept<CR>")
    return try FormDesk(session: bench.work.session)
  }

  private func lesion(_ desk: FormDesk) -> DiseaseExtent.Known? { desk.work.session.diseaseExtent()?.lesion }

  /// The extent as the signature keeps it.
  private func signed(_ desk: FormDesk) throws -> JSONObject {
    try #require(desk.work.readingRecord.signature?.frozen["extent"]?.object)
  }

  /// A positive reading is no reading of none, whoever signs it.
  @Test func aPositiveReadingIsNotAssessed() throws {
    let desk = try desk().play(Self.positive)
    let question = try #require(desk.question, "\(desk.notice)")
    #expect(question.contains("say that there is a lesion, but none is drawn in the lungs"), "\(question)")
    #expect(lesion(desk) == .noneDrawn && !desk.work.session.isReadAsNone)
    try desk.play("a")
    #expect(desk.work.readingRecord.isSigned && lesion(desk) == .noneDrawn)
    let extent = try signed(desk)
    #expect(extent["scores"]?.object?["not_assessed"]?.string == "none_drawn", "\(extent)")
    let frozen = try #require(desk.work.readingRecord.signature?.frozen)
    let computed = try #require(frozen["computed"]?.object)
    #expect(computed["co-rads"] != nil)
    for field in ["extent-computed", "extent-percent", "extent-zonal", "extent-ct-score"] {
      #expect(computed[field] == nil, "\(field)")
    }
    let said = (frozen["contradictions"]?.array ?? []).compactMap(\.string)
    #expect(!said.contains { $0.contains("drawn") || $0.contains("computed") }, "\(said)")
    #expect(desk.work.reading.signatureState == .holds)
  }

  /// A normal one is a reading of none, before and after, until an answer says otherwise.
  @Test func aNormalReadingIsOneOfNone() throws {
    let desk = try desk().play(FormDesk.normal)
    let question = try #require(desk.question, "\(desk.notice)")
    #expect(!question.contains("drawn"), "\(question)")
    try desk.play("a")
    #expect(try lesion(desk) == .readAsNone && signed(desk)["scores"]?.object?["not_assessed"] == nil)
    try desk.play("<Esc>:reopen second look<CR>")
    #expect(lesion(desk) == .readAsNone, "the answers still say so")
    try desk.play("R<Home><Tab><Tab>1")
    #expect(desk.work.readingRecord.answer(to: "ggo")?.value == .word("present"))
    #expect(lesion(desk) == .noneDrawn)
  }

  /// What is far from the numbers that are signed is said, not what was far from others.
  @Test func contradictionsAreThoseOfTheSignedNumbers() throws {
    let desk = try desk().play(Self.positive)
    let asked = try #require(desk.question)
    #expect(!asked.contains("computed one is 0") && !asked.contains("Far from"), "\(asked)")
    let odd = try self.desk().play(Self.positive.replacing("<Tab>2a", with: "<Tab>0a"))
    #expect(odd.question?.contains("Opacities are present, but the extent by eye is none.") == true, "\(odd.notice)")
    try odd.play("a")
    #expect(lesion(odd) == .noneDrawn && odd.work.readingRecord.isSigned)
    let kept = odd.work.readingRecord.signature?.frozen["contradictions"]?.array ?? []
    #expect(kept.contains(.string("Opacities are present, but the extent by eye is none.")))
  }

  /// Without an answer to any of it the signature says it, which is told before.
  @Test func aSignatureAloneSaysIt() throws {
    let form = try ReadingProtocol.parse(
      """
      id = "few"
      version = 1
      title = "Few"
      [[sections]]
      id = "s"
      title = "S"
      [[sections.fields]]
      id = "f"
      title = "F"
      kind = "yes-no"
      """, name: "few.toml")
    let bench = try LungBench()
    let desk = try FormDesk(session: bench.work.session)
    desk.work.take(reading: ReadingRecord().json, following: form.reference, form: form)
    try desk.play("RS")
    #expect(desk.question?.contains("by signing you say that there is no lesion") == true, "\(desk.question ?? "")")
    #expect(lesion(desk) == .noneDrawn, "it is only asked")
    try desk.play("<Esc>")
    #expect(lesion(desk) == .noneDrawn)
    try desk.play("Sy")
    #expect(lesion(desk) == .readAsNone && desk.work.readingRecord.isSigned)
  }

  /// Nobody agrees with another reader who is not there.
  @Test func aReviewNeedsAnotherReader() throws {
    let own = try desk().play(FormDesk.normal + "r")
    #expect(!own.work.readingRecord.isSigned && own.services.acts.isEmpty)
    #expect(own.notice.contains("no other reader"), "\(own.notice)")
    try own.play("Sa")
    #expect(own.work.readingRecord.isSigned)
    let desk = try desk().play(FormDesk.normal + "<Esc><Esc>:reader second<CR>RS")
    #expect(desk.question?.contains("answers are of reader-07") == true, "\(desk.question ?? "")")
    try desk.play("r")
    #expect(desk.work.readingRecord.signature?.meaning == "review" && desk.services.acts == [.signed("review")])
  }
}
