package dev.flowbed.rill.api;

/**
 * What a node is built from.
 *
 * @param release the release of the official node whose API and rules it follows, such as 4.6.0: what tools check
 * @param commit what the node calls its own source
 */
public record NodeBuild(String release, String commit) {}
