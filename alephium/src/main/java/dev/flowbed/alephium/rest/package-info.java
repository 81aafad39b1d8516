/** Asks a node by its REST API, asynchronously and bounded in time; and sends transfers signed here. */
@NullMarked
package dev.flowbed.alephium.rest;

import org.jspecify.annotations.NullMarked;
