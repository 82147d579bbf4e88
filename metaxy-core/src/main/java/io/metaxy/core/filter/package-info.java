/** The filter language of the command line (rules E4, E5). */
@NullMarked
package io.metaxy.core.filter;

import org.jspecify.annotations.NullMarked;
