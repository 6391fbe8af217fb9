import StyletBase
import StyletProject
import Testing

@testable import StyletScreen

/// In a study nothing drawn is no answer: who signs says that nothing was found. And what a study does not want proposed
/// is not.
@Suite struct NothingFoundTests {
  private static let form = """
    id = "outlines"
    version = 1
    title = "Outlines"
    [[findings]]
    value = 1
    code = "GGO"
    name = "Ground-glass opacity"
    colour = "#e69f00"
    [[sections]]
    id = "scan"
    title = "Scan"
    [[sections.fields]]
    id = "quality"
    title = "Quality"
    kind = "choice"
    required = true
    normal = "good"
    options = [ { id = "good", title = "good" }, { id = "poor", title = "poor" } ]
    """

  private func desk(asks: Bool, _ form: ReadingProtocol? = nil) throws -> FormDesk {
    let desk = try FormDesk(form: form ?? ReadingProtocol.parse(Self.form, name: "outlines"))
    desk.services.asksForNothing = asks
    return desk
  }

  private var isSigned: (FormDesk) -> Bool { { $0.work.readingRecord.isSigned } }

  @Test func itIsAskedFor() throws {
    let desk = try desk(asks: true).play("Ra<Tab>S")
    #expect(desk.text().contains("Nothing is drawn") && desk.text().contains("nothing found"))
    try desk.play("y")
    #expect(!isSigned(desk), "no key but its own says so")
    try desk.play("<Esc>S<Esc>")
    #expect(!isSigned(desk))
    try desk.play("Sny")
    #expect(isSigned(desk))
    #expect(try isSigned(self.desk(asks: false).play("Ra<Tab>Sy")), "outside a study the signature says it")
  }

  @Test func whatIsDrawnOrAnsweredIsNotAskedFor() throws {
    #expect(try isSigned(desk(asks: true).play("<Space>Ra<Tab>Sy")))
    // The answers of a normal chest say that there is none.
    let normal = try desk(asks: true, BuiltInProtocol.covidChest.form).play(FormDesk.normal + "a")
    #expect(isSigned(normal))
  }

  @Test func nothingIsProposed() throws {
    let bench = try Bench()
    bench.services.noProposals = Failure(.usage, "nothing is proposed here")
    bench.services.job = { _, _, _ in .failed(Failure(.io, "it ran")) }
    for keys in ["Pp", ":propose<CR>", ":propose modele<CR>"] {
      try bench.play(keys)
      bench.work.waitForWork()
      #expect(bench.notice.contains("nothing is proposed here"), "\(keys): \(bench.notice)")
    }
  }
}
