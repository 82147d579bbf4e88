package io.metaxy.duckdb;

import org.junit.jupiter.api.Tag;

/** The same values as by Arrow. */
@Tag("without-arrow")
class NoArrowColumnsOfOthersTest extends ColumnsOfOthersTest {}
