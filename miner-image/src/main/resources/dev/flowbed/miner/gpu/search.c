/*
 * blake3(blake3(header)) for one nonce a work item: one source for CUDA and OpenCL.
 *
 * Defined by whoever compiles it, since all of it is unrolled for one length of header:
 *   BLOCKS      blocks of 64 bytes in the header, 2 to 16
 *   LAST_BYTES  bytes in the last of them, 1 to 64
 *
 * The header's words come as uniform arguments (CUDA: constant bank, an operand of the additions; AMD: scalar registers), the
 * state stays in registers. The counter's low word is the only one that differs between work items: what the first round
 * makes of the others is the host's (GpuJob). No step of Blake3 offers three-input logic: no xor meets another without an
 * addition or a rotation between them. Additions of three are one instruction where the hardware has it.
 *
 * job: the state after the host's part of the first round (16), the first block (16), the other blocks (16 each), the target
 * (8, as a big-endian number), number of chains, chain index, the first counter's low word.
 */
#define JOB_WORDS (16 * BLOCKS + 27)
#define TAIL (16 * BLOCKS + 16)

#ifdef __OPENCL_VERSION__
#define ROTR(x, n) rotate(x, (uint)(32 - (n)))
#define ROTR16(x) ROTR(x, 16)
#define ROTR8(x) ROTR(x, 8)
#define JOB(i) job[i]
#define KERNEL(name) __kernel void name(__constant uint *job, uint tries, volatile __global uint *found)
#define ITEM ((uint)get_global_id(0))
#define LEAST(p, x) atomic_min(p, x)
#define BSWAP(x) ((ROTR(x, 8) & 0xff00ff00u) | (ROTR(x, 24) & 0x00ff00ffu))
#else
typedef unsigned int uint;
typedef struct {
  uint words[JOB_WORDS];
} Job;
#define ROTR(x, n) __funnelshift_r(x, x, n)
#define ROTR16(x) __byte_perm(x, 0, 0x1032)
#define ROTR8(x) __byte_perm(x, 0, 0x0321)
#define JOB(i) job.words[i]
#ifdef __cplusplus
#define C_NAME extern "C"
#else
#define C_NAME
#endif
#define KERNEL(name) C_NAME __global__ void __launch_bounds__(256) name(const Job job, uint tries, volatile uint *found)
#define ITEM (blockIdx.x * blockDim.x + threadIdx.x)
#define LEAST(p, x) atomicMin((uint *)(p), x)
#define BSWAP(x) __byte_perm(x, 0, 0x0123)
#endif

#define IV0 0x6a09e667u
#define IV1 0xbb67ae85u
#define IV2 0x3c6ef372u
#define IV3 0xa54ff53au
#define IV4 0x510e527fu
#define IV5 0x9b05688cu
#define IV6 0x1f83d9abu
#define IV7 0x5be0cd19u

#define CHUNK_START 1u
#define CHUNK_END 2u
#define ROOT 8u

/* The four quarters of the mixing function; c and d of the second half are apart, for where they are not needed. */
#define MIX_FIRST(a, b, c, d, x) a += b + (x); d = ROTR16(d ^ a); c += d; b = ROTR(b ^ c, 12);
#define MIX_A(a, b, y) a += b + (y);
#define MIX_DC(a, c, d) d = ROTR8(d ^ a); c += d;
#define MIX_B(b, c) b = ROTR(b ^ c, 7);
#define MIX(a, b, c, d, x, y) MIX_FIRST(a, b, c, d, x) MIX_A(a, b, y) MIX_DC(a, c, d) MIX_B(b, c)

#define COLUMNS(M, i0, i1, i2, i3, i4, i5, i6, i7) \
    MIX(v0, v4, v8, v12, M(i0), M(i1)) \
    MIX(v1, v5, v9, v13, M(i2), M(i3)) \
    MIX(v2, v6, v10, v14, M(i4), M(i5)) \
    MIX(v3, v7, v11, v15, M(i6), M(i7))
#define DIAGONALS(M, i8, i9, i10, i11, i12, i13, i14, i15) \
    MIX(v0, v5, v10, v15, M(i8), M(i9)) \
    MIX(v1, v6, v11, v12, M(i10), M(i11)) \
    MIX(v2, v7, v8, v13, M(i12), M(i13)) \
    MIX(v3, v4, v9, v14, M(i14), M(i15))
