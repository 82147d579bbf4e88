/** The backend on an SQLite file. */
@NullMarked
package io.metaxy.sqlite;

import org.jspecify.annotations.NullMarked;
