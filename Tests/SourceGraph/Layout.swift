extension SourceGraph {
  /// The floor of each module: what it imports has a lower one. ARCHITECTURE.md has the same table.
  public static let floors = [
    "StyletTexts": 0,
    "StyletBase": 1,
    "StyletImaging": 2,
    "StyletCore": 3,
    "StyletDetection": 4, "StyletPhantom": 4, "StyletProject": 4,
    "StyletFormats": 5, "StyletLearning": 5, "StyletReport": 5,
    "StyletScreen": 6,
    "StyletTerminal": 7,
    "stylet": 8, "StyletBench": 8, "StyletTrain": 8,
  ]

  /// By folder: what it uses although that uses it, too. Without these no folders of a module use one another in a
  /// circle. The list is to become shorter, and the tests ask that each row be needed. `make graph` prints the names.
  public static let backward = [
    // The registries name every format and every decoder.
    "StyletFormats": [
      "StyletFormats/DICOM", "StyletFormats/DICOM/RTStruct", "StyletFormats/DICOM/Segmentation",
      "StyletFormats/MetaImage", "StyletFormats/NIfTI", "StyletFormats/NRRD", "StyletFormats/SegNRRD",
      "StyletFormats/Shared", "StyletFormats/Tables/COCO", "StyletFormats/Tables/DCMQI",
      "StyletFormats/Tables/ITKSnap", "StyletFormats/Tables/Statistics",
    ],
    "StyletFormats/Tables": ["StyletFormats/Tables/DCMQI", "StyletFormats/Tables/ITKSnap"],
    "StyletFormats/DICOM": ["StyletFormats/DICOM/Codecs"],
    "StyletFormats/DICOM/Object": [
      "StyletFormats/DICOM", "StyletFormats/DICOM/Dictionary", "StyletFormats/DICOM/Writing",
    ],
    "StyletFormats/Archive": ["StyletFormats/DICOM"],
    "StyletFormats/Shared": ["StyletFormats/Tables"],
    // The workstation's state is what views draw, commands change and texts describe.
    "StyletScreen/Keymap": ["StyletScreen/Commands", "StyletScreen/Text", "StyletScreen/Workstation"],
    "StyletScreen/Text": ["StyletScreen/Commands", "StyletScreen/Views", "StyletScreen/Workstation"],
    "StyletScreen/Workstation": ["StyletScreen/Commands", "StyletScreen/Views"],
    "StyletTerminal/Detection": ["StyletTerminal/Session"],
  ]
}
