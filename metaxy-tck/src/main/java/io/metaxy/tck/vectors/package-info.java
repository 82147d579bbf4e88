/** What the Python library answers, run on a backend. */
@NullMarked
package io.metaxy.tck.vectors;

import org.jspecify.annotations.NullMarked;
