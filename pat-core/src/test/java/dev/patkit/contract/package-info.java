/**
 * The law for every {@link dev.patkit.store.TokenStore}, published so that anyone can prove a store of their own.
 *
 * <p>To use it, depend on {@code pat-core} with type {@code test-jar} and scope {@code test}, beside JUnit Jupiter
 * (with its parameterized tests) and AssertJ. Then write one test class that extends {@link
 * dev.patkit.contract.TokenStoreContract} and says how an empty store is opened; it inherits every test. Where several
 * processes may share your store, override {@code secondHandle} as well: the tests of freshness then read through a
 * handle of their own, as another process would. A default that returns the same store proves less.
 *
 * <p>Each inherited test is one promise that {@code TokenStore}, {@code EpochStore} or {@code AuditStore} documents,
 * and its name says which. Tests of the latter two are skipped where your store is not one. The tests use several
 * threads; none depends on how fast the store is.
 *
 * <p>Beside the contract are the parts it is made with, which help in other tests too: {@link
 * dev.patkit.contract.TestTokens}, {@link dev.patkit.contract.MovingClock} and {@link
 * dev.patkit.contract.CountingHasher}.
 */
@NullMarked
package dev.patkit.contract;

import org.jspecify.annotations.NullMarked;
