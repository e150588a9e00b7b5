package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.rest.PageBounds;
import java.util.ArrayList;
import java.util.List;

/** A link from one page of a list to another. */
record Link(String rel, String href) {
    /**
     * Returns all links of a page. They are relative: a host name would come from a request header.
     *
     * @param list the list's path and parameters, ending with a question mark or an ampersand
     */
    static List<Link> of(String list, PageBounds page, long total) {
        long last = total == 0 ? 0 : (total - 1) / page.limit() * page.limit();
        List<Link> links = new ArrayList<>();
        links.add(to("First", list, 0, page));
        if (page.offset() > 0) {
            links.add(to("Previous", list, Math.max(0, page.offset() - page.limit()), page));
        }
        links.add(to("Current", list, page.offset(), page));
        if (page.offset() + page.limit() < total) {
            links.add(to("Next", list, page.offset() + page.limit(), page));
        }
        links.add(to("Last", list, last, page));
        return links;
    }

    private static Link to(String rel, String list, long offset, PageBounds page) {
        return new Link(rel, list + "offset=" + offset + "&limit=" + page.limit());
    }
}
