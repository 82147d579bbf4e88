package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Scan;
import java.util.function.Function;

/**
 * Where a plan's rows come from.
 *
 * @param scans starts a scan
 * @param appendOnly whether no row is ever removed, so that two scans agree on the rows that both
 *     see
 */
record Tables(Function<Scan, RowCursor> scans, boolean appendOnly) {

  RowCursor scan(Scan scan) {
    return scans.apply(scan);
  }
}
