/** Lockup scripts, unlock scripts and contract code, as far as formats need them: code itself stays opaque. */
@NullMarked
package dev.flowbed.alephium.script;

import org.jspecify.annotations.NullMarked;