#define ROUND(M, i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15) \
    COLUMNS(M, i0, i1, i2, i3, i4, i5, i6, i7) \
    DIAGONALS(M, i8, i9, i10, i11, i12, i13, i14, i15)

/* The words of a block in the order of each round (BLAKE3 paper, table 2). */
#define FIRST_ROUND(M) ROUND(M, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
#define MIDDLE_ROUNDS(M) \
    ROUND(M, 2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8) \
    ROUND(M, 3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1) \
    ROUND(M, 10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6) \
    ROUND(M, 12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4) \
    ROUND(M, 9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7)
#define LAST_COLUMNS(M) COLUMNS(M, 11, 15, 5, 0, 1, 9, 8, 6)
#define LAST_ROUND(M) LAST_COLUMNS(M) DIAGONALS(M, 14, 10, 2, 12, 3, 4, 7, 13)

/* Chains the state into the next block, or into the second hash. */
#define CHAIN v0 ^= v8; v1 ^= v9; v2 ^= v10; v3 ^= v11; v4 ^= v12; v5 ^= v13; v6 ^= v14; v7 ^= v15;
#define START(length, flags) \
    v8 = IV0; v9 = IV1; v10 = IV2; v11 = IV3; v12 = 0; v13 = 0; v14 = (length); v15 = (flags);
#define NEXT_BLOCK(M, length, flags) CHAIN START(length, flags) FIRST_ROUND(M) MIDDLE_ROUNDS(M) LAST_ROUND(M)

#define WORD(block, i) JOB(16 + 16 * (block) + (i))
#define FIRST_BLOCK(i) ((i) == 5 ? counter : WORD(0, i))
#define LAST_BLOCK(i) (4 * (i) < LAST_BYTES ? WORD(BLOCKS - 1, i) : 0u)
#define DIGEST(i) ((i) < 8 ? h[(i) & 7] : 0u)

#define B1(i) WORD(1, i)
#define B2(i) WORD(2, i)
#define B3(i) WORD(3, i)
#define B4(i) WORD(4, i)
#define B5(i) WORD(5, i)
#define B6(i) WORD(6, i)
#define B7(i) WORD(7, i)
#define B8(i) WORD(8, i)
#define B9(i) WORD(9, i)
#define B10(i) WORD(10, i)
#define B11(i) WORD(11, i)
#define B12(i) WORD(12, i)
#define B13(i) WORD(13, i)
#define B14(i) WORD(14, i)

