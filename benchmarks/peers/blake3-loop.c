/*
 * What the official C miner's inner loop does, over the BLAKE3 project's own C library: count the nonce, hash a header of 326 bytes, hash
 * the hash, look at the result. Prints tries a second of one thread. Usage: blake3-loop SECONDS
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "blake3.h"

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  double seconds = count > 1 ? atof(arguments[1]) : 3;
  uint8_t header[326], hash[BLAKE3_OUT_LEN];
  for (size_t i = 0; i < sizeof header; i++) header[i] = (uint8_t)(i * 7 + 1);
  blake3_hasher hasher;
  uint64_t tries = 0, low = 0;
  double began = now(), end = began + seconds;
  while (now() < end) {
    for (int i = 0; i < 4096; i++, tries++) {
      memcpy(header, &tries, sizeof tries);
      blake3_hasher_init(&hasher);
      blake3_hasher_update(&hasher, header, sizeof header);
      blake3_hasher_finalize(&hasher, hash, sizeof hash);
      blake3_hasher_init(&hasher);
      blake3_hasher_update(&hasher, hash, sizeof hash);
      blake3_hasher_finalize(&hasher, hash, sizeof hash);
      low += hash[0] == 0 && hash[1] == 0;
    }
  }
  printf("%.0f\n", tries / (now() - began));
  return low > tries; /* never, but the compiler cannot know */
}
