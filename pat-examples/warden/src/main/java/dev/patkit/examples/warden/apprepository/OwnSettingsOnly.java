package dev.patkit.examples.warden.apprepository;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** The system as git sees it, without any settings of the machine or of the user. */
final class OwnSettingsOnly extends SystemReader.Delegate {
    OwnSettingsOnly() {
        super(SystemReader.getInstance());
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** Settings that are in no file. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
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
    }
}
