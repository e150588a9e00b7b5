package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A check box for a scope. */
public record ScopeBox(String id, String value, String purpose, boolean checked) {
    /** Returns all boxes grouped by heading, in the order of the form. */
    static Map<String, List<ScopeBox>> byHeading(Collection<String> checked) {
        Map<String, List<ScopeBox>> boxes = new LinkedHashMap<>();
        Arrays.stream(PlatformScope.values())
                .forEach(scope -> boxes.computeIfAbsent(scope.heading(), heading -> new ArrayList<>())
                        .add(of(scope, checked)));
        return boxes;
    }

    private static ScopeBox of(PlatformScope scope, Collection<String> checked) {
        return new ScopeBox("scope-" + scope.name(), scope.value(), scope.purpose(), checked.contains(scope.value()));
    }
}
