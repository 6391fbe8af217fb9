// SHA-256 (FIPS 180-4), a piece at a time.

#ifndef STYLET_CSHA256_H
#define STYLET_CSHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t state[8];
  uint64_t length;     // bytes taken so far
  uint8_t waiting[64]; // the last of them, length % 64, that make no block yet
} stylet_sha256;

void stylet_sha256_begin(stylet_sha256 *hash);
void stylet_sha256_add(stylet_sha256 *hash, const void *bytes, size_t count);
// What was added, padded: 32 bytes. `hash` is used up.
void stylet_sha256_end(stylet_sha256 *hash, uint8_t *digest);

// Takes whole blocks of 64 bytes into a state: the plain way, and that of the processor's own instructions, which takes
// none and returns 0 where it has none. For tests; `add` takes the faster one that there is.
void stylet_sha256_plain(uint32_t *state, const uint8_t *bytes, size_t blocks);
int stylet_sha256_fast(uint32_t *state, const uint8_t *bytes, size_t blocks);

#endif
