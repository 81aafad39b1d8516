/** Status of every resource, made from what the observer and the supervisor know. */
@NullMarked
package dev.flowbed.cli.status;

import org.jspecify.annotations.NullMarked;
