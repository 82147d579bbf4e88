/** JSON as the Python library writes it, letter for letter. */
@NullMarked
package io.metaxy.core.json;

import org.jspecify.annotations.NullMarked;
