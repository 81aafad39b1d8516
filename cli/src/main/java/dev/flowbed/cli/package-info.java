/** The flowbed command and the local runtime. */
@NullMarked
package dev.flowbed.cli;

import org.jspecify.annotations.NullMarked;
