/**
 * rill's virtual machine beside the official one: random programs, run on both, compared in all that can be seen. The programs are
 * made here; the official answers come from a node at hand or from a recorded corpus.
 */
@NullMarked
package dev.flowbed.rill.differential;

import org.jspecify.annotations.NullMarked;
