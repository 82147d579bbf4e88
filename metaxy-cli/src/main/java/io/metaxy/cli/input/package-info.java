/** Rows from CSV and JSON Lines files. */
@NullMarked
package io.metaxy.cli.input;

import org.jspecify.annotations.NullMarked;
