/** The subcommands of the flowbed command. */
@NullMarked
package dev.flowbed.cli.command;

import org.jspecify.annotations.NullMarked;
