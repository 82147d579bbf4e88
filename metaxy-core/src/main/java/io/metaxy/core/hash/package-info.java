/** The hashes of versions and of provenance, as text. */
@NullMarked
package io.metaxy.core.hash;

import org.jspecify.annotations.NullMarked;
