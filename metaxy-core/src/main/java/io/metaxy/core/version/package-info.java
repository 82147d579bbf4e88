/** Versions of fields, features, definitions and projects; see the recipe in the documentation. */
@NullMarked
package io.metaxy.core.version;

import org.jspecify.annotations.NullMarked;
