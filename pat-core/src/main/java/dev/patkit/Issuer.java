package dev.patkit;

import dev.patkit.fault.DuplicateTokenNameException;
import dev.patkit.fault.InvalidInputException;
import dev.patkit.fault.OwnerDirectoryException;
import dev.patkit.fault.SecretGenerationException;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretProver;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Insertion;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.SecretGenerator;
import dev.patkit.token.Token;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.OwnerDirectory;
import java.time.Clock;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Turns a request into a token: check, draw a secret, hash it, keep the hash, hand out the secret. */
record Issuer(
        TokenStore store,
        SecretProver prover,
        SecretGenerator generator,
        TokenFormat format,
        OwnerDirectory owners,
        @Nullable Scopes grantable,
        Clock clock) {
    private static final int MAX_ID_DRAWS = 3;

    IssuedToken issue(TokenRequest request) {
        requireGrantable(request.scopes());
        requireActive(request.owner());
        Token asked = request.issuedAs(generator.id(), clock.instant());
        try (SecretText secret = generator.secret()) {
            SecretHash hash = prover.hash(secret);
            Token token = keep(asked, request, hash, OptionalInt.of(SecretProver.checkOf(secret)));
            prover.remember(token.id().value(), secret, hash);
            return new IssuedToken(token, format.write(token.id(), secret));
        }
    }

    private void requireGrantable(Scopes asked) {
        if (grantable != null && !grantable.containsAll(asked)) {
            throw new InvalidInputException("scopes", "must be ones that this service grants");
        }
    }

    private void requireActive(String owner) {
        boolean active;
        try {
            active = owners.isActive(owner);
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(owner, e);
        }
        if (!active) {
            throw new InvalidInputException("owner", "must be active");
        }
    }

    private Token keep(Token asked, TokenRequest request, SecretHash hash, OptionalInt check) {
        Token token = asked;
        for (int draw = 0; draw < MAX_ID_DRAWS; draw++) {
            Insertion insertion = store.insert(new StoredToken(token, hash, check, false));
            if (insertion == Insertion.INSERTED) {
                return token;
            }
            if (insertion == Insertion.DUPLICATE_NAME) {
                throw new DuplicateTokenNameException(token.owner(), token.name());
            }
            token = request.issuedAs(generator.id(), asked.createdAt());
        }
        throw new SecretGenerationException("it keeps drawing ids that are taken", null);
    }
}
