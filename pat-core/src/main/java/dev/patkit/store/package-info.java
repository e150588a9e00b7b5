/**
 * Where tokens are kept. {@link dev.patkit.store.TokenStore} is what every store promises; the contract in the test-jar
 * proves it for any implementation. {@link dev.patkit.store.Change} is a mutation as a value. {@link
 * dev.patkit.store.InMemoryTokenStore} is the reference.
 */
@NullMarked
package dev.patkit.store;

import org.jspecify.annotations.NullMarked;
