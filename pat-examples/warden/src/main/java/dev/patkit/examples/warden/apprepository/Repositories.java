package dev.patkit.examples.warden.apprepository;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.SystemReader;

/** Bare git repositories in a folder, one per app, created on first access. */
final class Repositories {
    /** The initial branch of each repository. */
    static final String MAIN = Constants.R_HEADS + "main";

    private final Path folder;

    Repositories(Path folder) {
        this.folder = folder;
        // Otherwise the git settings of the user who runs this process would apply.
        SystemReader.setInstance(new IsolatedSystemReader());
    }

    /** Opens an app's repository; the caller closes it. */
    Repository open(UUID app) throws IOException {
        Path repository = folder.resolve(app + ".git");
        if (!Files.isDirectory(repository)) {
            create(repository);
        }
        return bare(repository);
    }

    private static Repository bare(Path repository) throws IOException {
        File directory = repository.toFile();
        return new FileRepositoryBuilder().setBare().setGitDir(directory).build();
    }

    /**
     * Creates the repository in a temporary folder and moves it into place, so that a crash never leaves half of one.
     */
    private synchronized void create(Path repository) throws IOException {
        if (Files.isDirectory(repository)) {
            return;
        }
        Files.createDirectories(folder);
        Path temporary = folder.resolve(".unfinished");
        delete(temporary);
        try (Repository created = bare(temporary)) {
            created.create(true);
            keepReflog(created);
            created.updateRef(Constants.HEAD).link(MAIN);
            commitReadme(created);
        }
        Files.move(temporary, repository, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Records who pushed what, which git does not do for bare repositories by default. */
    private static void keepReflog(Repository repository) throws IOException {
        repository.getConfig().setBoolean("core", null, "logallrefupdates", true);
        repository.getConfig().save();
    }

    private static void commitReadme(Repository repository) throws IOException {
        try (ObjectInserter objects = repository.newObjectInserter()) {
            byte[] text = "# A new app\n".getBytes(StandardCharsets.UTF_8);
            TreeFormatter tree = new TreeFormatter();
            tree.append("README.md", FileMode.REGULAR_FILE, objects.insert(Constants.OBJ_BLOB, text));
            PersonIdent warden = new PersonIdent("App Repository", "app-repository@example.com");
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(objects.insert(tree));
            commit.setAuthor(warden);
            commit.setCommitter(warden);
            commit.setMessage("Initial commit\n");
            ObjectId id = objects.insert(commit);
            objects.flush();
            RefUpdate main = repository.updateRef(MAIN);
            main.setNewObjectId(id);
            if (main.update() != RefUpdate.Result.NEW) {
                throw new IOException("the initial commit could not be written");
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
