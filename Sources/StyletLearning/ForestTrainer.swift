import Dispatch
import StyletBase
import StyletDetection

/// What a forest learns from: rows of bins with a target and a weight.
struct ForestSamples: Sendable {
  let features: Int
  /// The bins of one feature after another.
  let columns: [UInt8]
  /// 0...255 for 0...1.
  let targets: [UInt8]
  /// Above 0.
  let weights: [Int32]

  var count: Int { targets.count }
}

/// Grows a forest: each tree on a part of the rows, each split the best of some features drawn by lot, by how much it
/// lessens the weighted squares of the target's error (Breiman, Machine Learning 45 (2001), 5; for a target of 0 and 1
/// that is Gini's measure).
///
/// Sums are whole numbers and each tree has its own seed: the same samples give the same forest on any number of cores.
struct ForestTrainer: Sendable {
  var trees = 40
  var depth = 9
  /// Rows in a leaf.
  var leastRows = 60
  /// Features looked at for a split.
  var tried = 12
  /// The part of the rows that a tree sees, in 256ths.
  var part = 128
  var seed: UInt64 = 1

  /// Cost: trees times depth times rows times features looked at; on all cores.
  func grow(_ samples: ForestSamples) -> VoxelForest? {
    guard samples.count > 0, trees > 0 else { return nil }
    var grown = [[VoxelForest.Node]](repeating: [], count: trees)
    grown.withUnsafeMutableBufferPointer { grown in
      nonisolated(unsafe) let grown = grown
      DispatchQueue.concurrentPerform(iterations: trees) { n in
        var tree = Growing(samples, self, SplitMix64(seed: seed &* 0x1_0000 &+ UInt64(n)))
        tree.split(0..<tree.rows.count, depth: 0)
        grown[n] = tree.nodes
      }
    }
    return VoxelForest(preorder: grown, features: samples.features)
  }

  private struct Growing {
    let samples: ForestSamples
    let trainer: ForestTrainer
    var random: SplitMix64
    var rows: [Int32]
    var nodes: [VoxelForest.Node] = []

    init(_ samples: ForestSamples, _ trainer: ForestTrainer, _ random: SplitMix64) {
      (self.samples, self.trainer, self.random) = (samples, trainer, random)
      rows = []
      for n in 0..<samples.count where Int(self.random.next() & 255) < trainer.part { rows.append(Int32(n)) }
    }

    private struct Bin {
      var weight = 0, sum = 0, rows = 0
    }

    mutating func split(_ range: Range<Int>, depth: Int) {
      var weight = 0, sum = 0
      for n in range {
        let row = Int(rows[n]), w = Int(samples.weights[row])
        weight += w
        sum += w * Int(samples.targets[row])
      }
      let value = weight > 0 ? UInt8((sum + weight / 2) / weight) : 0
      guard depth < trainer.depth, range.count >= 2 * trainer.leastRows, sum > 0, sum < 255 * weight,
        nodes.count + 2 * (trainer.depth - depth) < VoxelForest.mostNodes - 2,
        let best = best(range, weight, sum)
      else {
        nodes.append(.init(feature: VoxelForest.Node.leaf, cut: value))
        return
      }
      nodes.append(.init(feature: UInt8(best.feature), cut: best.cut))
      let column = best.feature * samples.count
      var low = range.lowerBound, high = range.upperBound
      while low < high {
        if samples.columns[column + Int(rows[low])] <= best.cut {
          low += 1
        } else {
          high -= 1
          rows.swapAt(low, high)
        }
      }
      split(range.lowerBound..<low, depth: depth + 1)
      split(low..<range.upperBound, depth: depth + 1)
    }

    /// The split of the largest gain; the first of equals.
    private mutating func best(_ range: Range<Int>, _ weight: Int, _ sum: Int) -> (feature: Int, cut: UInt8)? {
      var features = Array(0..<samples.features)
      var best: (gain: Double, feature: Int, cut: UInt8)?
      let base = Double(sum) * Double(sum) / Double(weight)
      var bins = [Bin](repeating: Bin(), count: FeatureCuts.most + 1)
      for n in 0..<min(trainer.tried, features.count) {
        let other = n + Int(random.next() % UInt64(features.count - n))
        features.swapAt(n, other)
        let feature = features[n], column = feature * samples.count
        bins.withUnsafeMutableBufferPointer { bins in
          for b in bins.indices { bins[b] = Bin() }
          samples.columns.withUnsafeBufferPointer { columns in
            samples.weights.withUnsafeBufferPointer { weights in
              samples.targets.withUnsafeBufferPointer { targets in
                rows.withUnsafeBufferPointer { rows in
                  for x in range {
                    let row = Int(rows[x]), b = Int(columns[column &+ row]), w = Int(weights[row])
                    bins[b].weight &+= w
                    bins[b].sum &+= w &* Int(targets[row])
                    bins[b].rows &+= 1
                  }
                }
              }
            }
          }
        }
        var left = Bin()
        for cut in 0..<FeatureCuts.most {
          left.weight += bins[cut].weight
          left.sum += bins[cut].sum
          left.rows += bins[cut].rows
          guard bins[cut].rows > 0, left.rows >= trainer.leastRows, range.count - left.rows >= trainer.leastRows,
            left.weight > 0, left.weight < weight
          else { continue }
          let rest = Double(sum - left.sum)
          let gain = Double(left.sum) * Double(left.sum) / Double(left.weight) + rest * rest / Double(weight - left.weight)
          if gain > (best?.gain ?? base) { best = (gain, feature, UInt8(cut)) }
        }
      }
      return best.map { ($0.feature, $0.cut) }
    }
  }
}
