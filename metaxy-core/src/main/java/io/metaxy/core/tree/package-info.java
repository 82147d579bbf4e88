/** Values of TOML and JSON files that know where they stand, for errors that say so. */
@NullMarked
package io.metaxy.core.tree;

import org.jspecify.annotations.NullMarked;
