import StyletCore

/// What `stylet` alone says: how to begin.
enum Beginning {
  static let text = """
    Stylet: a terminal workstation for annotating chest CT.

      stylet demo --tour          a synthetic case, step by step
      stylet SCAN                 a scan: .nii.gz, .nii, .mha, .mhd, .nrrd, .hdr
      stylet FOLDER               or a DICOM series: a folder, a DICOMDIR, a .zip
      stylet SCAN.stylet.json     go on with a project

    Inside, \(Self.keys).
    `stylet help` lists all commands; `stylet doctor` what this terminal can do.

    \(ResearchUse.notice)
    """

  private static let keys = "? shows the keys, : finds commands by name, :w saves, :q leaves"
}
