import Dispatch

/// Decision trees over binned features, whose mean is a probability.
///
/// Everything is whole numbers: bins, cuts and leaves are bytes, and a probability is a sum of leaves over 255 times the
/// trees. So a scan has the same probabilities on every machine, whatever the number of cores.
package struct VoxelForest: Hashable, Sendable {
  /// Of a tree, in the order: node, all of its left side, all of its right side.
  package struct Node: Hashable, Sendable {
    package static let leaf: UInt8 = 255
    /// What is asked, or ``leaf``.
    package var feature: UInt8
    /// The highest bin that goes left; of a leaf its value, 0...255 for 0...1.
    package var cut: UInt8
    /// How many nodes on the right side lies; 0 for a leaf.
    package var right: UInt16

    package init(feature: UInt8, cut: UInt8, right: UInt16 = 0) {
      (self.feature, self.cut, self.right) = (feature, cut, right)
    }
  }

  package let trees: [[Node]]
  package let features: Int

  package static let mostTrees = 200, mostNodes = 1 << 12, mostFeatures = 200, deepest = 24

  /// From each tree's features and cuts alone: where the right sides begin follows from the order.
  /// - Returns: nil where the order makes no tree, or a feature is none of `features`.
  package init?(preorder trees: [[Node]], features: Int) {
    guard (1...Self.mostTrees).contains(trees.count), (1...Self.mostFeatures).contains(features) else { return nil }
    var whole: [[Node]] = []
    for tree in trees {
      guard let one = Self.linked(tree, features) else { return nil }
      whole.append(one)
    }
    (self.trees, self.features) = (whole, features)
  }

  /// A tree with its right sides found: a stack of the nodes whose right side is still to come.
  private static func linked(_ tree: [Node], _ features: Int) -> [Node]? {
    guard !tree.isEmpty, tree.count <= mostNodes else { return nil }
    var tree = tree
    var open: [(node: Int, isRight: Bool)] = []
    for n in tree.indices {
      if n > 0 {
        guard let last = open.last else { return nil }  // the tree was whole before
        if last.isRight { tree[last.node].right = UInt16(n - last.node) }
      }
      if tree[n].feature == Node.leaf {
        tree[n].right = 0
        while open.last?.isRight == true { open.removeLast() }
        if !open.isEmpty { open[open.count - 1].isRight = true }
      } else {
        guard Int(tree[n].feature) < features, open.count < deepest else { return nil }
        open.append((n, false))
      }
    }
    return open.isEmpty ? tree : nil
  }

  /// The sum of the leaves that a row of bins comes to: 0...255 times the trees.
  package func sum(_ bins: UnsafePointer<UInt8>) -> Int {
    var sum = 0
    for tree in trees {
      tree.withUnsafeBufferPointer { tree in
        var n = 0
        while tree[n].feature != Node.leaf {
          n &+= bins[Int(tree[n].feature)] <= tree[n].cut ? 1 : Int(tree[n].right)
        }
        sum &+= Int(tree[n].cut)
      }
    }
    return sum
  }

  /// - Parameter columns: the bins of one feature after another, `count` of each.
  /// - Returns: a probability, 0...1, for each row. Cost: rows times trees times depth, on all cores.
  func probabilities(columns: [UInt8], count: Int) -> [Float] {
    precondition(columns.count == features * count, "columns of another forest")
    var out = [Float](repeating: 0, count: count)
    let scale = 1 / Float(255 * trees.count), together = 512
    out.withUnsafeMutableBufferPointer { out in
      columns.withUnsafeBufferPointer { columns in
        nonisolated(unsafe) let out = out, columns = columns
        DispatchQueue.concurrentPerform(iterations: (count + together - 1) / together) { part in
          let from = part * together, n = min(together, count - from)
          var rows = [UInt8](repeating: 0, count: n * features), sums = [Int32](repeating: 0, count: n)
          rows.withUnsafeMutableBufferPointer { rows in
            for f in 0..<features {
              for x in 0..<n { rows[x &* features &+ f] = columns[f &* count &+ from &+ x] }
            }
            for tree in trees {
              tree.withUnsafeBufferPointer { tree in
                for x in 0..<n {
                  var at = 0
                  let row = x &* features
                  while tree[at].feature != Node.leaf {
                    at &+= rows[row &+ Int(tree[at].feature)] <= tree[at].cut ? 1 : Int(tree[at].right)
                  }
                  sums[x] &+= Int32(tree[at].cut)
                }
              }
            }
          }
          for x in 0..<n { out[from + x] = Float(sums[x]) * scale }
        }
      }
    }
    return out
  }
}
