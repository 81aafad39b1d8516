/** What a node serves over HTTP: REST, WebSocket, metrics and their description. */
@NullMarked
package dev.flowbed.rill.api;

import org.jspecify.annotations.NullMarked;
