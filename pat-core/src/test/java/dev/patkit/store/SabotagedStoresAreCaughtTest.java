package dev.patkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.patkit.contract.TokenStoreContract;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

@Tag("java-independent")
@Execution(ExecutionMode.CONCURRENT) // saboteurs wait more than they compute
@Tag("B-5")
final class SabotagedStoresAreCaughtTest {
    /** The promises that a change raises the epoch of its shard. */
    private static final List<String> RAISING = List.of(
            "revokingOneTokenRaisesTheEpochOfItsId",
            "revokingAllRaisesTheEpochOfTheirOwner",
            "suspendingAndReinstatingRaiseTheEpochOfTheOwner",
            "eachPartOfAChangeRaisesItsEpoch",
            "purgingATokenThatOnlyExpiredRaisesAnEpochOfIt");

    @Test
    void honestStorePasses() {
        Events tests = run(Honest.class);

        assertThat(failures(tests)).isEmpty();
        assertThat(tests.succeeded().count()).isGreaterThan(350);
    }

    private static Events run(Class<? extends TokenStoreContract> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
    }

    private static Set<String> failures(Events tests) {
        return tests.failed().stream().map(SabotagedStoresAreCaughtTest::nameOf).collect(Collectors.toSet());
    }

    private static String nameOf(Event event) {
        TestSource source = event.getTestDescriptor().getSource().orElseThrow();
        return ((MethodSource) source).getMethodName();
    }

    @Test
    void lostUpdateIsCaught() {
        assertThat(failures(run(LostUpdate.class))).contains("revocationAndUseAtTheSameMomentAreBothKept");
    }

    @Test
    void staleReadIsCaught() {
        assertThat(failures(run(StaleRead.class)))
                .contains("revocationIsSeenAtOnceThroughAnotherHandle", "suspensionIsSeenAtOnceThroughAnotherHandle");
    }

    @Test
    void caseFoldedIdIsCaught() {
        assertThat(failures(run(CaseFoldedIds.class))).contains("idsThatDifferInTheCaseOfOneDigitAreDifferent");
    }

    @Test
    void truncatedTimeIsCaught() {
        assertThat(failures(run(TruncatedTime.class)))
                .contains("expiryIsKeptExactly", "instantOfIssueIsKeptExactly", "instantOfRevocationIsKeptExactly");
    }

    @Test
    void revocationThatReturnsBeforeItIsCommittedIsCaught() {
        assertThat(failures(run(LateRevocation.class)))
                .contains("revocationIsSeenAtOnceThroughAnotherHandle", "revocationThroughAnotherHandleIsSeenAtOnce");
    }

    @Test
    void listThatSkipsTokensIsCaught() {
        assertThat(failures(run(SkippingList.class)))
                .contains("pagesOfAnySizeSkipAndRepeatNothing", "tokensOfOneMillisecondAreOrderedByIdTheHighestFirst");
    }

    @Test
    void suspensionThatForgetsLaterTokensIsCaught() {
        assertThat(failures(run(ForgetfulSuspension.class))).contains("suspensionHoldsForTokensIssuedLater");
    }

    @Test
    void revocationOfAnotherOwnersTokenIsCaught() {
        assertThat(failures(run(AnybodysRevocation.class)))
                .containsExactlyInAnyOrder("otherOwnersTokenIsNotRevoked", "partWithoutEffectHindersNoOther");
    }

    @Test
    void purgeThatIsOneMillisecondHastyIsCaught() {
        assertThat(failures(run(HastyPurge.class)))
                .containsExactlyInAnyOrder(
                        "tokenRevokedAtOrAfterTheInstantIsKept", "tokenThatExpiresAtOrAfterTheInstantIsKept");
    }

    @Test
    void halfAppliedChangeIsCaught() {
        assertThat(failures(run(HalfAppliedChange.class)))
                .contains(
                        "nothingIsRevokedIfAnAddedNameIsTaken",
                        "nothingIsRevokedIfAnAddedIdIsTaken",
                        "revokingAllIsNotDoneIfAnAddedIdIsTaken",
                        "nobodyIsSuspendedOrReinstatedIfAnAddedNameIsTaken",
                        "noTokenIsAddedIfALaterOneClashes",
                        "tokensOfOneChangeThatClashWithEachOtherAreRefused",
                        "nobodySeesAPartOfARefusedChange",
                        "whoeverSeesTheRevocationSeesTheTokenThatTheSameChangeAdds",
                        "revocationAndSuspensionOfOneChangeAreSeenTogether",
                        "refusedChangeRaisesNoEpoch",
                        "refusedChangeLeavesNoEvent")
                .doesNotContain("whoeverSeesTheAddedTokenSeesTheRevocationOfTheSameChange");
    }

