/** Where features come from: Java, feature files, lock files, the system tables. */
@NullMarked
package io.metaxy.core.feature;

import org.jspecify.annotations.NullMarked;
