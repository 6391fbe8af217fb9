import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// What steps are called is said in the language in force, and kept in none.
struct StepNameTests {
  private func edit() throws -> Edit {
    let size = GridSize(8, 8, 8)!
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1]))) { out in
      for n in out.indices { out[n] = 0 }
    }
    let context = ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: volume, plane: .coronal, label: 1)
    return try #require(BrushTool(radius: 1.5, path: [VoxelIndex(4, 4, 4)]).edit(in: context))
  }

  private func line(_ edit: Edit) -> [UInt8] {
    JournalEntry.event(.performed(edit, stroke: 1)).encoded(number: 1, strokeOffset: 0)
  }

  @Test func theLanguageIsTheReaders() throws {
    let edit = try edit()
    #expect(edit.name == "Brush, coronal slice 5")
    #expect(Words.$inTask.withValue(.french) { edit.name } == "Pinceau, coupe coronale 5")
  }

  /// A journal written under one language is byte for byte that of another, and says the step in the reader's.
  @Test func journalsKnowNoLanguage() throws {
    let english = line(try edit()), french = try Words.$inTask.withValue(.french) { line(try edit()) }
    #expect(english == french)
    let entry = try #require(JournalEntry(try JSONParser.parse(french), number: 1, log: ProblemLog()))
    guard case .event(.performed(let read, _)) = entry else { throw NoStep() }
    #expect(read == (try edit()) && read.name == "Brush, coronal slice 5")
    #expect(!String(decoding: french, as: UTF8.self).contains("Brush"))
  }

  struct NoStep: Error {}

  /// Journals of earlier versions have words: they stand as they are.
  @Test func olderJournalsAreReadAsTheyAre() throws {
    var edit = try edit()
    edit.title = StepName(words: "Brush, slice 152")
    let text = String(decoding: line(edit), as: UTF8.self)
    #expect(!text.contains("\"words\""))
    let entry = try #require(JournalEntry(try JSONParser.parse(Array(text.utf8)), number: 1, log: ProblemLog()))
    guard case .event(.performed(let read, _)) = entry else { throw NoStep() }
    #expect(read == edit && Words.$inTask.withValue(.french) { read.name } == "Brush, slice 152")
  }

  @Test func volumesHaveTheLanguagesPoint() {
    let name = StepName.words("tool.lesion-delete", [StepName.volume: "1.87"])
    #expect(name.words == "Delete lesion, 1.87 mL")
    #expect(Words.$inTask.withValue(.french) { name.words } == "Lésion supprimée, 1,87 mL")
  }
}
