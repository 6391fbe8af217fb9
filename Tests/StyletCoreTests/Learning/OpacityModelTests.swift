import Foundation
import StyletTexts
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletLearning
@testable import StyletPhantom

@Suite struct OpacityModelTests {
  private static var root: URL {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root
  }

  @Test func builtInTextIsTheFile() throws {
    let file = Self.root.appendingPathComponent("Samples/models/opacity-forest.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == CarriedText.opacityModel && text.utf8.count < 200_000)
    // read and written again it is the same, to the byte
    #expect(OpacityModel.standard.text == text)
    let card = try String(
      contentsOf: Self.root.appendingPathComponent("Samples/models/opacity-forest.md"), encoding: .utf8)
    #expect(card.contains(OpacityModel.standard.id))
  }

  private static let good = OpacityModel.standard.text

  @Test(arguments: [
    ("\"format\": \"stylet-opacity-forest\"", "\"format\": \"other\"", "format"),
    ("\"version\": 1", "\"version\": 2", "version"), ("\"version\": 1", "\"version\": \"1\"", "version"),
    ("\"recipe\": \"slabs-1\"", "\"recipe\": \"slabs-0\"", "recipe"), ("\"name\": \"mean10\"", "\"name\": \"mean11\"", "features[0]"),
    ("\"features\": [", "\"features\": [{},", "features"), ("\"trees\": [", "\"trees\": [7,", "trees[0]"),
    ("\"trees\": [", "\"trees\": [\"AAA\",", "trees[0]"), ("\"trees\": [", "\"trees\": [\"\",", "trees[0]"),
    ("\"trees\": [", "\"trees\": [\"AAECAwQF\",", "trees[0]"), ("\"trees\": [", "\"trees\": [\"/wD/AP8A\",", "trees[0]"),
    ("\"trees\": [", "\"tres\": [", "trees"),
  ])
  func brokenModelsAreNamed(was: String, becomes: String, place: String) throws {
    let text = Self.good.replacing(was, with: becomes, maxReplacements: 1)
    #expect(text != Self.good)
    let failure = #expect(throws: Failure.self) { try OpacityModel.parse(Array(text.utf8), name: "mine.json") }
    #expect(failure?.place == place && failure?.path == "mine.json" && failure?.kind == .badData)
  }

  /// Bytes changed, cut off or doubled: a failure, or a model that can be applied.
  @Test func hostileBytesDoNotTrap() throws {
    var random = SeededRandom(seed: 11)
    let good = Array(Self.good.utf8)
    let row = [UInt8](repeating: 31, count: ProposalFeatures.names.count)
    for _ in 0..<60 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 32...126, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      do {
        let model = try OpacityModel.parse(bytes, name: "mine.json")
        #expect(row.withUnsafeBufferPointer { model.forest.sum($0.baseAddress!) } >= 0)
      } catch {
        #expect(error is Failure)
      }
    }
    for text in ["", "[]", "{}", "null", "7"] {
      #expect(throws: Failure.self) { try OpacityModel.parse(Array(text.utf8), name: "mine.json") }
    }
    let large = [UInt8](repeating: 32, count: OpacityModel.largestFile + 1)
    #expect(throws: Failure.self) { try OpacityModel.parse(large, name: "mine.json") }
  }

  /// A model learnt from two phantoms finds the lesions of a third; learnt again it is the same, to the byte. One that
  /// leaves a scan out is that of a trainer that never had it.
  @Test func learntFromPhantoms() throws {
    func phantom(_ seed: UInt64) throws -> Phantom {
      try Phantom.make(PhantomSpecification(size: GridSize(112, 88, 56)!, seed: seed, lesions: 6))
    }
    let scans = try ([21, 22] as [UInt64]).map { seed in
      let p = try phantom(seed)
      return TrainingScan(name: "phantom \(seed)", role: .covid, volume: p.volume, lungs: p.lungs, lesion: p.findings)
    }
    func trainer(_ scans: [TrainingScan]) throws -> OpacityTrainer {
      var trainer = OpacityTrainer()
      for scan in scans { try trainer.add(scan) }
      return trainer
    }
    func learn(_ trainer: OpacityTrainer, without name: String? = nil) -> OpacityModel? {
      trainer.train(id: "test", licence: "", without: name)
    }
    let both = try trainer(scans)
    let model = try #require(learn(both))
    #expect(try model.text == learn(trainer(scans))?.text && model.training.count == 2)
    #expect(try learn(both, without: "phantom 21")?.text == learn(trainer([scans[1]]))?.text)
    let p = try phantom(23)
    let found = try #require(LesionProposal.find(in: p.volume, lungs: p.lungs, model: model))
    #expect(dice(found.labels, p.findings, 1) > 0.5)
    #expect(OpacityTrainer().train(id: "nothing", licence: "") == nil)
  }
}
