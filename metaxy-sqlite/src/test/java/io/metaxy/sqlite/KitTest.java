package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.saboteur.KitRules;

/** SQLite keeps every rule, so that the kit can be tried on it. */
class KitTest extends KitRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
