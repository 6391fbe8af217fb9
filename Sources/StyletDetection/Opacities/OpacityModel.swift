import StyletBase
import StyletTexts

/// A trained model of opacities: for each block of a scan's lungs the probability that a reader would outline it.
///
/// Its file is JSON of the form that ``parse(_:name:)`` reads and ``text`` writes:
///
/// - `format` `stylet-opacity-forest`, `version` 1, `id`, `notice`;
/// - `recipe`: the features it was trained on, ``ProposalFeatures``; another recipe's model is refused;
/// - `features`: for each its name and cuts, ascending;
/// - `trees`: Base64 of two bytes a node, feature (255: leaf) and cut (of a leaf its value, 0...255 for 0...1), each node
///   followed by its whole left side (bins up to the cut), then its right side; one text a tree;
/// - `training`: what it learnt from, in words; `licence`.
public struct OpacityModel: Hashable, Sendable {
  public let id: String
  package let cuts: [FeatureCuts]
  package let forest: VoxelForest
  /// What it was trained on, a line each.
  public let training: [String]
  public let licence: String

  package static let format = "stylet-opacity-forest", version = 1
  /// Bytes of the largest file that is read.
  public static let largestFile = 4 << 20

  package init(id: String, cuts: [FeatureCuts], forest: VoxelForest, training: [String], licence: String) {
    precondition(cuts.count == forest.features, "cuts of another forest")
    (self.id, self.cuts, self.forest, self.training, self.licence) = (id, cuts, forest, training, licence)
  }

  /// What the program carries.
  public static let standard: OpacityModel = {
    do { return try parse(Array(CarriedText.opacityModel.utf8), name: "opacity-forest.json") } catch {
      preconditionFailure("the program's own model: \(error)")
    }
  }()

  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` (`badData`) with the member that is wrong. Cost: the bytes.
  public static func parse(_ bytes: [UInt8], name: String) throws -> OpacityModel {
    func wrong(_ what: String, _ place: String) -> Failure { Failure(.badData, path: name, what, at: place) }
    guard bytes.count <= largestFile else { throw wrong("too large for a model", "\(bytes.count) bytes") }
    let root: JSONObject
    do {
      guard let object = try JSONValue(reading: bytes).object else { throw wrong("a model is a JSON object", "line 1") }
      root = object
    } catch let failure as Failure {
      throw failure.about(name)
    }
    guard root["format"]?.string == format else { throw wrong("no model of opacities", "format") }
    guard root["version"]?.int == version else { throw wrong("a version that this program does not know", "version") }
    guard root["recipe"]?.string == ProposalFeatures.recipe else {
      throw wrong("its features are not those of this program (\(ProposalFeatures.recipe))", "recipe")
    }
    guard let id = root["id"]?.string, !id.isEmpty, id.utf8.count <= 200 else { throw wrong("a name is needed", "id") }
    guard let features = root["features"]?.array, features.count == ProposalFeatures.names.count else {
      throw wrong("as many features as the recipe has are needed", "features")
    }
    let cuts = try zip(features, ProposalFeatures.names).enumerated().map { n, one in
      let place = "features[\(n)]"
      guard let object = one.0.object, object["name"]?.string == one.1 else {
        throw wrong("the feature \(one.1) is expected", place)
      }
      let values = object["cuts"]?.array?.compactMap { $0.double.map { Float($0) } }
      guard let values, values.count == object["cuts"]?.array?.count, let cuts = FeatureCuts(values) else {
        throw wrong("cuts are at most \(FeatureCuts.most) ascending numbers", place)
      }
      return cuts
    }
    guard let texts = root["trees"]?.array, (1...VoxelForest.mostTrees).contains(texts.count) else {
      throw wrong("1 to \(VoxelForest.mostTrees) trees are needed", "trees")
    }
    let trees = try texts.enumerated().map { n, text in
      guard let bytes = text.string.flatMap(Base64.decode), bytes.count % 2 == 0,
        bytes.count <= 2 * VoxelForest.mostNodes
      else { throw wrong("a tree is Base64 of two bytes a node", "trees[\(n)]") }
      let nodes = stride(from: 0, to: bytes.count, by: 2).map {
        VoxelForest.Node(feature: bytes[$0], cut: bytes[$0 + 1])
      }
      guard VoxelForest(preorder: [nodes], features: cuts.count) != nil else {
        throw wrong("its nodes make no tree", "trees[\(n)]")
      }
      return nodes
    }
    guard let forest = VoxelForest(preorder: trees, features: cuts.count) else { throw wrong("no forest", "trees") }
    let training = root["training"]?.array?.compactMap(\.string) ?? []
    return OpacityModel(
      id: id, cuts: cuts, forest: forest, training: training, licence: root["licence"]?.string ?? "")
  }

  /// As a file has it: the same model gives the same bytes.
  public var text: String {
    let features = zip(ProposalFeatures.names, cuts).map { name, cuts in
      JSONValue.object(["name": .string(name), "cuts": .array(cuts.cuts.map { .double(Double("\($0)") ?? 0) })])
    }
    let trees = forest.trees.map { tree in
      JSONValue.string(Base64.encode(tree.flatMap { [$0.feature, $0.cut] }))
    }
    let root: JSONObject = [
      "format": .string(Self.format), "version": .int(Self.version), "id": .string(id),
      "notice": .string(ResearchUse.inData), "recipe": .string(ProposalFeatures.recipe),
      "features": .array(features), "trees": .array(trees), "training": .array(training.map { .string($0) }),
      "licence": .string(licence),
    ]
    return JSONValue.object(root).text + "\n"
  }

  /// The bins of all features at the blocks of the lung, one feature after another; and for all blocks of the box how
  /// deep below them the diaphragm lies in tissue, mm (the feature `dome20`).
  /// - Returns: nil when cancelled.
  package func columns(
    _ slabs: ProposalSlabs, level: Double, at blocks: [Int32], work: CancellableWork? = nil
  ) -> (columns: [UInt8], dome: [Float])? {
    var columns: [UInt8] = [], dome: [Float] = []
    columns.reserveCapacity(blocks.count * cuts.count)
    let isWhole = ProposalFeatures.make(slabs, level: level, work: work) { feature, values in
      let cuts = cuts[feature]
      for n in blocks { columns.append(cuts.bin(values[Int(n)])) }
      if ProposalFeatures.names[feature] == "dome20" { dome = values }
    }
    return isWhole ? (columns, dome) : nil
  }
}
