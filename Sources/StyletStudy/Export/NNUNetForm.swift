import StyletBase

/// nnU-Net v2's raw data set: `Dataset501_TITLE/`, to be found under `nnUNet_raw`. Its `dataset.json` names the files
/// of each case of training (the key `dataset`), so that scans may be links.
///
/// Masks hold the values of ``ExportLabels``; `ignore` is the highest. Cases of the test lie in `imagesTs` and
/// `labelsTs`. `splits_final.json` belongs beside the preprocessed data, in `nnUNet_preprocessed/Dataset501_TITLE`.
struct NNUNetForm: ExportForm {
  let name = "nnunet"
  let namesImages = true

  private func folder(_ set: ExportedSet) -> String {
    let name = String(set.study.title.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(64))
    return "Dataset501_" + (name.isEmpty ? "study" : name)
  }

  private func paths(_ one: ExportedCase) -> (image: String, label: String) {
    let end = one.part == .test ? "Ts" : "Tr"
    return ("images\(end)/\(one.name)_0000.nii.gz", "labels\(end)/\(one.name).nii.gz")
  }

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] {
    let (image, label) = paths(one), folder = folder(set)
    let images = set.images == .none ? [] : [CaseFile("\(folder)/\(image)", .image)]
    return images + [CaseFile("\(folder)/\(label)", .mask)]
  }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    let training = set.cases.filter { $0.part != .test }, folder = folder(set)
    let classes = set.labels.classes.map { (name: Self.name($0.code), value: JSONValue.int(Int($0.value))) }
    let labels = [(name: "background", value: JSONValue.int(0))] + classes
    var json: JSONObject = [
      "channel_names": .object(["0": .string("CT")]),
      "labels": .object(JSONObject(labels + [(name: "ignore", value: .int(Int(set.labels.ignore)))])),
      "numTraining": .int(training.count), "file_ending": .string(".nii.gz"), "name": .string(set.study.title),
      "description": .string("Findings on chest CT. " + ResearchUse.inData),
      "converted_by": .string("stylet \(Release.version)"),
    ]
    if let licence = set.licence { json["licence"] = .string(licence) }
    // Cases have a name each.
    json["dataset"] = .object(
      JSONObject(
        checked: training.map { one in
          let (image, label) = paths(one)
          let files: JSONObject = ["images": .array([.string(image)]), "label": .string(label)]
          return JSONObject.Member(name: one.name, value: .object(files))
        }))
    let splits = Self.splits(training)
    return [ExportedFile("\(folder)/dataset.json", json: json)]
      + (splits.isEmpty ? [] : [ExportedFile("\(folder)/splits_final.json", text: JSONValue.array(splits).text + "\n")])
  }

  /// Two names have a meaning of their own.
  private static func name(_ code: String) -> String {
    ["background", "ignore"].contains(code) ? "finding-" + code : code
  }

  /// A fold that nothing is validated in, or nothing is left to train on, is none.
  private static func splits(_ training: [ExportedCase]) -> [JSONValue] {
    Set(training.compactMap(\.part.fold)).sorted().compactMap { fold in
      let names = { (all: [ExportedCase]) -> JSONValue in .array(all.map { .string($0.name) }) }
      let own = training.filter { $0.part.fold == fold }, others = training.filter { $0.part.fold != fold }
      return others.isEmpty ? nil : .object(["train": names(others), "val": names(own)])
    }
  }
}
