/** The store itself: writes, reads and deletions as plans on a backend. */
@NullMarked
package io.metaxy.core.store;

import org.jspecify.annotations.NullMarked;
