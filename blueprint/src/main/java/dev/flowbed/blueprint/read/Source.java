package dev.flowbed.blueprint.read;

/**
 * A text that holds resources.
 *
 * @param name what to call it in messages: its path, or - for standard input
 * @param text YAML of any number of documents, or JSON
 */
public record Source(String name, String text) {}
