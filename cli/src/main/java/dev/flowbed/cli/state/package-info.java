/** What the local runtime remembers of each testnet, in files that any terminal can attach by. */
@NullMarked
package dev.flowbed.cli.state;

import org.jspecify.annotations.NullMarked;
