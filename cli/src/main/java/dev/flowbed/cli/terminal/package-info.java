/** What people and scripts see: live progress on a terminal, plain lines elsewhere. */
@NullMarked
package dev.flowbed.cli.terminal;

import org.jspecify.annotations.NullMarked;
