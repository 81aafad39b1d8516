/** What the generated schema says beyond what annotations on the records can. */
@NullMarked
package dev.flowbed.crds.schema;

import org.jspecify.annotations.NullMarked;