KERNEL(search) {
  const uint item = ITEM;
  /* a solution before this one makes it worthless: later work items of a batch end at once */
  if (item >= tries || *found < item) return;
  const uint counter = BSWAP(JOB(TAIL + 10) + item);

  uint v0 = JOB(0), v1 = JOB(1), v2 = JOB(2), v3 = JOB(3), v4 = JOB(4), v5 = JOB(5), v6 = JOB(6), v7 = JOB(7);
  uint v8 = JOB(8), v9 = JOB(9), v10 = JOB(10), v11 = JOB(11), v12 = JOB(12), v13 = JOB(13), v14 = JOB(14), v15 = JOB(15);

  /* the rest of the first round: half of the third column, and the diagonals less what the host did of the first and the last */
  v2 += counter;
  MIX_DC(v2, v10, v14) MIX_B(v6, v10)
  v10 += v15; v5 = ROTR(v5 ^ v10, 12); MIX_A(v0, v5, FIRST_BLOCK(9)) MIX_DC(v0, v10, v15) MIX_B(v5, v10)
  MIX(v1, v6, v11, v12, FIRST_BLOCK(10), FIRST_BLOCK(11))
  MIX(v2, v7, v8, v13, FIRST_BLOCK(12), FIRST_BLOCK(13))
  v14 = ROTR16(v14 ^ v3); v9 += v14; v4 = ROTR(v4 ^ v9, 12);
  MIX_A(v3, v4, FIRST_BLOCK(15)) MIX_DC(v3, v9, v14) MIX_B(v4, v9)
  MIDDLE_ROUNDS(FIRST_BLOCK)
  LAST_ROUND(FIRST_BLOCK)

#if BLOCKS > 2
  NEXT_BLOCK(B1, 64u, 0u)
#endif
#if BLOCKS > 3
  NEXT_BLOCK(B2, 64u, 0u)
#endif
#if BLOCKS > 4
  NEXT_BLOCK(B3, 64u, 0u)
#endif
#if BLOCKS > 5
  NEXT_BLOCK(B4, 64u, 0u)
#endif
#if BLOCKS > 6
  NEXT_BLOCK(B5, 64u, 0u)
#endif
#if BLOCKS > 7
  NEXT_BLOCK(B6, 64u, 0u)
#endif
#if BLOCKS > 8
  NEXT_BLOCK(B7, 64u, 0u)
#endif
#if BLOCKS > 9
  NEXT_BLOCK(B8, 64u, 0u)
#endif
#if BLOCKS > 10
  NEXT_BLOCK(B9, 64u, 0u)
#endif
#if BLOCKS > 11
  NEXT_BLOCK(B10, 64u, 0u)
#endif
#if BLOCKS > 12
  NEXT_BLOCK(B11, 64u, 0u)
#endif
#if BLOCKS > 13
  NEXT_BLOCK(B12, 64u, 0u)
#endif
#if BLOCKS > 14
  NEXT_BLOCK(B13, 64u, 0u)
#endif
#if BLOCKS > 15
  NEXT_BLOCK(B14, 64u, 0u)
#endif
  NEXT_BLOCK(LAST_BLOCK, (uint)LAST_BYTES, CHUNK_END | ROOT)
  CHAIN

  const uint h[8] = {v0, v1, v2, v3, v4, v5, v6, v7};
  v0 = IV0; v1 = IV1; v2 = IV2; v3 = IV3; v4 = IV4; v5 = IV5; v6 = IV6; v7 = IV7;
  START(32u, CHUNK_START | CHUNK_END | ROOT)
  FIRST_ROUND(DIGEST)
  MIDDLE_ROUNDS(DIGEST)
  LAST_COLUMNS(DIGEST)
  /* no more of the last round than the hash's first word wants: nearly all nonces end here */
  MIX_FIRST(v0, v5, v10, v15, DIGEST(14)) MIX_A(v0, v5, DIGEST(10))
  MIX_FIRST(v2, v7, v8, v13, DIGEST(3)) MIX_A(v2, v7, DIGEST(4)) MIX_DC(v2, v8, v13)
  if (BSWAP(v0 ^ v8) > JOB(TAIL)) return;

  MIX_DC(v0, v10, v15) MIX_B(v5, v10)
  MIX_B(v7, v8)
  MIX(v1, v6, v11, v12, DIGEST(2), DIGEST(12))
  MIX(v3, v4, v9, v14, DIGEST(7), DIGEST(13))
  CHAIN
  const uint hash[8] = {BSWAP(v0), BSWAP(v1), BSWAP(v2), BSWAP(v3), BSWAP(v4), BSWAP(v5), BSWAP(v6), BSWAP(v7)};
  if ((hash[7] & 0xffffu) % JOB(TAIL + 8) != JOB(TAIL + 9)) return;
  for (int i = 0; i < 8; i++) {
    if (hash[i] > JOB(TAIL + i)) return;
    if (hash[i] < JOB(TAIL + i)) break;
  }
  LEAST(found, item);
}

/*
 * What the device's integer units can do at most: the same mix of additions, xors and rotations, without loads or ends. `tries` is
 * the number of turns, of 16 mixing functions each.
 */
KERNEL(peak) {
  const uint item = ITEM;
  uint v0 = JOB(0) + item, v1 = JOB(1), v2 = JOB(2) ^ item, v3 = JOB(3), v4 = JOB(4), v5 = JOB(5), v6 = JOB(6), v7 = JOB(7);
  uint v8 = JOB(8), v9 = JOB(9) + item, v10 = JOB(10), v11 = JOB(11) ^ item, v12 = JOB(12), v13 = JOB(13), v14 = JOB(14), v15 = JOB(15);
  for (uint turn = 0; turn < tries; turn++) {
    FIRST_ROUND(B1)
    FIRST_ROUND(B1)
  }
  CHAIN
  /* never so, but the compiler cannot know */
  if ((v0 ^ v1 ^ v2 ^ v3 ^ v4 ^ v5 ^ v6 ^ v7) == 0x5eed5eedu && v0 == v1) LEAST(found, item);
}
