/** The {@code metaxy} command. */
@NullMarked
package io.metaxy.cli;

import org.jspecify.annotations.NullMarked;
