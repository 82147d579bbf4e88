package io.metaxy.cli.graph;

import io.metaxy.graph.Change;

/** Colours for what became of a feature, dark enough to be read on white. */
final class Colours {
  private Colours() {}

  static String of(Change change) {
    return switch (change) {
      case ADDED -> "#1a7f37";
      case REMOVED -> "#cf222e";
      case CHANGED -> "#bf8700";
      case UNCHANGED -> "#6e7781";
    };
  }
}
