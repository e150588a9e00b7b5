package dev.patkit.examples.warden.apprepository;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** The system as git sees it, without any settings of the machine or of the user. */
final class IsolatedSystemReader extends SystemReader.Delegate {
    IsolatedSystemReader() {
        super(SystemReader.getInstance());
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    /** Settings that are in no file. */
    private static final class EmptyConfig extends FileBasedConfig {
        /** What JGit takes for a disk's clock that it knows nothing about. */
        private static final Duration COARSE_CLOCK = Duration.ofSeconds(2);

        EmptyConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file to read.
        }

        @Override
        public void save() {
            // There is no file to write.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        /** Spares the first request the three seconds in which JGit writes to a repository to measure the disk's clock. */
        @Override
        public long getTimeUnit(String section, String sub, String name, long defaultValue, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(COARSE_CLOCK)
                    : super.getTimeUnit(section, sub, name, defaultValue, unit);
        }
    }
}
