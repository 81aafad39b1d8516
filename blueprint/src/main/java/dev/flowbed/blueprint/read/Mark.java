package dev.flowbed.blueprint.read;

/** A place in a text: line and column from 1. */
record Mark(int line, int column) {
    static final Mark START = new Mark(1, 1);
}
