/**
 * Does the kit notice? For each rule there is a saboteur, a good store that breaks just this rule,
 * and the rule's tests must fail on it.
 */
@NullMarked
package io.metaxy.tck.saboteur;

import org.jspecify.annotations.NullMarked;
