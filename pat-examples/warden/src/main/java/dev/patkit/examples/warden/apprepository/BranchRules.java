package dev.patkit.examples.warden.apprepository;

import java.io.IOException;
import java.util.Collection;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** Protects the main branch, and rejects branches that do not point to a commit. */
final class BranchRules implements PreReceiveHook {
    @Override
    public void onPreReceive(ReceivePack pack, Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            if (rewritesMain(command)) {
                reject(command, "the main branch is protected");
            } else if (!isCommit(pack, command)) {
                reject(command, "a branch must point to a commit");
            }
        }
    }

    /** The main branch may be neither deleted nor rewritten; other branches may. */
    private static boolean rewritesMain(ReceiveCommand command) {
        boolean rewrites = command.getType() == ReceiveCommand.Type.DELETE
                || command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD;
        return rewrites && command.getRefName().equals(Repositories.MAIN);
    }

    /** JGit would accept a branch that points to a blob, which then could not be listed. */
    private static boolean isCommit(ReceivePack pack, ReceiveCommand command) {
        if (command.getType() == ReceiveCommand.Type.DELETE
                || !command.getRefName().startsWith(Constants.R_HEADS)) {
            return true;
        }
        try {
            return pack.getRevWalk().parseAny(command.getNewId()) instanceof RevCommit;
        } catch (IOException e) {
            return false;
        }
    }

    private static void reject(ReceiveCommand command, String reason) {
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, reason);
    }
}
