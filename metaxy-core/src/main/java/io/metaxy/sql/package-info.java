/** The base of backends whose engine speaks SQL through JDBC. */
@NullMarked
package io.metaxy.sql;

import org.jspecify.annotations.NullMarked;
