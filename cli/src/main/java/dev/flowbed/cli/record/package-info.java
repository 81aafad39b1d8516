/** Makes recordings of running nodes. */
@NullMarked
package dev.flowbed.cli.record;

import org.jspecify.annotations.NullMarked;
