package dev.patkit.internal.proof;

import dev.patkit.secret.SecretHash;

/** What makes two proofs the same: the token, the presented secret's fingerprint, and the hash that it must fit. */
record ProofKey(long id, SecretFingerprint fingerprint, SecretHash hash) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ProofKey key
                && id == key.id
                && fingerprint.sameAs(key.fingerprint)
                && hash.sameAs(key.hash);
    }

    @Override
    public int hashCode() {
        return fingerprint.hash();
    }
}
