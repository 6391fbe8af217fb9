import Foundation
import Testing

@testable import StyletBase
@testable import StyletFormats
@testable import StyletProject

/// Where formats are named one by one, each is: by the endings of its files and in what people read.
@Suite struct FormatListTests {
  private let registry = FormatRegistry.standard

  private static let readme = Result {
    try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../README.md"),
      encoding: .utf8)
  }

  /// What the files of a format are called, projects leave away from their names.
  @Test func endingsAreKnown() {
    #expect(Set(ImageEnding.all.map(\.format)) == Set(registry.readers.map(\.name)))
    for writer in registry.writers {
      for ending in writer.extensions { #expect(ImageEnding.of("x." + ending)?.format == writer.name, "\(ending)") }
    }
    for known in ImageEnding.all {
      #expect(ImageEnding.of("A" + known.ending.uppercased())?.ending == known.ending)
      #expect(ImageEnding.of(known.ending)?.ending == nil)
      #expect(ProjectFiles.defaultProject(for: "/a/x" + known.ending) == "/a/x.stylet.json")
    }
  }

  /// The table "What works" has a row of each format that is read, with the endings that are written.
  @Test func theReadmeNamesEach() throws {
    let rows = try Self.readme.get().split(separator: "\n").filter { $0.hasPrefix("| ") }
    for reader in registry.readers { #expect(rows.contains { $0.hasPrefix("| " + reader.name) }, "\(reader.name)") }
    for writer in registry.writers {
      let row = rows.first { $0.hasPrefix("| " + writer.name) }
      #expect(row?.hasSuffix("| no |") == false, "\(writer.name)")
    }
  }

  /// Help names the files that are read, and those that are written.
  @Test(arguments: Language.allCases) func helpNamesEach(_ language: Language) {
    Words.$inTask.withValue(language) {
      let beginning = words("cli.beginning", ["notice": ""]), masks = words("cli.import.discussion")
      for reader in registry.readers {
        let endings = ImageEnding.all.filter { $0.format == reader.name }.map(\.ending)
        #expect(endings.contains { beginning.contains($0) }, "\(reader.name): \(beginning)")
        #expect(masks.contains(reader.name), "\(reader.name): \(masks)")
      }
      for said in [words("cli.convert.output"), words("cli.phantom.out")] {
        for ending in registry.writers.flatMap(\.extensions) { #expect(said.contains("." + ending), "\(said)") }
      }
    }
  }
}
