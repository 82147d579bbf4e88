package io.metaxy.cli;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.filter.FilterParser;
import io.metaxy.store.SystemColumns;
import java.util.List;

/** Filters of the command line; one that does not parse is a wrong call, whatever the feature. */
final class Filters {
  private Filters() {}

  /** Call it with a store open: until then, another thread may be loading the parser. */
  static void check(List<String> filters) {
    for (String filter : filters) {
      try {
        FilterParser.parse(filter, SystemColumns.SCHEMA);
      } catch (MetaxyException e) {
        if (e.code() == ErrorCode.FILTER_SYNTAX) {
          throw new WrongUse(String.valueOf(e.getMessage()));
        }
      }
    }
  }
}
