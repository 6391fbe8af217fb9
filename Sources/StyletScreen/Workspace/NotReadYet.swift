/// A command found that it needs voxels that are still on their way.
struct NotReadYet: Error {}
