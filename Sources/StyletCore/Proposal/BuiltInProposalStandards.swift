extension ProposalStandards {
  /// Samples/standards/lesion-proposal.toml, word for word; a test compares them.
  static let text = #"""
    # What `stylet propose` and `:propose` go by. Lengths are mm, values HU. Design values of this project, tried on
    # synthetic thoraces and on lesions drawn into real lungs; none is a definition. A proposal is not a measurement.

    id = "lesion-proposal"
    version = 1

    [threshold]
    # Opacity begins this many standard deviations above the mode of aerated lung; the deviation is that of the values
    # below the mode, mirrored, of blocks of voxels. Never below the floor, the customary beginning of ground glass
    # (Negroni 2022 has -700), and never above the ceiling, for lungs with hardly any air left.
    deviations = 2.5
    floor = -750
    ceiling = -600
    # From here on a block is dense: vessel or consolidation. The customary border of ground glass and consolidation.
    dense = -300
    # Where the edge of a consolidation is drawn: half-way from aerated lung to soft tissue.
    edge = -400

    [shape]
    # The lung is looked at in blocks of about this size.
    block = 1.6
    # A ball of this radius fits into ground glass, and of its blocks less than this part is dense: a vessel, or the rim of
    # consolidation, is denser.
    ground_glass_radius = 3.5
    dense_part = 0.35
    # A ball of this radius fits into consolidation; near main bronchi, where vessels are thick, a larger one.
    consolidation_radius = 5.0
    hilum_radius = 7.0
    hilum_reach = 35.0
    # The smallest lesion, mL.
    least = 0.5
    # Dense tissue in the lungs' outline is left out when of what it touches, aerated lung and what is no lung, less
    # than this part is aerated: more likely heart, diaphragm or chest wall that the outline took in.
    aerated_part = 0.4

    [dependent]
    # What gravity does to lung that lies lowest: within this depth of the back of both lungs, not denser than this
    # above the threshold, and denser the nearer to the back.
    depth = 15.0
    above = 110.0
    # As much of it in each lung, mL; less is one-sided.
    least = 1.0

    """#
}
