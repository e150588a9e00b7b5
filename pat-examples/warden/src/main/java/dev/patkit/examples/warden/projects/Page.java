package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.rest.PageBounds;
import java.util.List;
import java.util.function.Function;

/** A page of a list as JSON. */
record Page<T>(Extent page, List<T> items) {
    /** The position of the page in the list; {@code elements} is the number of items on the page. */
    record Extent(long totalElements, int offset, int elements) {}

    /** Creates the page with these items. */
    static <T> Page<T> of(List<T> items, PageBounds bounds, long total) {
        return new Page<>(new Extent(total, bounds.offset(), items.size()), items);
    }

    /** Cuts the requested page out of a complete list. */
    static <S, T> Page<T> slice(List<S> all, PageBounds bounds, Function<S, T> shown) {
        return of(
                all.stream()
                        .skip(bounds.offset())
                        .limit(bounds.limit())
                        .map(shown)
                        .toList(),
                bounds,
                all.size());
    }
}
