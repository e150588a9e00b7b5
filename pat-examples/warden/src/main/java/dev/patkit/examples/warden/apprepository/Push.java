package dev.patkit.examples.warden.apprepository;

import dev.patkit.examples.warden.platform.Member;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UnpackErrorHandler;

/**
 * Receives a push: limits its size, checks its objects, and records who pushed. Server errors are not described to the
 * client.
 */
final class Push extends ReceivePack {
    private static final System.Logger LOG = System.getLogger(Push.class.getName());
    private static final long MAX_PACK_BYTES = 50L << 20;
    private static final long MAX_FILE_BYTES = 20L << 20;
    /** The message for server errors. JGit's own message would contain file names of the server. */
    private static final String NOT_STORED = "could not be stored";

    Push(Repository repository, Member pusher) {
        super(repository);
        setRefLogIdent(new PersonIdent(pusher.name(), pusher.email()));
        setMaxPackSizeLimit(MAX_PACK_BYTES);
        setMaxObjectSizeLimit(MAX_FILE_BYTES);
        setCheckReceivedObjects(true);
        setPreReceiveHook(new BranchRules());
        UnpackErrorHandler report = getUnpackErrorHandler();
        setUnpackErrorHandler(
                error -> report.handleUnpackException(isClientError(error) ? error : new IOException(NOT_STORED)));
    }

    private static boolean isClientError(Throwable error) {
        return error instanceof TransportException
                || error instanceof CorruptObjectException
                || error instanceof MissingObjectException;
    }

    /** Updates the branches that were not rejected. */
    @Override
    protected void executeCommands() {
        List<ReceiveCommand> accepted = filterCommands(Result.NOT_ATTEMPTED);
        super.executeCommands();
        accepted.stream()
                .filter(command -> command.getResult() == Result.REJECTED_OTHER_REASON)
                .forEach(Push::hideMessage);
    }

    private static void hideMessage(ReceiveCommand command) {
        LOG.log(System.Logger.Level.ERROR, "a branch could not be stored: {0}", command.getMessage());
        command.setResult(Result.REJECTED_OTHER_REASON, NOT_STORED);
    }
}
