import Foundation
import TestSupport
import Testing

/// `stylet export --layer lungs`: the lungs that every percentage is of, as they stand in the project.
@Suite struct LungExportTests {
  private static let made = Result {
    try CaseFolder.kept { files in
      try files.draw(":lungs<CR>sls1:brush 20<CR><Space>")
      let found = try files.run("lungs", CaseFolder.scanName, "found.nii")
      guard found.status == 0 else { throw Unexpected(ran: found) }
    }
  }

  /// The lungs found, and a stroke of the right one on top: corrected lungs. In `found.nii` those that were found.
  private func corrected() throws -> CaseFolder { try CaseFolder(copying: Self.made.get()) }

  /// The voxels of a NIfTI mask that is not compressed, a byte each.
  private func values(_ path: String, in files: CaseFolder) throws -> [UInt8] {
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: files.path + "/" + path)))
    let count = 96 * 96 * 48
    try #require(bytes.count == 352 + count, "\(bytes.count)")
    return Array(bytes.suffix(count))
  }

  @Test func correctedLungsGoOutAndComeBackVoxelForVoxel() throws {
    let files = try corrected()
    let out = try files.run("export", CaseFolder.projectName, "own.nii", "--layer", "lungs")
    #expect(out.status == 0 && out.err.contains("not reviewed"), "\(out.err)")
    let own = try values("own.nii", in: files)
    #expect(try own != values("found.nii", in: files), "the stroke is in it")
    #expect(Set(own).isSubset(of: [0, 1, 2, 3]) && Set(own).isSuperset(of: [1, 2]))
    let said = try files.run("extent", CaseFolder.projectName, "--json").json
    let lungs = try #require(said["lungs"] as? [String: Any]), volume = try #require(said["voxel_mm3"] as? Double)
    for (name, value) in [("right", UInt8(1)), ("left", 2)] {
      let lung = try #require((lungs[name] as? [String: Any])?["lung_ml"] as? Double)
      #expect(abs(lung - Double(own.count { $0 == value }) * volume / 1000) < 1e-6, "\(name)")
    }

    // Into another project of the same scan, and out again.
    let other = try CaseFolder()
    try FileManager.default.copyItem(atPath: files.path + "/own.nii", toPath: other.path + "/own.nii")
    #expect(try other.run("import", CaseFolder.scanName, "own.nii", "--layer", "lungs").status == 0)
    #expect(try other.run("export", CaseFolder.projectName, "again.nii", "--layer", "lungs").status == 0)
    #expect(try values("again.nii", in: other) == own)
  }

  /// A patient with one lung: it stays the one that it is, in every form, and is not cut in two.
  @Test(
    arguments: [
      ("own.nii", "nifti"), ("own.nrrd", "nrrd"), ("own.mha", "mha"), ("own.seg.nrrd", "seg-nrrd"),
      ("own.json", "coco"), ("own.seg.dcm", "dicom-seg"), ("own.rtstruct.dcm", "rtstruct"),
    ], [UInt8(1), 2])
  func oneLung(_ form: (name: String, form: String), part: UInt8) throws {
    let files = try CaseFolder(), other = try CaseFolder()
    try FileManager.default.copyItem(
      atPath: Self.made.get().path + "/found.nii", toPath: files.path + "/both.nii")
    let taken = try files.run(
      "import", CaseFolder.scanName, "both.nii", "--layer", "lungs", "--map", "\(3 - part)=none,3=none")
    #expect(taken.status == 0 && !taken.out.contains("divided"), "\(taken.out) \(taken.err)")
    #expect(try files.run("export", CaseFolder.projectName, "one.nii", "--layer", "lungs").status == 0)
    let one = try values("one.nii", in: files)
    #expect(Set(one) == [0, part])
    #expect(
      try files.run("export", CaseFolder.projectName, form.name, "--to", form.form, "--layer", "lungs", "--force")
        .status == 0)
    try FileManager.default.copyItem(atPath: files.path + "/" + form.name, toPath: other.path + "/" + form.name)
    let back = try other.run("import", CaseFolder.scanName, form.name, "--layer", "lungs")
    #expect(back.status == 0 && !back.out.contains("divided"), "\(back.out) \(back.err)")
    #expect(try other.run("export", CaseFolder.projectName, "again.nii", "--layer", "lungs").status == 0)
    #expect(try values("again.nii", in: other) == one)
    let side = ["right", "left"][Int(part) - 1]
    let lungs = try files.run(
      "extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--lungs", form.name, "--json")
    let sides = try #require(lungs.json["lungs"] as? [String: Any])
    for name in ["right", "left"] {
      let mL = (sides[name] as? [String: Any])?["lung_ml"] as? Double ?? 0
      #expect((mL > 0) == (name == side), "\(name): \(mL)")
    }
  }

  /// Every form that a mask leaves in, and comes in by, has the same lungs.
  @Test(arguments: [("own.nrrd", "nrrd"), ("own.mha", "mha"), ("own.seg.nrrd", "seg-nrrd"), ("own.json", "coco")])
  func everyForm(name: String, form: String) throws {
    let files = try corrected()
    #expect(try files.run("export", CaseFolder.projectName, "own.nii", "--layer", "lungs").status == 0)
    let ran = try files.run("export", CaseFolder.projectName, name, "--to", form, "--layer", "lungs")
    #expect(ran.status == 0, "\(ran.err)")
    let other = try CaseFolder()
    try FileManager.default.copyItem(atPath: files.path + "/" + name, toPath: other.path + "/" + name)
    let back = try other.run("import", CaseFolder.scanName, name, "--layer", "lungs")
    #expect(back.status == 0, "\(back.err)")
    #expect(try other.run("export", CaseFolder.projectName, "again.nii", "--layer", "lungs").status == 0)
    #expect(try values("again.nii", in: other) == values("own.nii", in: files))
  }

  @Test func acceptedLungsGoOutWithoutARemark() throws {
    let files = try CaseFolder()
    try files.draw(":lungs<CR>:lungs-accept<CR>")
    let ran = try files.run("export", CaseFolder.projectName, "own.nii", "--layer", "lungs")
    #expect(ran.status == 0 && !ran.err.contains("not reviewed"), "\(ran.err)")
  }

  @Test func refusals() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let bare = try files.run("export", CaseFolder.projectName, "own.nii", "--layer", "lungs")
    #expect(bare.status == 65 && bare.err.contains("has no lungs") && bare.err.contains("import --layer lungs"))
    for form in ["csv", "json"] {
      let ran = try files.run("export", CaseFolder.projectName, "own." + form, "--layer", "lungs")
      #expect(ran.status == 64 && ran.err.contains("form \(form)") && ran.err.contains("nifti"), "\(ran.err)")
      #expect(!files.has(files.path + "/own." + form))
      #expect(try files.run("export", CaseFolder.projectName, "own." + form).status == 0)
    }
    #expect(try files.run("export", CaseFolder.projectName, "own.nii", "--layer", "ribs").status == 64)
    #expect(!files.has(files.path + "/own.nii"))
  }
}
