/**
 * The compatibility test kit. A backend author extends {@link io.metaxy.tck.StoreHarness} and, per
 * group of rules, one class whose name ends in {@code Rules}; each test's name begins with the
 * number of the rule that it checks.
 */
@NullMarked
package io.metaxy.tck;

import org.jspecify.annotations.NullMarked;
