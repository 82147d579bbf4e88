/** Tests by chance: operations against a model, filters against the in-process engine. */
@NullMarked
package io.metaxy.tck.random;

import org.jspecify.annotations.NullMarked;
