#include "csha256.h"

#include "constants.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

// Four rounds and the next four words of the schedule. m0 has the words of these rounds and gets those of the rounds
// sixteen further on; m1, m2, m3 are the words after.
#define ROUNDS(n, m)                                                                          \
  do {                                                                                        \
    __m128i w = _mm_add_epi32(m, _mm_load_si128((const __m128i *)(sha256_k + (n))));          \
    s1 = _mm_sha256rnds2_epu32(s1, s0, w);                                                    \
    s0 = _mm_sha256rnds2_epu32(s0, s1, _mm_shuffle_epi32(w, 0x0e));                           \
  } while (0)
#define SCHEDULE(m0, m1, m2, m3)                                                              \
  m0 = _mm_sha256msg2_epu32(                                                                  \
      _mm_add_epi32(_mm_sha256msg1_epu32(m0, m1), _mm_alignr_epi8(m3, m2, 4)), m3)

__attribute__((target("sha,sse4.1,ssse3"))) static void blocks_x86(
    uint32_t *state, const uint8_t *bytes, size_t blocks) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  // The instructions want the state as ABEF and CDGH.
  __m128i dcba = _mm_loadu_si128((const __m128i *)state), hgfe = _mm_loadu_si128((const __m128i *)(state + 4));
  __m128i cdab = _mm_shuffle_epi32(dcba, 0xb1), efgh = _mm_shuffle_epi32(hgfe, 0x1b);
  __m128i s0 = _mm_alignr_epi8(cdab, efgh, 8), s1 = _mm_blend_epi16(efgh, cdab, 0xf0);
  for (; blocks > 0; blocks--, bytes += 64) {
    __m128i before0 = s0, before1 = s1;
    __m128i m0 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)bytes), order);
    __m128i m1 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16)), order);
    __m128i m2 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 32)), order);
    __m128i m3 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 48)), order);
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
    s0 = _mm_add_epi32(s0, before0);
    s1 = _mm_add_epi32(s1, before1);
  }
  __m128i feba = _mm_shuffle_epi32(s0, 0x1b), dchg = _mm_shuffle_epi32(s1, 0xb1);
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

#elif defined(__aarch64__) && (defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO))

#include <arm_neon.h>

#define ROUNDS(n, m)                                       \
  do {                                                     \
    uint32x4_t w = vaddq_u32(m, vld1q_u32(sha256_k + (n))); \
    uint32x4_t first = s0;                                 \
    s0 = vsha256hq_u32(s0, s1, w);                         \
    s1 = vsha256h2q_u32(s1, first, w);                     \
  } while (0)
#define SCHEDULE(m0, m1, m2, m3) m0 = vsha256su1q_u32(vsha256su0q_u32(m0, m1), m2, m3)

static uint32x4_t words(const uint8_t *p) { return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(p))); }

int stylet_sha256_fast(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  uint32x4_t s0 = vld1q_u32(state), s1 = vld1q_u32(state + 4);
  for (; blocks > 0; blocks--, bytes += 64) {
    uint32x4_t before0 = s0, before1 = s1;
    uint32x4_t m0 = words(bytes), m1 = words(bytes + 16), m2 = words(bytes + 32), m3 = words(bytes + 48);
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
    s0 = vaddq_u32(s0, before0);
    s1 = vaddq_u32(s1, before1);
  }
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