    @Test
    void nameThatIsCheckedBeforeTheRevocationIsCaught() {
        assertThat(failures(run(EarlyNameCheck.class)))
                .contains(
                        "addedTokenTakesTheNameOfOneThatTheSameChangeRevokes",
                        "revocationsAreDoneFirstInWhicheverOrderThePartsWereJoined",
                        "ofManyThreadsThatReplaceOneTokenOneWins");
    }

    @Test
    void epochThatIsRaisedBeforeTheChangeIsCaught() {
        assertThat(failures(run(EarlyEpoch.class)))
                .containsExactlyInAnyOrder(
                        "whoeverSeesAnEpochRaisedSeesTheRevocation",
                        "whoeverSeesAnEpochRaisedSeesTheSuspension",
                        "refusedChangeRaisesNoEpoch");
    }

    @Test
    void epochThatIsRaisedAfterTheChangeIsCaught() {
        assertThat(failures(run(LateEpoch.class)))
                .containsExactlyInAnyOrder(
                        "whoeverSeesARevocationSeesAnEpochRaised",
                        "whoeverSeesASuspensionSeesAnEpochRaised",
                        "whoeverSeesThatAnExpiredTokenIsPurgedSeesAnEpochRaised");
    }

    @Test
    void epochThatIsNotRaisedIsCaught() {
        assertThat(failures(run(ForgottenEpoch.class))).containsAll(RAISING);
    }

    @Test
    void epochOfTheWrongShardIsCaught() {
        assertThat(failures(run(WrongShard.class))).containsAll(RAISING);
    }

    @Test
    void lostEventIsCaught() {
        assertThat(failures(run(LostEvent.class)))
                .contains(
                        "revokingOneTokenLeavesItsEvent",
                        "eachPartOfAChangeLeavesItsEvent",
                        "ofManyThreadsThatRevokeOneTokenOneLeavesAnEvent",
                        "whoeverSeesARevocationSeesItsEvent");
    }

    @Test
    void eventOfARefusedChangeIsCaught() {
        assertThat(failures(run(EventOfRefusedChange.class))).containsExactly("refusedChangeLeavesNoEvent");
    }

    @Test
    void eventThatIsKeptBeforeTheChangeIsCaught() {
        assertThat(failures(run(EarlyEvent.class)))
                .containsExactlyInAnyOrder(
                        "whoeverSeesTheEventOfAnIssueSeesTheToken",
                        "whoeverSeesTheEventOfARevocationSeesTheRevocation");
    }

    @Test
    void eventThatIsKeptAfterTheChangeIsCaught() {
        assertThat(failures(run(LateEvent.class)))
                .containsExactlyInAnyOrder(
                        "whoeverSeesATokenSeesTheEventOfItsIssue", "whoeverSeesARevocationSeesItsEvent");
    }

    static final class Honest extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new InMemoryTokenStore();
        }
    }

    static final class LostUpdate extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.LostUpdate();
        }
    }

    static final class StaleRead extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.StaleRead();
        }
    }

    static final class CaseFoldedIds extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.CaseFoldedIds();
        }
    }

    static final class TruncatedTime extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.TruncatedTime();
        }
    }

    static final class LateRevocation extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.LateRevocation();
        }
    }

    static final class SkippingList extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.SkippingList();
        }
    }

    static final class ForgetfulSuspension extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.ForgetfulSuspension();
        }
    }

    static final class AnybodysRevocation extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.AnybodysRevocation();
        }
    }

    static final class HastyPurge extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.HastyPurge();
        }
    }

    static final class EarlyEpoch extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedEpochStores.EarlyEpoch();
        }
    }

    static final class LateEpoch extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedEpochStores.LateEpoch();
        }
    }

    static final class ForgottenEpoch extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedEpochStores.ForgottenEpoch();
        }
    }

    static final class HalfAppliedChange extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.HalfAppliedChange();
        }
    }

    static final class EarlyNameCheck extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedStores.EarlyNameCheck();
        }
    }

    static final class WrongShard extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedEpochStores.WrongShard();
        }
    }

    static final class LostEvent extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedAuditStores.LostEvent();
        }
    }

    static final class EventOfRefusedChange extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedAuditStores.EventOfRefusedChange();
        }
    }

    static final class EarlyEvent extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedAuditStores.EarlyEvent();
        }
    }

    static final class LateEvent extends TokenStoreContract {
        @Override
        protected TokenStore openStore() {
            return new SabotagedAuditStores.LateEvent();
        }
    }
}
