/** The backend on a ClickHouse server, in tables shared with the Python library. */
@NullMarked
package io.metaxy.clickhouse;

import org.jspecify.annotations.NullMarked;
