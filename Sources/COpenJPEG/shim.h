#ifndef STYLET_COPENJPEG_SHIM_H
#define STYLET_COPENJPEG_SHIM_H
/* OpenJPEG installs its header in a folder named after its version; 2.5 is the first with a strict mode. */
#if __has_include(<openjpeg.h>)
#include <openjpeg.h>
#elif __has_include(<openjpeg-2.7/openjpeg.h>)
#include <openjpeg-2.7/openjpeg.h>
#elif __has_include(<openjpeg-2.6/openjpeg.h>)
#include <openjpeg-2.6/openjpeg.h>
#elif __has_include(<openjpeg-2.5/openjpeg.h>)
#include <openjpeg-2.5/openjpeg.h>
#else
#error "OpenJPEG is missing: install libopenjp2-7-dev, or build with --disable-default-traits"
#endif
#endif
