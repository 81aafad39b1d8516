/** What brokers say to each other, byte for byte as the official node: frames, payloads, clique formation, discovery. */
@NullMarked
package dev.flowbed.rill.net.wire;

import org.jspecify.annotations.NullMarked;
