#include "csha256.h"

#include "constants.h"

// What the instructions of a processor are called here:
//   vector            four words
//   ADD, LOAD         of vectors, and of 16 bytes as four big-endian words
//   ROUNDS(n, m)      four rounds, from n on, with the words m
//   SCHEDULE(m0, ...) m0 has the words of four rounds and gets those of the rounds sixteen further on; m1, m2, m3 are the
//                     words after
//   TARGET            what the compiler has to know

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

typedef __m128i vector;
#define TARGET __attribute__((target("sha,sse4.1,ssse3")))
#define ADD(a, b) _mm_add_epi32(a, b)
#define LOAD(p)                                           \
  _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(p)), \
                   _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL))
#define ROUNDS(n, m)                                                         \
  do {                                                                       \
    vector w = ADD(m, _mm_load_si128((const __m128i *)(sha256_k + (n))));    \
    s1 = _mm_sha256rnds2_epu32(s1, s0, w);                                   \
    s0 = _mm_sha256rnds2_epu32(s0, s1, _mm_shuffle_epi32(w, 0x0e));          \
  } while (0)
#define SCHEDULE(m0, m1, m2, m3) \
  m0 = _mm_sha256msg2_epu32(ADD(_mm_sha256msg1_epu32(m0, m1), _mm_alignr_epi8(m3, m2, 4)), m3)

#elif defined(__aarch64__) && (defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO))

#include <arm_neon.h>

typedef uint32x4_t vector;
#define TARGET
#define ADD(a, b) vaddq_u32(a, b)
#define LOAD(p) vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(p)))
#define ROUNDS(n, m)                            \
  do {                                          \
    vector w = ADD(m, vld1q_u32(sha256_k + (n))); \
    vector first = s0;                          \
    s0 = vsha256hq_u32(s0, s1, w);              \
    s1 = vsha256h2q_u32(s1, first, w);          \
  } while (0)
#define SCHEDULE(m0, m1, m2, m3) m0 = vsha256su1q_u32(vsha256su0q_u32(m0, m1), m2, m3)

#endif

#ifdef SCHEDULE

// The halves of the state as the instructions want them, after the blocks.
TARGET static inline void compress(vector *half0, vector *half1, const uint8_t *bytes, size_t blocks) {
  vector s0 = *half0, s1 = *half1;
  for (; blocks > 0; blocks--, bytes += 64) {
    vector before0 = s0, before1 = s1;
    vector m0 = LOAD(bytes), m1 = LOAD(bytes + 16), m2 = LOAD(bytes + 32), m3 = LOAD(bytes + 48);
    for (int n = 0; n < 48; n += 16) {
      ROUNDS(n, m0);
      SCHEDULE(m0, m1, m2, m3);
      ROUNDS(n + 4, m1);
      SCHEDULE(m1, m2, m3, m0);
      ROUNDS(n + 8, m2);
      SCHEDULE(m2, m3, m0, m1);
      ROUNDS(n + 12, m3);
      SCHEDULE(m3, m0, m1, m2);
    }
    ROUNDS(48, m0);
    ROUNDS(52, m1);
    ROUNDS(56, m2);
    ROUNDS(60, m3);
    s0 = ADD(s0, before0);
    s1 = ADD(s1, before1);
  }
  *half0 = s0;
  *half1 = s1;
}

#endif

#if defined(__x86_64__)

// The instructions want the state as ABEF and CDGH.
TARGET static void blocks_x86(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  vector dcba = _mm_loadu_si128((const __m128i *)state), hgfe = _mm_loadu_si128((const __m128i *)(state + 4));
  vector cdab = _mm_shuffle_epi32(dcba, 0xb1), efgh = _mm_shuffle_epi32(hgfe, 0x1b);
  vector s0 = _mm_alignr_epi8(cdab, efgh, 8), s1 = _mm_blend_epi16(efgh, cdab, 0xf0);
  compress(&s0, &s1, bytes, blocks);
  vector feba = _mm_shuffle_epi32(s0, 0x1b), dchg = _mm_shuffle_epi32(s1, 0xb1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

// Whether the processor has them. The answer is the same in every thread, so it does not matter who finds it out.
static int has_instructions(void) {
  static int known = -1;
  int answer = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (answer >= 0) return answer;
  unsigned a, b, c, d;
  answer = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) && (c & bit_SSSE3) &&
           __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
  __atomic_store_n(&known, answer, __ATOMIC_RELAXED);
  return answer;
}

int stylet_sha256_fast(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  if (!has_instructions()) return 0;
  blocks_x86(state, bytes, blocks);
  return 1;
}

#elif defined(SCHEDULE)

int stylet_sha256_fast(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  vector s0 = vld1q_u32(state), s1 = vld1q_u32(state + 4);
  compress(&s0, &s1, bytes, blocks);
  vst1q_u32(state, s0);
  vst1q_u32(state + 4, s1);
  return 1;
}

#else

int stylet_sha256_fast(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  (void)state, (void)bytes, (void)blocks;
  return 0;
}

#endif
