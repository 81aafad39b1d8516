/** Hashing on GPUs: one kernel, run through CUDA or OpenCL. Loaded only by miners that ask for a GPU. */
@NullMarked
package dev.flowbed.miner.gpu;

import org.jspecify.annotations.NullMarked;
