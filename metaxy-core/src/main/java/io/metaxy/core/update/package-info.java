/** Plans of what must be computed anew: a feature's stored rows compared with its parents'. */
@NullMarked
package io.metaxy.core.update;

import org.jspecify.annotations.NullMarked;
