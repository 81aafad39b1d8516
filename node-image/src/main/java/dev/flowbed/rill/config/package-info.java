/** What a node is told: user.conf, system properties and the environment, under the official node's keys, read into records. */
@NullMarked
package dev.flowbed.rill.config;

import org.jspecify.annotations.NullMarked;
