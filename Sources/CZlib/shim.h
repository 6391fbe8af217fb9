#ifndef STYLET_CZLIB_SHIM_H
#define STYLET_CZLIB_SHIM_H
#include <zlib.h>
#endif
