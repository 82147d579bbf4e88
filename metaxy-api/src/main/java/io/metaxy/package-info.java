/**
 * Keys, feature specs and errors of a metadata store, and {@link io.metaxy.Metaxy}, where a program
 * starts.
 */
@NullMarked
package io.metaxy;

import org.jspecify.annotations.NullMarked;
