/** Tests of the container images. */
@NullMarked
package dev.flowbed.rill.image;

import org.jspecify.annotations.NullMarked;
