import StyletBase

/// MONAI's list of data, as the Medical Segmentation Decathlon has it: `datalist.json` with `training` and `test`, each
/// case with its image, its label and its fold. Read by `load_decathlon_datalist`, and with folds by Auto3DSeg.
struct MONAIForm: ExportForm {
  let name = "monai"
  let namesImages = true

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] {
    let images = set.images == .none ? [] : [CaseFile("images/\(one.name).nii.gz", .image)]
    return images + [CaseFile("labels/\(one.name).nii.gz", .mask)]
  }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    let classes = [(name: "0", value: JSONValue.string("background"))]
      + set.labels.classes.map { (name: "\($0.value)", value: .string($0.code)) }
      + [(name: "\(set.labels.ignore)", value: .string("ignore"))]
    let (training, test) = (set.cases.filter { $0.part != .test }, set.cases.filter { $0.part == .test })
    var json: JSONObject = [
      "name": .string(set.study.title), "description": .string("Findings on chest CT. " + ResearchUse.inData),
      "tensorImageSize": .string("3D"), "modality": .object(["0": .string("CT")]),
      "labels": .object(JSONObject(classes)), "ignore": .int(Int(set.labels.ignore)),
      "numTraining": .int(training.count), "numTest": .int(test.count),
      "training": .array(training.map(Self.item)), "test": .array(test.map(Self.item)),
    ]
    if let licence = set.licence { json["licence"] = .string(licence) }
    return [ExportedFile("datalist.json", json: json)]
  }

  private static func item(_ one: ExportedCase) -> JSONValue {
    var item: JSONObject = [
      "image": .string("images/\(one.name).nii.gz"), "label": .string("labels/\(one.name).nii.gz"),
    ]
    item["fold"] = one.part.fold.map { .int($0) }
    return .object(item)
  }
}
