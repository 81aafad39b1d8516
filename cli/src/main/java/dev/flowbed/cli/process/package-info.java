/** Processes of this machine: starting, recognising and ending them, and who listens on which port. */
@NullMarked
package dev.flowbed.cli.process;

import org.jspecify.annotations.NullMarked;
