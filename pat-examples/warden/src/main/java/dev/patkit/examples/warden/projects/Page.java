package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.rest.PageBounds;
import java.util.List;
import java.util.function.Function;

/** A page of a list, as it goes over the wire. */
record Page<T>(Extent page, List<T> items) {
    /** Which part of the list it is; {@code elements} is the number of its items. */
    record Extent(long totalElements, int offset, int elements) {}

    /** The page of which these are the items. */
    static <T> Page<T> of(List<T> items, PageBounds bounds, long total) {
        return new Page<>(new Extent(total, bounds.offset(), items.size()), items);
    }

    /** The part of a whole list that is wanted. */
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
