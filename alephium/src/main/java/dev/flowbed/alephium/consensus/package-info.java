/** The consensus rules that are pure arithmetic: emission, rewards, difficulty, gas and limits. */
@NullMarked
package dev.flowbed.alephium.consensus;

import org.jspecify.annotations.NullMarked;
