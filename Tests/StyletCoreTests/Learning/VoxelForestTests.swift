import TestSupport
import Testing

@testable import StyletDetection
@testable import StyletLearning

@Suite struct VoxelForestTests {
  private typealias Node = VoxelForest.Node

  private func samples(_ rows: [[UInt8]], _ targets: [UInt8], weights: [Int32]? = nil) -> ForestSamples {
    let features = rows[0].count
    let columns = (0..<features).flatMap { f in rows.map { $0[f] } }
    return ForestSamples(
      features: features, columns: columns, targets: targets, weights: weights ?? [Int32](repeating: 1, count: rows.count))
  }

  /// The best split of a tree one deep, by trying all of them.
  @Test func oneSplitIsTheBestOfAll() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<30 {
      let rows = (0..<40).map { _ in (0..<3).map { _ in UInt8.random(in: 0...6, using: &random) } }
      let targets = rows.map { _ in UInt8.random(in: 0...255, using: &random) }
      let weights = rows.map { _ in Int32.random(in: 1...5, using: &random) }
      let trainer = ForestTrainer(trees: 1, depth: 1, leastRows: 4, tried: 3, part: 256, seed: 1)
      let tree = try #require(trainer.grow(samples(rows, targets, weights: weights))).trees[0]
      func error(_ group: [Int]) -> Double {
        let w = group.reduce(0.0) { $0 + Double(weights[$1]) }
        let mean = group.reduce(0.0) { $0 + Double(weights[$1]) * Double(targets[$1]) } / max(w, 1)
        return group.reduce(0.0) { $0 + Double(weights[$1]) * (Double(targets[$1]) - mean) * (Double(targets[$1]) - mean) }
      }
      func after(_ f: Int, _ cut: Int) -> Double? {
        let left = rows.indices.filter { Int(rows[$0][f]) <= cut }, right = rows.indices.filter { Int(rows[$0][f]) > cut }
        return left.count < 4 || right.count < 4 ? nil : error(left) + error(right)
      }
      let all = (0..<3).flatMap { f in (0..<6).compactMap { after(f, $0) } }
      let least = try #require(all.min())
      #expect(tree.count == 3 && tree[0].right == 2)
      let own = try #require(after(Int(tree[0].feature), Int(tree[0].cut)))
      #expect(abs(own - least) < 1e-6 * (1 + least))
      // leaves are the weighted means
      for (leaf, isLeft) in [(1, true), (2, false)] {
        let group = rows.indices.filter { (rows[$0][Int(tree[0].feature)] <= tree[0].cut) == isLeft }
        let w = group.reduce(0) { $0 + Int(weights[$1]) }
        let sum = group.reduce(0) { $0 + Int(weights[$1]) * Int(targets[$1]) }
        #expect(tree[leaf].feature == Node.leaf && Int(tree[leaf].cut) == (sum + w / 2) / w)
      }
    }
  }

  /// Deep trees on few rows know them by heart; the forest as applied is the mean of its trees, row by row.
  @Test func appliedAsANaiveReaderWould() throws {
    var random = SeededRandom(seed: 5)
    let rows = (0..<1500).map { _ in (0..<5).map { _ in UInt8.random(in: 0...63, using: &random) } }
    let targets = rows.map { $0[1] > 30 && $0[3] < 40 ? UInt8(255) : 0 }
    let known = samples(rows, targets)
    let trainer = ForestTrainer(trees: 7, depth: 8, leastRows: 2, tried: 5, part: 200, seed: 4)
    let forest = try #require(trainer.grow(known))
    let found = forest.probabilities(columns: known.columns, count: rows.count)
    for (n, row) in rows.enumerated() {
      var sum = 0
      for tree in forest.trees {
        var at = 0
        while tree[at].feature != Node.leaf {
          at += row[Int(tree[at].feature)] <= tree[at].cut ? 1 : Int(tree[at].right)
        }
        sum += Int(tree[at].cut)
      }
      #expect(abs(found[n] - Float(sum) / Float(255 * 7)) < 1e-6)
      #expect(row.withUnsafeBufferPointer { forest.sum($0.baseAddress!) } == sum)
      #expect((found[n] > 0.5) == (targets[n] == 255))
    }
    // the same again
    #expect(trainer.grow(known) == forest)
    // another seed, another forest, where the rows leave a choice
    let noise = samples(rows, targets.map { _ in UInt8.random(in: 0...255, using: &random) })
    var other = trainer
    other.seed = 5
    #expect(trainer.grow(noise) == trainer.grow(noise) && other.grow(noise) != trainer.grow(noise))
  }

  @Test func nothingToLearnFrom() {
    #expect(ForestTrainer().grow(ForestSamples(features: 2, columns: [], targets: [], weights: [])) == nil)
    let one = ForestTrainer(trees: 2).grow(ForestSamples(features: 1, columns: [3], targets: [200], weights: [1]))
    #expect(one.map { $0.trees.allSatisfy { $0.count == 1 } } == true)
  }

  /// Every order of up to seven nodes: a forest is made of those that are trees, and of no other.
  @Test func everyOrderOfNodes() {
    /// Where a tree that begins at `n` ends; nil when it does not.
    func end(_ isLeaf: [Bool], _ n: Int) -> Int? {
      guard n < isLeaf.count else { return nil }
      return isLeaf[n] ? n + 1 : end(isLeaf, n + 1).flatMap { end(isLeaf, $0) }
    }
    for count in 0...7 {
      for bits in 0..<1 << count {
        let isLeaf = (0..<count).map { bits >> $0 & 1 == 1 }
        let nodes = isLeaf.map { Node(feature: $0 ? Node.leaf : 0, cut: 1, right: 999) }
        let forest = VoxelForest(preorder: [nodes], features: 1)
        #expect((forest != nil) == (end(isLeaf, 0) == count))
        for (n, node) in (forest?.trees[0] ?? []).enumerated() {
          #expect(Int(node.right) == (isLeaf[n] ? 0 : end(isLeaf, n + 1)! - n))
        }
      }
    }
    #expect(VoxelForest(preorder: [[Node(feature: 1, cut: 0)] + [Node](repeating: Node(feature: 255, cut: 0), count: 2)], features: 1) == nil)
    #expect(VoxelForest(preorder: [], features: 1) == nil)
  }

  @Test func cutsAreQuantiles() {
    let cuts = FeatureCuts(quantilesOf: (0..<6400).map { Float($0) / 10 } + [.nan, .infinity])
    #expect(cuts.cuts.count == FeatureCuts.most && cuts.bin(-1) == 0 && cuts.bin(1e9) == 63 && cuts.bin(.nan) == 0)
    for n in 0..<640 { #expect(Int(cuts.bin(Float(n) + 0.05)) == cuts.cuts.count { $0 < Float(n) + 0.05 }) }
    #expect(FeatureCuts(quantilesOf: [Float](repeating: 3, count: 100)).cuts == [3])
    #expect(FeatureCuts(quantilesOf: []).cuts.isEmpty && FeatureCuts([1, 1]) == nil && FeatureCuts([.nan]) == nil)
    #expect(FeatureCuts((0...63).map { Float($0) }) == nil)
  }
}
