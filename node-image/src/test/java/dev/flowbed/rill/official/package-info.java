/** rill beside the official full node: the same network, peers over the wire. Needs the official node's jar; see {@link OfficialJar}. */
@NullMarked
package dev.flowbed.rill.official;

import org.jspecify.annotations.NullMarked;
