import StyletImaging

/// The voxels of a straight line between two voxel centres without gaps: one for each step along its longest
/// axis, the nearest centre across it (a half is rounded away from zero). Both ends belong.
func digitalLine(from a: VoxelIndex, to b: VoxelIndex) -> [VoxelIndex] {
  let d = SIMD3(b.i - a.i, b.j - a.j, b.k - a.k)
  let steps = max(abs(d.x), abs(d.y), abs(d.z))
  guard steps > 0 else { return [a] }
  func across(_ delta: Int, _ n: Int) -> Int {
    let doubled = 2 * abs(delta) * n + steps
    return delta < 0 ? -(doubled / (2 * steps)) : doubled / (2 * steps)
  }
  return (0...steps).map { n in VoxelIndex(a.i + across(d.x, n), a.j + across(d.y, n), a.k + across(d.z, n)) }
}
