package dev.flowbed.cli.process;

/**
 * One process, told apart from a later one that got the same number.
 *
 * @param pid the process number
 * @param startTicks when it started, in clock ticks since the machine booted
 */
public record ProcessId(long pid, long startTicks) {}
