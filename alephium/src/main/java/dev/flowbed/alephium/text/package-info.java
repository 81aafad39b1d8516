/** Words that people wrote, whatever they are about. */
@NullMarked
package dev.flowbed.alephium.text;

import org.jspecify.annotations.NullMarked;
