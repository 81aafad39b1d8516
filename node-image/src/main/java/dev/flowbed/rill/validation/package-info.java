/** The rules of headers, blocks and transactions. */
@NullMarked
package dev.flowbed.rill.validation;

import org.jspecify.annotations.NullMarked;
