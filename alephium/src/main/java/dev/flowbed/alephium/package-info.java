/** The Alephium protocol as the world knows it: formats, hashing, keys and addresses, miner messages, REST client. */
@NullMarked
package dev.flowbed.alephium;

import org.jspecify.annotations.NullMarked;
