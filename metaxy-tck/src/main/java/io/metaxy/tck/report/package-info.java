/** What became of each rule, as text and as a page. */
@NullMarked
package io.metaxy.tck.report;

import org.jspecify.annotations.NullMarked;
