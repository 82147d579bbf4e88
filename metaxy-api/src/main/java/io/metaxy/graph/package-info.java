/** A project's features as they were at a version of it, and what changed between two. */
@NullMarked
package io.metaxy.graph;

import org.jspecify.annotations.NullMarked;
