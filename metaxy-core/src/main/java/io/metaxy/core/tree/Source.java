package io.metaxy.core.tree;

import io.metaxy.ErrorCode;

/**
 * Where values come from.
 *
 * @param name the file, or what else it is, as an error should call it
 * @param code the code of an error in it
 */
public record Source(String name, ErrorCode code) {}
