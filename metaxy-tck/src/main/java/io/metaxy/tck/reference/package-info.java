/** The kit's reference: a backend in memory that keeps every rule it can, in the plainest way. */
@NullMarked
package io.metaxy.tck.reference;

import org.jspecify.annotations.NullMarked;
