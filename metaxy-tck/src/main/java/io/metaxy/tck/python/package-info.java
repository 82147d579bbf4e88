/** Stores that Java and the Python library share (rule C2). */
@NullMarked
package io.metaxy.tck.python;

import org.jspecify.annotations.NullMarked;
