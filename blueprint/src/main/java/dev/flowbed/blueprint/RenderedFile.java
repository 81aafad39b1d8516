package dev.flowbed.blueprint;

/**
 * A file that a process finds in its home. It holds no secret.
 *
 * @param path relative to the home
 * @param content its text
 */
public record RenderedFile(String path, String content) {}
