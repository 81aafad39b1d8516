/** From the texts that a user gives to whole Testnets, or to all that is wrong with them. */
@NullMarked
package dev.flowbed.blueprint.input;

import org.jspecify.annotations.NullMarked;
