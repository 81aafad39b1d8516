/** A testnet as commands see it, wherever it runs. */
@NullMarked
package dev.flowbed.cli.view;

import org.jspecify.annotations.NullMarked;
