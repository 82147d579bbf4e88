/** Pictures of feature graphs: for the terminal, Mermaid and Graphviz, and as data. */
@NullMarked
package io.metaxy.cli.graph;

import org.jspecify.annotations.NullMarked;
