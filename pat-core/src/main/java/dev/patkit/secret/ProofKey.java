package dev.patkit.secret;

/** What makes two proofs the same question: the token, the presented secret's digest, and the hash it must fit. */
record ProofKey(long id, ProofDigest digest, SecretHash hash) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ProofKey key && id == key.id && digest.sameAs(key.digest) && hash.sameAs(key.hash);
    }

    @Override
    public int hashCode() {
        return digest.hash();
    }
}
