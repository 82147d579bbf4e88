/** The configuration of a project: metaxy.toml and METAXY_ variables. */
@NullMarked
package io.metaxy.core.config;

import org.jspecify.annotations.NullMarked;
