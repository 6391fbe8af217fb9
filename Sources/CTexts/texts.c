// Embedded by the C compiler: as arrays in Swift these bytes took a minute to build, and all else waited for them. The
// compiler tells what it has read, so that a file that changes is built in anew.

#include "ctexts.h"

#include <string.h>

#ifndef __has_embed
#error "the compiler has no #embed: build with Swift 6.1 or later"
#endif
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t default_toml[] = {
#embed "../../Keymaps/default.toml"
};
static const uint8_t azerty_toml[] = {
#embed "../../Keymaps/azerty.toml"
};
static const uint8_t itksnap_toml[] = {
#embed "../../Keymaps/itksnap.toml"
};
static const uint8_t slicer_toml[] = {
#embed "../../Keymaps/slicer.toml"
};
static const uint8_t covid_chest_toml[] = {
#embed "../../Samples/protocols/covid-chest.toml"
};
static const uint8_t ild_toml[] = {
#embed "../../Samples/protocols/ild.toml"
};
static const uint8_t chest_ct_toml[] = {
#embed "../../Samples/standards/chest-ct.toml"
};
static const uint8_t lesion_proposal_toml[] = {
#embed "../../Samples/standards/lesion-proposal.toml"
};
static const uint8_t lungs_toml[] = {
#embed "../../Samples/standards/lungs.toml"
};
static const uint8_t deidentification_toml[] = {
#embed "../../Samples/standards/deidentification.toml"
};
static const uint8_t triage_toml[] = {
#embed "../../Samples/standards/triage.toml"
};
static const uint8_t opacity_forest_json[] = {
#embed "../../Samples/models/opacity-forest.json"
};
static const uint8_t en_toml[] = {
#embed "../StyletTexts/Languages/en.toml"
};
static const uint8_t fr_toml[] = {
#embed "../StyletTexts/Languages/fr.toml"
};

static const uint8_t dicom_elements_txt[] = {
#embed "../StyletDICOM/Dictionary/elements.txt"
};
static const uint8_t dicom_codes_txt[] = {
#embed "../StyletDICOM/Dictionary/codes.txt"
};

static const stylet_text texts[] = {
    {"default.toml", default_toml, sizeof default_toml},
    {"azerty.toml", azerty_toml, sizeof azerty_toml},
    {"itksnap.toml", itksnap_toml, sizeof itksnap_toml},
    {"slicer.toml", slicer_toml, sizeof slicer_toml},
    {"covid-chest.toml", covid_chest_toml, sizeof covid_chest_toml},
    {"ild.toml", ild_toml, sizeof ild_toml},
    {"chest-ct.toml", chest_ct_toml, sizeof chest_ct_toml},
    {"lesion-proposal.toml", lesion_proposal_toml, sizeof lesion_proposal_toml},
    {"lungs.toml", lungs_toml, sizeof lungs_toml},
    {"deidentification.toml", deidentification_toml, sizeof deidentification_toml},
    {"triage.toml", triage_toml, sizeof triage_toml},
    {"opacity-forest.json", opacity_forest_json, sizeof opacity_forest_json},
    {"en.toml", en_toml, sizeof en_toml},
    {"fr.toml", fr_toml, sizeof fr_toml},
    {"dicom-elements.txt", dicom_elements_txt, sizeof dicom_elements_txt},
    {"dicom-codes.txt", dicom_codes_txt, sizeof dicom_codes_txt},
};

const stylet_text *stylet_text_named(const char *name) {
  for (size_t n = 0; n < sizeof texts / sizeof texts[0]; n++) {
    if (strcmp(texts[n].name, name) == 0) return &texts[n];
  }
  return NULL;
}
