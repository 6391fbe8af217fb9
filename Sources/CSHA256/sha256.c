#include "csha256.h"

#include <string.h>

#include "constants.h"

static inline uint32_t turned(uint32_t x, int n) { return x >> n | x << (32 - n); }

static inline uint32_t word(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

void stylet_sha256_plain(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  for (; blocks > 0; blocks--, bytes += 64) {
    uint32_t w[64];
    for (int t = 0; t < 16; t++) w[t] = word(bytes + 4 * t);
    for (int t = 16; t < 64; t++) {
      uint32_t x = w[t - 15], y = w[t - 2];
      uint32_t s0 = turned(x, 7) ^ turned(x, 18) ^ x >> 3, s1 = turned(y, 17) ^ turned(y, 19) ^ y >> 10;
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int t = 0; t < 64; t++) {
      uint32_t s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      uint32_t one = h + s1 + ((e & f) ^ (~e & g)) + sha256_k[t] + w[t];
      uint32_t s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      uint32_t two = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + one;
      d = c, c = b, b = a, a = one + two;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
}

static void take(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  if (!stylet_sha256_fast(state, bytes, blocks)) stylet_sha256_plain(state, bytes, blocks);
}

void stylet_sha256_begin(stylet_sha256 *hash) {
  // The first 32 bits of the fractional parts of the square roots of the first 8 primes (5.3.3).
  static const uint32_t first[8] = {
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  };
  memcpy(hash->state, first, sizeof first);
  hash->length = 0;
}

void stylet_sha256_add(stylet_sha256 *hash, const void *bytes, size_t count) {
  if (count == 0) return; // there may be no bytes to point at
  const uint8_t *from = bytes;
  size_t there = hash->length % 64;
  hash->length += count;
  if (there > 0) {
    size_t part = count < 64 - there ? count : 64 - there;
    memcpy(hash->waiting + there, from, part);
    from += part, count -= part;
    if (there + part < 64) return;
    take(hash->state, hash->waiting, 1);
  }
  take(hash->state, from, count / 64);
  memcpy(hash->waiting, from + count / 64 * 64, count % 64);
}

void stylet_sha256_end(stylet_sha256 *hash, uint8_t *digest) {
  // A bit that is set, zeros, and the number of bits: to the end of this block, or of the next one.
  uint8_t last[128] = {0};
  size_t there = hash->length % 64, size = there < 56 ? 64 : 128;
  memcpy(last, hash->waiting, there);
  last[there] = 0x80;
  uint64_t bits = hash->length * 8;
  for (int n = 0; n < 8; n++) last[size - 1 - n] = (uint8_t)(bits >> 8 * n);
  take(hash->state, last, size / 64);
  for (int n = 0; n < 32; n++) digest[n] = (uint8_t)(hash->state[n / 4] >> (24 - n % 4 * 8));
}
