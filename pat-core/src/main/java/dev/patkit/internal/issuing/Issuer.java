package dev.patkit.internal.issuing;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import dev.patkit.internal.pipeline.OwnerRights;
import dev.patkit.internal.proof.SecretCheck;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a request into a token: check, draw a secret, hash it, keep the hash, hand out the secret. */
public record Issuer(
        SecretProver prover,
        SecretGenerator generator,
        TokenLayout layout,
        OwnerRights owners,
        @Nullable Scopes grantable,
        Clock clock) {
    private static final int MAX_ID_DRAWS = 3;

    /** Issues a token; the change that adds it goes to the given target. */
    IssuedToken issue(TokenRequest request, String actor, Function<Change, Change.Outcome> target) {
        requireNonNull(request, "request must not be null");
        requireGrantable(request.scopes());
        requireActive(request.owner());
        Token wanted = request.issuedAs(generator.id(), clock.instant());
        try (SecretText secret = generator.secret()) {
            SecretHash hash = prover.hash(secret);
            Token token = keep(wanted, request, hash, SecretCheck.of(secret), actor, target);
            prover.cacheProof(token.id().value(), secret, hash);
            return new IssuedToken(token, text(token.id(), secret));
        }
    }

    private void requireGrantable(Scopes wanted) {
        if (grantable != null && !grantable.containsAll(wanted)) {
            throw new InvalidInputException(
                    InvalidInputException.Kind.SCOPE_NOT_GRANTED, "scopes", "must be ones that this service grants");
        }
    }

    private void requireActive(String owner) {
        if (!owners.isActive(owner)) {
            throw new InvalidInputException(InvalidInputException.Kind.OWNER_INACTIVE, "owner", "must be active");
        }
    }

    private Token keep(
            Token wanted,
            TokenRequest request,
            SecretHash hash,
            int check,
            String actor,
            Function<Change, Change.Outcome> target) {
        Token token = wanted;
        for (int draw = 0; draw < MAX_ID_DRAWS; draw++) {
            StoredToken row = new StoredToken(token, hash, OptionalInt.of(check), false);
            Change.Result result = target.apply(Change.issue(row, actor)).result();
            if (result == Change.Result.NAME_TAKEN) {
                throw new InvalidInputException(
                        InvalidInputException.Kind.NAME_TAKEN,
                        "name",
                        "is already in use by a live token of this owner");
            }
            if (result != Change.Result.ID_TAKEN) {
                return token;
            }
            token = request.issuedAs(generator.id(), wanted.createdAt());
        }
        throw UnavailableException.randomSource("id", "it keeps drawing ids that are taken", null);
    }

    private SecretText text(TokenId id, SecretText secret) {
        byte[] digits = secret.revealBytes();
        byte[] text = layout.write(id.value(), digits);
        try {
            return SecretText.copyOf(text);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(text, (byte) 0);
        }
    }
}
