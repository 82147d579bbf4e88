/** Provenance of samples, as pure functions over maps. */
@NullMarked
package io.metaxy.core.provenance;

import org.jspecify.annotations.NullMarked;
