/**
 * Runs plans in process over the scans of a plain {@link io.metaxy.spi.Backend}.
 *
 * <p>A small interpreter rather than Calcite's enumerable convention, since plans have no more than
 * eight kinds of node: that one compiles Java at run time, which takes longer to start than most
 * operations run, and its comparisons (NaN, text by UTF-16, whole numbers with doubles) and
 * decimals and maps are not those of rule E1. Here functions are the Java methods of {@link
 * io.metaxy.core.function.EngineFunction} and comparisons are {@link
 * io.metaxy.core.inprocess.Ordering}, so that the meaning stands in one place.
 *
 * <p>Rows stream through filters, projections, limits and aggregates; a join keeps its right side.
 * Latest rows of tables that are only appended to are found in two scans, the first of which keeps
 * the ids, times and versions of a row per sample; where rows may be removed between the scans, one
 * scan keeps a row per sample, of the columns that the plan needs.
 */
@NullMarked
package io.metaxy.core.inprocess;

import org.jspecify.annotations.NullMarked;
