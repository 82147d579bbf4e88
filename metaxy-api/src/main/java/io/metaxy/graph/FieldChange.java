package io.metaxy.graph;

import org.jspecify.annotations.Nullable;

/**
 * What became of a field.
 *
 * @param field its key
 * @param change what became of it
 * @param oldVersion its version before; null if it was added, or if it is not known
 * @param newVersion its version after; null if it was removed, or if it is not known
 */
public record FieldChange(
    String field, Change change, @Nullable String oldVersion, @Nullable String newVersion) {}
