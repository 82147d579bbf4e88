/**
 * The backend on Apache Iceberg tables: Iceberg plans and commits, an embedded DuckDB calculates.
 */
@NullMarked
package io.metaxy.iceberg;

import org.jspecify.annotations.NullMarked;
