/** Column types and table schemas, the same for every engine. */
@NullMarked
package io.metaxy.schema;

import org.jspecify.annotations.NullMarked;
