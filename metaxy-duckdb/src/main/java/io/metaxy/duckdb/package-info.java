/** The backend on a DuckDB file. */
@NullMarked
package io.metaxy.duckdb;

import org.jspecify.annotations.NullMarked;
