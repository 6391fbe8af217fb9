#ifndef STYLET_CCHARLS_SHIM_H
#define STYLET_CCHARLS_SHIM_H
#if __has_include(<charls/charls.h>)
#include <charls/charls.h>
#else
#error "CharLS is missing: install libcharls-dev, or build with --disable-default-traits"
#endif
#endif
