/*
 * A CUDA driver without a GPU, for tests: it keeps cuda.h's shapes, and runs the kernel's own source on the CPU. Contexts, modules,
 * streams and memory are checked for what a real driver would refuse. lose_device() makes everything fail until a new context is made.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef CHECK_AGAINST_HEADER /* cc -DCHECK_AGAINST_HEADER -I.../cuda/include: are these shapes still cuda.h's? */
#include <cuda.h>
#else
typedef int CUresult;
typedef int CUdevice;
typedef int CUdevice_attribute;
typedef int CUjit_option;
typedef struct CUctx_st *CUcontext;
typedef struct CUmod_st *CUmodule;
typedef struct CUfunc_st *CUfunction;
typedef struct CUstream_st *CUstream;
typedef unsigned long long CUdeviceptr;
#define CUDAAPI
#endif
enum { SUCCESS = 0, INVALID_VALUE = 1, INVALID_CONTEXT = 201, INVALID_IMAGE = 200, ILLEGAL_ADDRESS = 700 };

/* what the kernel's source wants of CUDA */
static _Thread_local struct { unsigned x; } blockIdx, blockDim, threadIdx;
#define __global__
#define __launch_bounds__(n)
static unsigned __funnelshift_r(unsigned low, unsigned high, unsigned n) { return low >> n | high << (32 - n); }
/* just the three that the kernel has, since in general it is long to compile */
#define __byte_perm(x, zero, selector) \
  ((selector) == 0x1032   ? __funnelshift_r(x, x, 16) \
   : (selector) == 0x0321 ? __funnelshift_r(x, x, 8) \
   : (selector) == 0x0123 ? __builtin_bswap32(x) \
                          : (abort(), 0u))
static unsigned atomicMin(unsigned *at, unsigned value) {
  unsigned old = __atomic_load_n(at, __ATOMIC_RELAXED);
  while (value < old && !__atomic_compare_exchange_n(at, &old, value, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {}
  return old;
}
#include "search.c"

struct CUctx_st { int lost; };
struct CUmod_st { int search, peak; };
struct CUstream_st { CUcontext context; };
static _Thread_local CUcontext current;
static volatile int losing;
static struct CUmod_st module;

void lose_device(void) { losing = 1; }

static CUresult state(void) {
  if (!current) return INVALID_CONTEXT;
  if (losing) {
    current->lost = 1;
    losing = 0;
  }
  return current->lost ? ILLEGAL_ADDRESS : SUCCESS;
}

CUresult CUDAAPI cuInit(unsigned flags) { return flags ? INVALID_VALUE : SUCCESS; }
CUresult CUDAAPI cuDriverGetVersion(int *version) { *version = 12040; return SUCCESS; }
CUresult CUDAAPI cuGetErrorName(CUresult error, const char **text) {
  *text = error == ILLEGAL_ADDRESS ? "CUDA_ERROR_ILLEGAL_ADDRESS" : "CUDA_ERROR_OTHER";
  return SUCCESS;
}
CUresult CUDAAPI cuGetErrorString(CUresult error, const char **text) { *text = "an error of the test's driver"; return SUCCESS; }
CUresult CUDAAPI cuDeviceGetCount(int *count) { *count = 2; return SUCCESS; }
CUresult CUDAAPI cuDeviceGet(CUdevice *device, int ordinal) { *device = 40 + ordinal; return ordinal < 2 ? SUCCESS : INVALID_VALUE; }
CUresult CUDAAPI cuDeviceGetName(char *name, int length, CUdevice device) {
  snprintf(name, length, "Card of the test %d", device - 40);
  return SUCCESS;
}
CUresult CUDAAPI cuDeviceGetAttribute(int *value, CUdevice_attribute attribute, CUdevice device) {
  if (device != 40 && device != 41) return INVALID_VALUE;
  switch ((int)attribute) {
    case 13: *value = 1980000; break;
    case 16: *value = 132; break;
    case 75: *value = 9; break;
    case 76: *value = 0; break;
    default: return INVALID_VALUE;
  }
  return SUCCESS;
}
#ifndef CHECK_AGAINST_HEADER
CUresult CUDAAPI cuCtxCreate_v2(CUcontext *context, unsigned flags, CUdevice device) {
  if (flags != 4 || (device != 40 && device != 41)) return INVALID_VALUE;
  current = *context = calloc(1, sizeof **context);
  return SUCCESS;
}
#endif
CUresult CUDAAPI cuCtxSetCurrent(CUcontext context) { current = context; return SUCCESS; }
CUresult CUDAAPI cuCtxDestroy_v2(CUcontext context) { free(context); return SUCCESS; }
CUresult CUDAAPI cuModuleLoadDataEx(CUmodule *made, const void *image, unsigned count, CUjit_option *options, void **values) {
  const char *text = image;
  if (state()) return state();
  if (count || options || values || !strstr(text, ".entry search") || text[strlen(text) - 2] != '}') return INVALID_IMAGE;
  *made = &module;
  return SUCCESS;
}
CUresult CUDAAPI cuModuleGetFunction(CUfunction *function, CUmodule of, const char *name) {
  if (of != &module || (strcmp(name, "search") && strcmp(name, "peak"))) return INVALID_VALUE;
  *function = (CUfunction)(strcmp(name, "peak") ? &module.search : &module.peak);
  return state();
}
CUresult CUDAAPI cuStreamCreate(CUstream *stream, unsigned flags) {
  if (flags != 1) return INVALID_VALUE;
  *stream = malloc(sizeof **stream);
  (*stream)->context = current;
  return state();
}
CUresult CUDAAPI cuStreamSynchronize(CUstream stream) { return stream->context == current ? state() : INVALID_CONTEXT; }
CUresult CUDAAPI cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
  *address = (CUdeviceptr)(uintptr_t)malloc(bytes);
  return state();
}
CUresult CUDAAPI cuMemHostAlloc(void **memory, size_t bytes, unsigned flags) {
  *memory = flags ? NULL : malloc(bytes);
  return flags ? INVALID_VALUE : state();
}
CUresult CUDAAPI cuMemsetD32Async(CUdeviceptr to, unsigned value, size_t words, CUstream stream) {
  for (size_t i = 0; i < words; i++) ((unsigned *)(uintptr_t)to)[i] = value;
  return stream->context == current ? state() : INVALID_CONTEXT;
}
CUresult CUDAAPI cuMemcpyDtoHAsync_v2(void *to, CUdeviceptr from, size_t bytes, CUstream stream) {
  memcpy(to, (void *)(uintptr_t)from, bytes);
  return stream->context == current ? state() : INVALID_CONTEXT;
}
CUresult CUDAAPI cuLaunchKernel(CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                                unsigned blockY, unsigned blockZ, unsigned shared, CUstream stream, void **parameters,
                                void **extra) {
  int is_peak = function == (CUfunction)&module.peak;
  if ((!is_peak && function != (CUfunction)&module.search) || gridY != 1 || gridZ != 1 || blockY != 1 || blockZ != 1 || shared || extra)
    return INVALID_VALUE;
  if (stream->context != current || state()) return stream->context != current ? INVALID_CONTEXT : state();
  Job job;
  memcpy(&job, parameters[0], sizeof job);
  unsigned tries = *(unsigned *)parameters[1];
  unsigned *found = *(unsigned **)parameters[2];
  blockDim.x = blockX;
  for (blockIdx.x = 0; blockIdx.x < gridX; blockIdx.x++)
    for (threadIdx.x = 0; threadIdx.x < blockX; threadIdx.x++)
      if (is_peak) peak(job, tries, found);
      else search(job, tries, found);
  return SUCCESS;
}
