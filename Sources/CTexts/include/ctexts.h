// The files that the program carries, as they were when it was built.

#ifndef STYLET_CTEXTS_H
#define STYLET_CTEXTS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *name; // of the file
  const uint8_t *bytes;
  size_t count;
} stylet_text;

// NULL where there is none of the name.
const stylet_text *stylet_text_named(const char *name);

#endif
