/** Expressions checked against columns and translated to Calcite's. */
@NullMarked
package io.metaxy.core.expr;

import org.jspecify.annotations.NullMarked;
