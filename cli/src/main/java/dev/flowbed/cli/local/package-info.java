/** The local runtime: what the blueprint says, as processes of this machine. */
@NullMarked
package dev.flowbed.cli.local;

import org.jspecify.annotations.NullMarked;
