#ifndef STYLET_CISAL_SHIM_H
#define STYLET_CISAL_SHIM_H
#if __has_include(<isa-l/igzip_lib.h>)
#include <isa-l/igzip_lib.h>
#else
#error "ISA-L is missing: install libisal-dev, or build without the trait FastInflate"
#endif
#endif
