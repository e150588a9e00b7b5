package dev.patkit.examples.warden.apprepository;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Hides the git configuration of the machine and of the user from JGit. */
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

    /** A configuration without a file. */
    private static final class EmptyConfig extends FileBasedConfig {
        /** JGit's fallback for the timestamp resolution of an unknown file system. */
        private static final Duration TIMESTAMP_RESOLUTION = Duration.ofSeconds(2);

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

        /** Keeps JGit from measuring the timestamp resolution, which would delay the first request by three seconds. */
        @Override
        public long getTimeUnit(String section, String sub, String name, long defaultValue, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(TIMESTAMP_RESOLUTION)
                    : super.getTimeUnit(section, sub, name, defaultValue, unit);
        }
    }
}
