/**
 * What a backend author implements: {@link io.metaxy.spi.BackendProvider} and {@link
 * io.metaxy.spi.Backend}.
 */
@NullMarked
package io.metaxy.spi;

import org.jspecify.annotations.NullMarked;
