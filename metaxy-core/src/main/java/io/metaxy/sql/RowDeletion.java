package io.metaxy.sql;

import org.apache.calcite.rel.RelNode;

/**
 * How samples can be removed without a look for their latest rows: if all rows of all samples that
 * have a row that matches do match, then the rows that match are the rows to go (rule H2).
 *
 * @param look one row: how many samples have a row that matches, and how many of their rows do not
 * @param rows the rows that match: a filtered scan
 */
public record RowDeletion(RelNode look, RelNode rows) {}
