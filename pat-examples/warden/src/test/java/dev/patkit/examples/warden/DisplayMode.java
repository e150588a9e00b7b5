package dev.patkit.examples.warden;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a page is looked at: on which screen, and in which colours. */
enum DisplayMode {
    LIGHT("light", 1440, 900),
    DARK("dark", 1440, 900),
    SMALL("light", 360, 740),
    SMALL_DARK("dark", 360, 740);

    private final String scheme;
    private final int width;
    private final int height;

    DisplayMode(String scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    /** Makes the open page look so, without moving: a change of colours that is under way cannot be judged. */
    void applyTo(Browser browser) {
        browser.tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> colours = Map.of("name", "prefers-color-scheme", "value", scheme);
        Map<String, String> stillness = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        browser.tell("Emulation.setEmulatedMedia", Map.of("features", List.of(colours, stillness)));
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
