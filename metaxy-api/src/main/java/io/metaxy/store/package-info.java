/** The metadata store: what a user asks of it and what comes back. */
@NullMarked
package io.metaxy.store;

import org.jspecify.annotations.NullMarked;
