package dev.patkit.examples.warden;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The screen size and the colour scheme of a page. */
enum DisplayMode {
    LIGHT("light", 1440, 900),
    DARK("dark", 1440, 900),
    SMALL("light", 360, 740),
    SMALL_DARK("dark", 360, 740);

    /** Whether small dark pages are tried, too: their sizes are those of small ones, their colours of dark ones. */
    private static final boolean ALL = Boolean.getBoolean("patkit.pages.all-modes");

    private final String scheme;
    private final int width;
    private final int height;

    DisplayMode(String scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    /** The modes to try. */
    static List<DisplayMode> tried() {
        return ALL ? List.of(values()) : List.of(LIGHT, DARK, SMALL);
    }

    boolean isDark() {
        return scheme.equals("dark");
    }

    /**
     * Applies this mode to the current page. Animations are turned off, because a running one would distort the
     * colours.
     */
    void applyTo(Browser browser) {
        browser.execute(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> colours = Map.of("name", "prefers-color-scheme", "value", scheme);
        Map<String, String> motion = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        browser.execute("Emulation.setEmulatedMedia", Map.of("features", List.of(colours, motion)));
        String shown =
                "innerWidth === arguments[0] && matchMedia('(prefers-color-scheme:' + arguments[1] + ')').matches";
        browser.await(here -> browser.isTrue(shown, width, scheme));
    }

    /** Such as {@code small-dark}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
