package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.spi.Scan;

/** Where a plan's rows come from. */
interface Tables {

  /** Starts a scan. */
  RowCursor scan(Scan scan);
}
