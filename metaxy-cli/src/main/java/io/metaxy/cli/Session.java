package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.Metaxy;
import io.metaxy.Project;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call of the command works with; the project is read when it is first needed. */
final class Session {
  private final Console console;
  private @Nullable Project project;

  Session(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  Project project() {
    if (project == null) {
      project = Metaxy.project(console.directory());
      HeadStart.await();
    }
    return project;
  }

  /** Opens the store {@code name}, or the default one. */
  MetadataStore open(@Nullable String name) {
    return name == null ? project().open() : project().open(name);
  }

  /** Opens the store {@code name}, or the default one, to look at it only. */
  MetadataStore read(@Nullable String name) {
    return project().open(name == null ? project().defaultStore() : name, AccessMode.READ);
  }

  /** The keys that {@code texts} name, each once; all must be known. */
  static List<FeatureKey> known(MetadataStore store, List<String> texts) {
    List<FeatureKey> keys = texts.stream().map(FeatureKey::of).distinct().toList();
    keys.forEach(store.features()::definition);
    return keys;
  }
}
