/**
 * {@code bench/compare}: the store on DuckDB, the Python library and statements written by hand.
 */
@NullMarked
package io.metaxy.bench.compare;

import org.jspecify.annotations.NullMarked;
