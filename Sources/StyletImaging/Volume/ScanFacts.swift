import StyletBase

/// What a program's answer says of the scan it is about: `name`, `sha256` (null where it was not computed), `size`
/// (voxels, canonical), `spacing_mm`, `voxel_mm3`.
public struct ScanFacts: Equatable, Sendable {
  public var name: String
  public var sha256: String?
  public var grid: VoxelGrid

  public init(name: String, sha256: String?, grid: VoxelGrid) {
    self.name = name
    self.sha256 = sha256
    self.grid = grid
  }

  public var json: JSONObject {
    let size = grid.size, spacing = grid.spacing
    return [
      "name": .string(name), "sha256": sha256.map(JSONValue.string) ?? .null,
      "size": .array([.int(size.i), .int(size.j), .int(size.k)]),
      "spacing_mm": .array([.double(spacing.x), .double(spacing.y), .double(spacing.z)]),
      "voxel_mm3": .double(grid.voxelVolume),
    ]
  }
}
