/** The meaning of operations that SQL does not have, or has otherwise on every engine (rule E1). */
@NullMarked
package io.metaxy.core.function;

import org.jspecify.annotations.NullMarked;
