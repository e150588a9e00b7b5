package dev.patkit.examples.warden.apprepository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.util.io.LimitedInputStream;
import org.jspecify.annotations.Nullable;

/** Serves a clone or a pull. The size of the request is limited, because JGit keeps all of it in memory. */
final class Fetch extends UploadPack {
    private static final long MAX_REQUEST = 4L << 20;

    /**
     * A fetch from a repository.
     *
     * @param protocol the value of the header {@code Git-Protocol}, such as {@code version=2}
     */
    Fetch(Repository repository, @Nullable String protocol) {
        super(repository);
        if (protocol != null) {
            setExtraParameters(List.of(protocol.split(":", -1)));
        }
    }

    @Override
    public void uploadWithExceptionPropagation(InputStream input, OutputStream output, @Nullable OutputStream messages)
            throws IOException {
        super.uploadWithExceptionPropagation(bounded(input), output, messages);
    }

    /** Limits the decompressed size, which can be much larger than what was sent. */
    private static InputStream bounded(InputStream input) {
        return new LimitedInputStream(input, MAX_REQUEST) {
            @Override
            protected void limitExceeded() throws IOException {
                throw new PackProtocolException("request too long");
            }
        };
    }
}
